// The rows of a pharmacy's list while they are looked at: which are ticked, and what was typed over them. Kept as a
// draft until they are taken; what they come to is asked anew with each change.

import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ErrorView, FillRowInput, FillView, PrintOutView } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';

/** A row as the person has it now. */
export interface Row {
  ticked: boolean;
  values: Required<FillRowInput>;
}

function asRead(row: FillView): Row {
  const { filled, drug, strength, quantity, daysSupply, prescriber } = row;
  return {
    ticked: row.offered,
    values: { row: row.row, filled, drug, strength, quantity, daysSupply, prescriber },
  };
}

export class FillsForm {
  rows = $state<Row[]>([]);
  readonly read = new Asked<PrintOutView>();
  refused = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  readonly ticked = $derived(this.rows.filter((row) => row.ticked).map((row) => row.values));
  readonly #app: App;
  readonly #document: string;
  readonly #draft: string;
  #asRead = '';

  constructor(app: App, document: string) {
    this.#app = app;
    this.#document = document;
    this.#draft = `list/${document}`;
  }

  /** The rows as they were read, and over them what was ticked and typed before. */
  async open() {
    await this.read.ask(() => desk.printOut(this.#document, null));
    const view = this.read.view;
    if (!view) return;
    const read = view.rows.map(asRead);
    this.#asRead = JSON.stringify(read);
    const draft = await this.#app.drafts.read<Row[]>(this.#draft);
    // another list stands on the paper when it was read anew
    const fits = draft?.length === read.length;
    this.rows = fits ? draft : read;
    if (fits) this.changed();
  }

  /** What is said of a row that can't be counted. */
  trouble(row: number): string | undefined {
    return this.read.view?.troubles.find((trouble) => trouble.row === row)?.say;
  }

  all(ticked: boolean) {
    for (const row of this.rows) row.ticked = ticked;
    this.changed();
  }

  /** After each change: keeps it, and asks what the ticked rows come to. */
  changed() {
    const rows = $state.snapshot(this.rows);
    this.refused = null;
    this.#app.drafts.keep(this.#draft, JSON.stringify(rows) === this.#asRead ? null : rows);
    const ticked = rows.filter((row) => row.ticked).map((row) => row.values);
    void this.read.ask(() => desk.printOut(this.#document, ticked));
  }

  /** Puts what they come to into what was tried; true where it is done. */
  async take(): Promise<boolean> {
    this.saving = true;
    try {
      this.#app.show(await desk.takePrintOut(this.#document, $state.snapshot(this.ticked)));
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
