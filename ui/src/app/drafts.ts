// What was typed and is not saved yet, by the name of its place (`review/<document>`): it is there as it was when the
// person comes back, also after a lock or a restart. It is kept sealed by the program, a moment after each pause;
// this window holds only what is on its way there.

import { SvelteSet } from 'svelte/reactivity';
import { desk } from '../ipc/desk';

/** How long a hand rests before its words are kept, in milliseconds. */
const PAUSE = 300;

export class Drafts {
  /** What the program does not hold yet; what it refused waits for the next try. */
  readonly #waiting = new Map<string, string | null>();
  /** Places of which the program holds a draft, as it said itself. */
  readonly #kept = new SvelteSet<string>();
  /** Places where words stand that may not be handed over yet. */
  readonly #held = new Set<string>();
  /** Places whose last words the window had to let go of before the program took them. */
  readonly #lost = new SvelteSet<string>();
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** Handing over goes one after another: an older text never comes after a newer one. */
  #going: Promise<void> = Promise.resolve();
  readonly #onTheWay = new Map<string, string | null>();

  /** The draft of this place, as `T` wrote it; none where nothing is unsaved. Throws where it cannot be asked for. */
  async read<T>(name: string): Promise<T | null> {
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) return parsed<T>(waiting);
    const text = await desk.draft(name);
    if (text) this.#kept.add(name);
    return parsed<T>(text);
  }

  /** Keeps `draft`, or nothing more where it is none. */
  keep(name: string, draft: object | null) {
    if (!draft && !this.#kept.has(name) && !this.#waiting.has(name)) return;
    this.#held.delete(name);
    this.#waiting.set(name, draft ? JSON.stringify(draft) : null);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Words stand in this place, and its draft of before is not back: handing them over would put them in its place. */
  hold(name: string) {
    this.#held.add(name);
  }

  /** Hands over what still waits; before the window locks or goes away. What is refused goes on waiting. */
  flush(): Promise<void> {
    clearTimeout(this.#soon);
    // taken now: the words may be out of this window before their turn comes
    const waiting = new Map(this.#waiting);
    for (const [name, text] of waiting) this.#onTheWay.set(name, text);
    this.#going = this.#going.then(() => this.#hand(waiting));
    return this.#going;
  }

  async #hand(waiting: ReadonlyMap<string, string | null>) {
    await Promise.all(
      [...waiting].map(async ([name, text]) => {
        try {
          await desk.keepDraft(name, text);
          if (this.#waiting.get(name) === text) this.#waiting.delete(name);
          if (text) this.#kept.add(name);
          else this.#kept.delete(name);
        } catch {
          // what cannot be kept now is still on the screen, unless the window let go of it
          if (text && !this.#waiting.has(name)) this.#lost.add(name);
        } finally {
          if (this.#onTheWay.get(name) === text) this.#onTheWay.delete(name);
        }
      }),
    );
  }

  /** True while something typed is kept: the program said so. */
  get any(): boolean {
    return this.#kept.size > 0;
  }

  /** True where the window had to let go of words that the program did not take. */
  get lost(): boolean {
    return this.#lost.size > 0;
  }

  /** Takes all words out of this window; that some are kept is still known. */
  leave() {
    clearTimeout(this.#soon);
    for (const name of this.#held) this.#lost.add(name);
    for (const [name, text] of this.#waiting) {
      if (text && this.#onTheWay.get(name) !== text) this.#lost.add(name);
    }
    this.#waiting.clear();
    this.#held.clear();
  }

  /** The person is back, and was told what was lost. */
  back() {
    this.#lost.clear();
  }

  /** For another vault. */
  forget() {
    this.leave();
    this.#kept.clear();
    this.#lost.clear();
  }
}

const parsed = <T>(text: string | null) => (text ? (JSON.parse(text) as T) : null);
