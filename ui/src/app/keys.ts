// Keys that work everywhere. Screens add their own; single letters only while a list has the focus.

import type { App } from './app.svelte';
import { navRows } from './places';

/** True while something is typed, where letters are letters. */
export function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || isTextInput(target))
  );
}

function isTextInput(element: HTMLElement): boolean {
  return element instanceof HTMLInputElement && !/^(checkbox|radio|button|range)$/.test(element.type);
}

/** True for a key of a screen: nobody took it yet, no other key is held, nothing lies over the screen. */
export function free(event: KeyboardEvent, app: App): boolean {
  return !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !app.over;
}

/** The same for a single letter, which can be turned off and is a letter where one types. */
export function freeLetter(event: KeyboardEvent, app: App): boolean {
  return free(event, app) && (app.settings.view?.singleKeys ?? true) && !typing(event.target);
}

/** Moves the focus to the next (or last) pane: elements that carry `data-pane`, in reading order. */
export function nextPane(back: boolean) {
  // of panes within one another, the innermost: what holds them is no stop of its own
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.getClientRects().length > 0 && !pane.querySelector('[data-pane]'),
  );
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + (back ? -1 : 1) + panes.length) % panes.length] ?? panes[0];
  // what is not shown, such as the button of a menu that stands open, takes no focus
  const inside = [
    ...(next?.querySelectorAll<HTMLElement>(
      '[aria-current="page"], [aria-selected="true"], a[href], button:not(:disabled), input, select, [tabindex="0"]',
    ) ?? []),
  ].find((element) => element.getClientRects().length > 0);
  (inside ?? next)?.focus();
}

/** Handles one key; true where it was ours. */
export function everywhere(event: KeyboardEvent, app: App): boolean {
  const ctrl = event.ctrlKey || event.metaKey;
  const open = app.phase === 'open';
  if (event.key === 'F9') void app.hide();
  else if (event.key === 'F6') nextPane(event.shiftKey);
  else if (!open) return false;
  else if (event.key === 'F1') app.explain();
  else if (ctrl && event.key === 'k') app.over = app.over?.what === 'find' ? null : { what: 'find' };
  else if (ctrl && event.key === 'l' && !event.shiftKey) void app.lock();
  else if (ctrl && (event.key === 'o' || (event.key === 'n' && !event.shiftKey))) void app.addDocuments();
  else if (ctrl && event.key === 'v' && !typing(event.target)) void app.pasteDocuments();
  else if (ctrl && event.key === 'j') app.go(app.router.where.place === 'one' ? 'today' : 'one');
  else if (ctrl && event.key === 'p') app.print();
  else if (ctrl && /^[1-9]$/.test(event.key)) {
    const row = navRows[Number(event.key) - 1];
    if (!row) return false;
    app.go(row.place);
  } else if (ctrl && event.key.toLowerCase() === 'z' && !typing(event.target)) {
    void (event.shiftKey ? app.redo() : app.undo());
  } else if (event.altKey && event.key === 'ArrowLeft' && !typing(event.target)) app.router.back();
  else if (event.key === '?' && !typing(event.target)) app.over = { what: 'keys' };
  else if (event.key === 'Escape' && !app.over && app.changed) app.isPast();
  else return false;
  event.preventDefault();
  return true;
}
