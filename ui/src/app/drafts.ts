// What was typed and is not saved yet, by the name of its place (`review/<document>`): it is there as it was when the
// person comes back, also after a lock. It stays in the memory of this window and goes nowhere else; another vault
// makes it forgotten.

export class Drafts {
  #kept = new Map<string, unknown>();

  /** The draft of this place, as `T` wrote it; none where nothing is unsaved. */
  read<T>(name: string): T | null {
    const kept = this.#kept.get(name);
    return kept === undefined ? null : (structuredClone(kept) as T);
  }

  /** Keeps `draft`, or nothing more where it is none. */
  keep(name: string, draft: object | null) {
    if (draft) this.#kept.set(name, structuredClone(draft));
    else this.#kept.delete(name);
  }

  /** True while something typed is kept. */
  get any(): boolean {
    return this.#kept.size > 0;
  }

  forget() {
    this.#kept.clear();
  }
}
