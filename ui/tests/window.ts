// The whole window over a mocked program, for tests: what it was asked, and the hand that types.

import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import Frame from '../src/app/Frame.svelte';
// in the app it comes behind the first picture; here no test waits for it
import '../src/app/Opened.svelte';
import { answers } from './fixtures/case';

let calls: { command: string; args: unknown }[] = [];

/** Opens the window; `changed` answers otherwise than the invented case, by value or by function. */
export function start(changed: Record<string, unknown> = {}) {
  const given: Record<string, unknown> = { ...answers, ...changed };
  mockIPC(
    (command, args) => {
      calls.push({ command, args });
      const answer = given[command];
      if (answer instanceof Function) return answer(args);
      return structuredClone(answer);
    },
    { shouldMockEvents: true },
  );
  return render(Frame);
}

/** The calls of one command so far. */
export const called = (command: string) => calls.filter((call) => call.command === command);

/** Which of these commands were called, in turn. */
export const calledInTurn = (...commands: string[]) =>
  calls.map((call) => call.command).filter((command) => commands.includes(command));

/** Types into a field. */
export function type(field: HTMLElement, text: string) {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

beforeEach(() => {
  calls = [];
  location.hash = '';
  document.documentElement.dataset.width = 'wide';
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  cleanup();
  clearMocks();
});
