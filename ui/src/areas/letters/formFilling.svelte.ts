// A form while it is checked: what the program proposed, and what the person made of it.

import type { useApp } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ErrorView, FormBoxView, FormView } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';

export class FormFilling {
  readonly asked = new Asked<FormView>();
  /** What stands in each box now. */
  values = $state<Record<string, string>>({});
  trouble = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  readonly #app: ReturnType<typeof useApp>;
  readonly #document: string;
  readonly #letter: string | null;

  constructor(app: ReturnType<typeof useApp>, document: string, letter: string | null) {
    this.#app = app;
    this.#document = document;
    this.#letter = letter;
  }

  get view() {
    return this.asked.view;
  }
  get #draft() {
    return `form/${this.#document}/${this.#letter ?? ''}`;
  }
  /** Boxes that are filled in here; the others are left for the pen. */
  get open() {
    return this.view?.boxes.filter((box) => !box.locked && box.byPen === '') ?? [];
  }
  get pen() {
    return this.view?.boxes.filter((box) => box.byPen !== '') ?? [];
  }
  get filled() {
    return this.open.filter((box) => this.of(box) !== '').length;
  }
  get unsure() {
    return this.open.filter((box) => this.isUnsure(box)).length;
  }
  of(box: FormBoxView) {
    return this.values[box.name] ?? '';
  }
  /** Not sure, and still as it was proposed. */
  isUnsure(box: FormBoxView) {
    return box.unsure !== '' && this.of(box) === box.value;
  }

  async read() {
    const letter = this.#letter;
    if (!(await this.asked.ask(() => desk.form(this.#document, letter)))) return;
    const proposed = Object.fromEntries((this.view?.boxes ?? []).map((box) => [box.name, box.value]));
    this.values = proposed;
    try {
      const draft = await this.#app.drafts.read<Record<string, string>>(this.#draft);
      if (draft) this.values = { ...proposed, ...draft };
    } catch (thrown) {
      this.trouble = asError(thrown);
    }
  }
  set(name: string, value: string) {
    this.values[name] = value;
    this.#app.drafts.keep(this.#draft, $state.snapshot(this.values));
  }
  /** The person's yes; true where it is filed. */
  async save(): Promise<boolean> {
    const view = this.view;
    if (!view || this.saving) return false;
    this.saving = true;
    try {
      const boxes = view.boxes.filter((box) => !box.locked);
      const filled = await desk.fillForm({
        document: view.document,
        letter: this.#letter,
        boxes: boxes.map((box) => ({ name: box.name, value: this.of(box) })),
      });
      this.trouble = null;
      this.#app.drafts.keep(this.#draft, null);
      this.#app.show(filled.change);
      return true;
    } catch (thrown) {
      this.trouble = asError(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }
}
