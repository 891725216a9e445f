// One filling-in of a scale: which page is open, what was answered. What was answered and not kept yet is a draft, so
// that a lock or a crash takes none of it. The program says when to show help; no score is known here before the end.

import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type {
  ErrorView,
  ScaleCheckView,
  ScaleFormView,
  ScaleRequest,
  ScaleSavedView,
} from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';

/** A page of the form: an introduction, an item (its place), the item that is not counted, the last page. */
export type Page = 'intro' | 'extra' | 'last' | number;

interface Draft {
  answers: (number | null)[];
  extra: number | null;
  total: string;
  result: string;
  parts: string[];
  day: string;
  note: string;
}

export class ScaleForm {
  readonly form = new Asked<ScaleFormView>();
  readonly check = new Asked<ScaleCheckView>();
  draft = $state<Draft>({ answers: [], extra: null, total: '', result: '', parts: [], day: '', note: '' });
  page = $state<Page>('last');
  saved = $state.raw<ScaleSavedView | null>(null);
  refused = $state.raw<ErrorView | null>(null);
  saving = $state(false);
  /** True where a scale with items is kept by its total. */
  byTotal = $state(false);
  /** True while help stands beside the answer just given. */
  helping = $state(false);
  #ready = false;
  /** What is kept, as a draft would have it. */
  #kept = $state('');
  /** True where answers or words stand that are not kept. */
  readonly unsaved = $derived(this.#kept !== '' && JSON.stringify(this.draft) !== this.#kept);
  readonly #app: App;
  readonly #scale: string;
  readonly #entry: string | null;

  readonly view = $derived(this.form.view);
  readonly items = $derived(this.byTotal ? [] : (this.view?.items ?? []));
  readonly pages = $derived.by((): Page[] => {
    const view = this.view;
    if (!view) return [];
    const asks = this.items.length > 0;
    return [
      ...(asks && (view.intro || view.gentle) ? (['intro'] as const) : []),
      ...this.items.keys(),
      ...(asks && view.extra ? (['extra'] as const) : []),
      'last',
    ];
  });
  /** Places of items without an answer. */
  readonly open = $derived([...this.items.keys()].filter((n) => (this.draft.answers[n] ?? null) === null));
  readonly begun = $derived(this.draft.answers.some((answer) => (answer ?? null) !== null));

  constructor(app: App, scale: string, entry: string | null) {
    this.#app = app;
    this.#scale = scale;
    this.#entry = entry;
  }

  get #name() {
    return `scale/${this.#entry ?? this.#scale}`;
  }

  async start() {
    if (!(await this.form.ask(() => desk.scaleForm(this.#scale, this.#entry)))) return;
    const view = this.form.view;
    if (!view) return;
    const { answers, extra, total, result, day, note } = view.given;
    this.draft = {
      answers,
      extra: extra ?? null,
      total,
      result,
      parts: view.parts.map((part) => part.total),
      day,
      note,
    };
    this.#kept = JSON.stringify(this.draft);
    const kept = await this.#app.drafts.read<Draft>(this.#name).catch(() => null);
    if (kept) this.draft = { ...this.draft, ...kept };
    this.byTotal = view.items.length > 0 && this.draft.total !== '';
    this.#ready = true;
    const first = this.begun ? (this.open[0] ?? 'last') : (this.pages[0] ?? 'last');
    this.page = first;
    void this.look();
  }

  get request(): ScaleRequest {
    const draft = this.draft;
    return {
      id: this.view?.given.id ?? '',
      scale: this.view?.scale ?? this.#scale,
      day: draft.day,
      answers: this.byTotal ? [] : [...draft.answers],
      extra: this.byTotal ? null : draft.extra,
      total: draft.total,
      result: draft.result,
      parts: (this.view?.parts ?? []).map((part, n) => ({ id: part.id, total: draft.parts[n] ?? '' })),
      baseline: this.view?.given.baseline ?? false,
      note: draft.note,
    };
  }

  /** Keeps what stands as a draft, and asks whether to show help. */
  async look() {
    const request = this.request;
    await this.check.ask(() => desk.checkScale(request));
  }
  changed() {
    if (!this.#ready || this.saved) return;
    this.#app.drafts.keep(this.#name, { ...this.draft });
    void this.look();
  }

  /** The entry is another now: what was shown of it is no draft of the new one. */
  forget() {
    this.#ready = false;
    this.#app.drafts.keep(this.#name, null);
  }

  /** Answers an item and goes on; where help is shown, the person goes on when they wish. */
  async answer(item: number, value: number) {
    const answers = [...this.draft.answers];
    while (answers.length <= item) answers.push(null);
    answers[item] = value;
    this.draft.answers = answers;
    this.#app.drafts.keep(this.#name, { ...this.draft });
    await Promise.all([this.look(), this.#app.drafts.flush()]);
    const help = this.check.view?.help ?? null;
    const speaks = help !== null && (await this.#speaks(item));
    // a second press on the same question, before the next one came, skips nothing
    if (this.page !== item) return;
    if (speaks) this.helping = true;
    else this.next();
  }

  /** True where it is this answer that speaks for help: without it there would be none. */
  async #speaks(item: number): Promise<boolean> {
    const answers = this.draft.answers.map((answer, n) => (n === item ? null : answer));
    const without = await desk.checkScale({ ...this.request, answers });
    return without.help === null;
  }

  next() {
    this.helping = false;
    const at = this.pages.indexOf(this.page);
    this.page = this.pages[at + 1] ?? 'last';
  }
  back() {
    this.helping = false;
    const at = this.pages.indexOf(this.page);
    this.page = this.pages[at - 1] ?? this.page;
  }

  /** Keeps the entry, whole or half-way. */
  async save(): Promise<boolean> {
    this.saving = true;
    try {
      const request = this.request;
      this.saved = await desk.saveScale(request);
      this.refused = null;
      this.#app.show(this.saved.change);
      this.#app.drafts.keep(this.#name, null);
      return true;
    } catch (thrown) {
      this.refused = asError(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }
}
