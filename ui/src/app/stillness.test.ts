import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restCaret, STILL_AFTER } from './stillness';

let stop: () => void;
const field = (type: string) => {
  const input = document.createElement('input');
  input.type = type;
  document.body.append(input);
  input.focus();
  return input;
};
const press = () =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key: 'a', bubbles: true }),
  );
beforeEach(() => {
  vi.useFakeTimers();
  stop = restCaret();
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
  vi.useRealTimers();
});

it('lets a field rest that nobody types in, and gives it the focus before the next key arrives', () => {
  const input = field('password');
  vi.advanceTimersByTime(STILL_AFTER - 1);
  expect(document.activeElement).toBe(input);
  vi.advanceTimersByTime(1);
  expect(document.activeElement).toBe(document.body);
  press();
  expect(document.activeElement).toBe(input);
});

it('begins anew with each key', () => {
  const input = field('text');
  vi.advanceTimersByTime(STILL_AFTER - 10);
  press();
  vi.advanceTimersByTime(STILL_AFTER - 10);
  expect(document.activeElement).toBe(input);
});

it('leaves the focus where the person put it meanwhile', () => {
  field('text');
  vi.advanceTimersByTime(STILL_AFTER);
  const other = field('text');
  press();
  expect(document.activeElement).toBe(other);
});

it('gives the field back when the window comes to the front', () => {
  const input = field('text');
  vi.advanceTimersByTime(STILL_AFTER);
  window.dispatchEvent(new Event('focus'));
  expect(document.activeElement).toBe(input);
});
