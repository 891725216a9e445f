// One treatment while it is typed. What is typed and not saved is kept as a draft; how it is understood is asked anew
// with each change, and never stands in the way of what is typed.

import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ErrorView, TrialPreviewView, TrialRequest } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';

export type Fields = Required<TrialRequest>;

export const empty: Fields = {
  taken: '',
  purpose: '',
  dose: '',
  atDoseSince: '',
  start: '',
  end: '',
  stillTaken: false,
  sessions: '',
  standing: 'not-said',
  adherence: 'not-said',
  ended: 'not-said',
  outcome: '',
  sideEffects: '',
  prescriber: '',
  episode: 'not-said',
  document: '',
  note: '',
};

export class TrialForm {
  fields = $state<Fields>({ ...empty });
  readonly preview = new Asked<TrialPreviewView>();
  refused = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  /** False until the fields of before came: until then nothing is kept in their place. */
  ready = $state(false);
  #saved = $state(JSON.stringify(empty));
  /** True where words stand that are not saved. */
  readonly unsaved = $derived(JSON.stringify(this.fields) !== this.#saved);
  readonly #app: App;
  readonly #id: string | null;
  readonly #draft: string;

  constructor(app: App, id: string | null) {
    this.#app = app;
    this.#id = id;
    this.#draft = `treatment/${id ?? 'new'}`;
  }

  /** Takes what is kept, and over it what was typed and not saved. */
  async open() {
    try {
      if (this.#id) {
        const view = await desk.treatment();
        const row = view.trials.find((trial) => trial.id === this.#id);
        if (row) this.fields = { ...empty, ...row.fields };
      }
      this.#saved = JSON.stringify(this.fields);
      const draft = await this.#app.drafts.read<Partial<Fields>>(this.#draft);
      if (draft) this.fields = { ...this.fields, ...draft };
      this.ready = true;
    } catch (thrown) {
      this.refused = asError(thrown);
    }
  }

  /** After each change: keeps it, and asks how it is understood. */
  changed() {
    const fields = { ...this.fields };
    if (!this.ready) return;
    this.#app.drafts.keep(this.#draft, JSON.stringify(fields) === this.#saved ? null : fields);
    void this.preview.ask(() => desk.previewTrial(fields));
  }

  /** Saves; true where it is done. */
  async save(): Promise<boolean> {
    this.saving = true;
    const fields = { ...this.fields };
    try {
      this.#app.show(await desk.saveTrial(this.#id, fields));
      this.refused = null;
      this.#saved = JSON.stringify(fields);
      this.#app.drafts.keep(this.#draft, null);
      return true;
    } catch (thrown) {
      this.refused = asError(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }
}
