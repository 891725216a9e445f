// One question to the program and what came back: the old view stays while a new one is read, an older answer never
// overwrites a newer one, an error stands beside the view.

import type { ErrorView } from '../ipc/bindings';
import { asError } from '../ipc/desk';

export class Asked<T> {
  view = $state.raw<T | null>(null);
  trouble = $state.raw<ErrorView | null>(null);
  busy = $state(false);
  #turn = 0;

  /** Asks; true where this answer is the one that now stands. */
  async ask(question: () => Promise<T>): Promise<boolean> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const view = await question();
      if (turn !== this.#turn) return false;
      this.view = view;
      this.trouble = null;
      return true;
    } catch (thrown) {
      if (turn === this.#turn) this.trouble = asError(thrown);
      return false;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Forgets all: nothing of a case stays after locking. */
  clear() {
    this.#turn++;
    this.view = null;
    this.trouble = null;
    this.busy = false;
  }
}
