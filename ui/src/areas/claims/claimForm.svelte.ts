// A claim while it is written: what was typed, what the program understood of it, the draft that survives a lock.
// Nothing is worked out here: sums, meanings and checks come back from the program.

import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ClaimLookView, ClaimRequest } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';

type Fields = Omit<ClaimRequest, 'lines' | 'timing' | 'document'> & {
  timing: string | null;
  document: string | null;
  lines: ClaimRequest['lines'];
};

/** How long a hand rests before the program looks at what was typed, in milliseconds. */
const PAUSE = 200;

export const emptyLine = (): ClaimRequest['lines'][number] => ({
  from: '',
  to: '',
  code: '',
  modifiers: '',
  revenue: '',
  diagnoses: '',
  units: '',
  charge: '',
  drug: '',
  dose: '',
  ndc: '',
  place: '',
  description: '',
});

const empty = (): Fields => ({
  kind: 'claim',
  timing: null,
  title: '',
  number: '',
  authorization: '',
  clinic: '',
  clinicNpi: '',
  provider: '',
  providerNpi: '',
  place: '',
  diagnoses: '',
  note: '',
  document: null,
  lines: [emptyLine()],
});

export class ClaimForm {
  fields = $state<Fields>(empty());
  readonly look = new Asked<ClaimLookView>();
  ready = $state(false);
  readonly id: string | null;
  readonly #draft: string;
  readonly #app: App;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App, id: string) {
    this.#app = app;
    this.id = id === 'new' ? null : id;
    this.#draft = `claim/${id}`;
  }

  /** Reads what is kept: a draft before what was saved. */
  async open() {
    try {
      const draft = await this.#app.drafts.read<Fields>(this.#draft);
      if (draft) this.fields = { ...empty(), ...draft };
      else if (this.id) {
        const { fields } = await desk.claim(this.id);
        this.fields = {
          ...empty(),
          ...fields,
          lines: fields.lines.length > 0 ? fields.lines : [emptyLine()],
        };
      }
      this.ready = true;
      await this.ask();
    } catch (thrown) {
      this.look.trouble = asError(thrown);
    }
  }

  get request(): ClaimRequest {
    return $state.snapshot(this.fields);
  }

  ask() {
    return this.look.ask(() => desk.lookAtClaim(this.id, this.request));
  }

  /** Something was typed: kept at once as a draft, looked at after a pause. */
  touched() {
    this.#app.drafts.keep(this.#draft, this.request);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.ask(), PAUSE);
  }

  addLine() {
    // the next line is mostly the same care on another day: only its diagnosis and place are taken over
    this.fields.lines.push(emptyLine());
    this.touched();
  }

  removeLine(n: number) {
    this.fields.lines.splice(n, 1);
    if (this.fields.lines.length === 0) this.fields.lines.push(emptyLine());
    this.touched();
  }

  /** Puts the lines of a filed bill in place of empty ones; gives what does not add up on it. */
  async fill(document: string): Promise<string[] | null> {
    const bill = await desk.linesOfBill(document);
    if (bill.lines.length === 0) return null;
    const blank = JSON.stringify(emptyLine());
    const typed = this.fields.lines.filter((line) => JSON.stringify($state.snapshot(line)) !== blank);
    this.fields.lines = [...typed, ...bill.lines];
    this.fields.document = document;
    // what was typed stays
    for (const [name, value] of Object.entries(bill.whole) as [keyof typeof bill.whole, string][])
      if (!this.fields[name]) this.fields[name] = value;
    this.touched();
    return bill.doubts;
  }

  /** Keeps it; gives its id. */
  async save(): Promise<string | null> {
    clearTimeout(this.#soon);
    try {
      const saved = await desk.saveClaim(this.id, this.request);
      this.#app.drafts.keep(this.#draft, null);
      this.#app.show(saved.change);
      return saved.id;
    } catch (thrown) {
      this.#app.trouble = asError(thrown);
      return null;
    }
  }
}
