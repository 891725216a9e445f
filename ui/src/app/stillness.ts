// A field that nobody types in rests: the web view draws a frame sixty times a second for as long as a caret stands on
// the screen, and a locked window may stand open for hours. With the next key the field has the focus again before the
// letter arrives.

/** So long without a hand, in milliseconds. */
export const STILL_AFTER = 60_000;

const signs = ['keydown', 'pointerdown', 'focusin', 'input'] as const;

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (element: Element | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** Watches the page; gives back how to stop. */
export function restCaret(): () => void {
  let resting: Field | null = null;
  let clock: ReturnType<typeof setTimeout> | undefined;

  const rest = () => {
    if (!isField(document.activeElement)) return;
    resting = document.activeElement;
    resting.blur();
  };
  const wake = (sign?: Event) => {
    const field = resting;
    resting = null;
    clearTimeout(clock);
    clock = setTimeout(rest, STILL_AFTER);
    // a click chooses its own place, and so does what took the focus meanwhile
    if (field && (sign?.type === 'keydown' || sign?.type === 'focus') && !isField(document.activeElement))
      field.focus();
  };

  for (const sign of signs) addEventListener(sign, wake, { capture: true });
  addEventListener('focus', wake);
  wake();
  return () => {
    clearTimeout(clock);
    for (const sign of signs) removeEventListener(sign, wake, { capture: true });
    removeEventListener('focus', wake);
  };
}
