// One letter while it is written: what it says now, and its changes, one after another. What was typed and is not in
// the letter yet is kept as a draft, so that a lock takes nothing.

import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ChangeView, LetterChange, LetterNodeInput, LetterView } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';
import { empty } from './nodes';

/** A paragraph as it was typed. */
export interface Typed {
  section: string;
  /** Empty for one that the person wrote alone: that is found by its place. */
  key: string;
  place: number;
  nodes: LetterNodeInput[];
}

const nameOf = (typed: Typed) => JSON.stringify([typed.section, typed.key || typed.place]);

export class Writing {
  readonly asked = new Asked<LetterView>();
  readonly id: string;
  readonly #app: App;
  readonly #typed = new Map<string, Typed>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(app: App, id: string) {
    this.#app = app;
    this.id = id;
  }

  read = () => this.asked.ask(() => desk.letter(this.id));

  /** Hands a change over when those before it are through; throws where it is refused. */
  hand(change: LetterChange): Promise<ChangeView> {
    const done = this.#turn.then(() => desk.changeLetter(this.id, change));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** The same, with what was done in the undo bar, or the error on the screen. */
  change = (change: LetterChange) => this.#app.change(() => this.hand(change));

  /** When all changes so far are through. */
  settled = () => this.#turn;

  /** Words stand in a paragraph that the letter does not have yet. */
  keep(typed: Typed) {
    // an emptied paragraph is taken out when the person leaves it, not by a lock
    if (empty(typed.nodes)) this.#typed.delete(nameOf(typed));
    else this.#typed.set(nameOf(typed), typed);
    this.#draft();
  }

  /** Puts typed words into the letter. */
  async put(typed: Typed): Promise<boolean> {
    const { section, key, place, nodes } = typed;
    const done = await this.change({ change: 'paragraph', section, key, place, nodes });
    const held = this.#typed.get(nameOf(typed));
    if (done && (!held || JSON.stringify(held.nodes) === JSON.stringify(nodes))) {
      this.#typed.delete(nameOf(typed));
      this.#draft();
    }
    return done;
  }

  /** Puts what was typed before a lock into the letter. */
  async comeBack() {
    try {
      const draft = await this.#app.drafts.read<{ typed: Typed[] }>(this.#name);
      for (const typed of draft?.typed ?? []) {
        this.#typed.set(nameOf(typed), typed);
        await this.put(typed);
      }
    } catch (thrown) {
      this.#app.trouble = asError(thrown);
    }
  }

  get #name() {
    return `letter/${this.id}`;
  }

  #draft() {
    this.#app.drafts.keep(this.#name, this.#typed.size > 0 ? { typed: [...this.#typed.values()] } : null);
  }
}
