// What was typed and is not saved yet, by the name of its place (`review/<document>`): it is there as it was when the
// person comes back, also after a lock or a restart. It is kept sealed by the program, a moment after each pause;
// this window holds only what is on its way there.

import { desk } from '../ipc/desk';

/** How long a hand rests before its words are kept, in milliseconds. */
const PAUSE = 300;

export class Drafts {
  readonly #waiting = new Map<string, string | null>();
  readonly #kept = new Set<string>();
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** The draft of this place, as `T` wrote it; none where nothing is unsaved. */
  async read<T>(name: string): Promise<T | null> {
    const waiting = this.#waiting.get(name);
    const text = waiting === undefined ? await desk.draft(name).catch(() => null) : waiting;
    if (text) this.#kept.add(name);
    return text ? (JSON.parse(text) as T) : null;
  }

  /** Keeps `draft`, or nothing more where it is none. */
  keep(name: string, draft: object | null) {
    if (!draft && !this.#kept.has(name)) return;
    if (draft) this.#kept.add(name);
    else this.#kept.delete(name);
    this.#waiting.set(name, draft ? JSON.stringify(draft) : null);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Hands over what still waits; before the window locks or goes away. */
  async flush() {
    clearTimeout(this.#soon);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    // what cannot be kept now is still on the screen
    await Promise.all(waiting.map(([name, text]) => desk.keepDraft(name, text).catch(() => undefined)));
  }

  /** True while something typed is kept. */
  get any(): boolean {
    return this.#kept.size > 0;
  }

  /** Takes all words out of this window; that some are kept is still known. */
  leave() {
    clearTimeout(this.#soon);
    this.#waiting.clear();
  }

  /** For another vault. */
  forget() {
    this.leave();
    this.#kept.clear();
  }
}
