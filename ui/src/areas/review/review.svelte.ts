// One review while it is open: what was read, what the person answered so far, which fact is looked at. Unsaved
// answers and typed text are kept as a draft, so that leaving or locking loses nothing.

import { tick, untrack } from 'svelte';
import type { App } from '../../app/app.svelte';
import { Asked } from '../../app/asked.svelte';
import type { ChoiceView, DateLineView, ErrorView, FactView, ReviewView } from '../../ipc/bindings';
import { asError, desk } from '../../ipc/desk';
import { say } from '../../messages/say';
import { answerOf, isAnswered, readValue, requestOf, unread, valueOf } from './answers';
import type { Answer, Answers } from './answers';

/** The part of an address that stands for whatever fact the date hangs on. */
const DATE = 'date';
/** The part that stands for the day on which an approval ends. */
const APPROVAL = 'approval';
const ofTheDate = ['received_date', 'plan.kind', 'claim.date_of_notice', 'deadlines.0'];

interface Draft {
  answers: Answers;
  typed: Record<string, string>;
  active: string | null;
}

/** So many of the facts that we are less sure of stand before the rest is asked for. */
export const MORE_AT_FIRST = 5;

export class Review {
  readonly asked = new Asked<ReviewView>();
  readonly date = new Asked<DateLineView>();
  fields = $state.raw<readonly ChoiceView[]>([]);
  answers = $state<Answers>({});
  /** Text typed for a fact and not used yet. */
  typed = $state<Record<string, string>>({});
  active = $state<string | null>(null);
  editing = $state<string | null>(null);
  page = $state(1);
  zoom = $state(1);
  all = $state(false);
  /** True where all that we are less sure of is unfolded. */
  allMore = $state(false);
  tab = $state<'page' | 'facts'>('facts');
  saving = $state(false);
  /** Why it was not saved; it stands until something is answered otherwise, or saving goes well. */
  refused = $state.raw<ErrorView | null>(null);
  pane = $state<HTMLElement | null>(null);
  readonly #app: App;
  readonly #id: string;
  /** Why the draft of before is not back. */
  notBack = $state.raw<ErrorView | null>(null);
  /** False until the draft came, or is known to be none: what is typed now must not take its place. */
  #taken = false;
  #asks: Promise<void> | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;

  readonly view = $derived(this.asked.view);
  readonly document = $derived(this.view?.document ?? null);
  readonly questions = $derived(this.view?.questions ?? []);
  /** Not sure either; nobody has to look at them. */
  readonly more = $derived(this.view?.more ?? []);
  /** Those of them that are shown. */
  readonly some = $derived(this.allMore ? this.more : this.more.slice(0, MORE_AT_FIRST));
  readonly facts = $derived([...this.questions, ...this.more, ...(this.view?.sure ?? [])]);
  /** Questions that are still open. */
  readonly left = $derived(this.questions.filter((fact) => !this.#answered(fact)).length);
  /** What could be looked at beyond them. */
  readonly spare = $derived(this.more.filter((fact) => !this.#answered(fact)).length);
  readonly sure = $derived(this.all ? (this.view?.sure ?? []) : (this.view?.sure ?? []).slice(0, 6));

  /** What stands in the way, once: saving and the live date may be refused for the same. */
  readonly trouble = $derived(this.refused ?? this.date.trouble);

  constructor(app: App, id: string) {
    this.#app = app;
    this.#id = id;
  }

  /** What was left unsaved comes back, once. */
  #takeUp(): Promise<void> {
    this.#asks ??= this.#askForDraft().finally(() => (this.#asks = null));
    return this.#asks;
  }
  async #askForDraft() {
    if (this.#taken) return;
    let draft: Draft | null;
    try {
      draft = await this.#app.drafts.read<Draft>(this.#name);
    } catch (thrown) {
      this.notBack = asError(thrown);
      return;
    }
    this.#taken = true;
    this.notBack = null;
    if (!draft) return;
    this.answers = { ...draft.answers, ...this.answers };
    this.typed = { ...draft.typed, ...this.typed };
    this.active ??= draft.active;
  }

  get #name() {
    return `review/${this.#id}`;
  }
  #answered(fact: FactView) {
    return isAnswered(fact, this.answers);
  }

  async read() {
    await this.#takeUp();
    await this.asked.ask(() => desk.review(this.#id));
    if (this.asked.view) this.date.view = this.asked.view.date;
    if (Object.keys(this.answers).length > 0) void this.#preview();
    const back = this.active;
    if (back && back in this.typed) {
      this.#unfold(back);
      if (!this.#isQuestion(back)) this.editing = back;
    }
    this.fields = await desk.reviewFields().catch(() => []);
  }

  /** Keeps what is unsaved; called whenever it changes. */
  keep() {
    const answers = $state.snapshot(this.answers);
    const typed = $state.snapshot(this.typed);
    const active = this.active;
    const some = Object.keys(answers).length + Object.keys(typed).length > 0;
    if (!this.#taken) {
      // typed where a draft did not come: it is asked for again, and both are kept
      if (some && untrack(() => this.notBack)) {
        this.#app.drafts.hold(this.#name);
        void this.comeBack();
      }
      return;
    }
    this.#app.drafts.keep(this.#name, some ? { answers, typed, active } : null);
  }

  /** Asks once more for what was typed before. */
  async comeBack() {
    await this.#takeUp();
    if (!this.#taken) return;
    this.keep();
    if (Object.keys(this.answers).length > 0) void this.#preview();
  }

  #preview() {
    return this.date.ask(() =>
      desk.previewReview({ document: this.#id, answers: requestOf($state.snapshot(this.answers)) }),
    );
  }

  answer(field: string, given: Answer | null) {
    this.refused = null;
    if (given) this.answers[field] = given;
    else delete this.answers[field];
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#preview(), 150);
  }

  type(field: string, text: string | null) {
    if (text === null) delete this.typed[field];
    else this.typed[field] = text;
  }

  /** Words dragged over become this fact; what cannot be read as it is said, and is no answer. */
  async use(field: string, value: string): Promise<boolean> {
    const given: Answer = { answer: 'correct', value };
    const answers = requestOf({ ...$state.snapshot(this.answers), [field]: given });
    try {
      await desk.previewReview({ document: this.#id, answers });
    } catch (thrown) {
      this.refused = asError(thrown);
      return false;
    }
    this.answer(field, given);
    // a fact that was not there before has no row until it is saved
    const label = this.fields.find((choice) => choice.value === field)?.say;
    if (label && !this.facts.some((fact) => fact.field === field))
      this.#app.mention(say('review.used', { fact: label, value }));
    void this.activate(field);
    return true;
  }

  async save() {
    if (this.saving || !this.#takeTyped()) return;
    this.saving = true;
    clearTimeout(this.#soon);
    const open = this.left;
    // what looks right and was left ticked is confirmed by saving; one whose field was emptied was not left so
    const emptied = (fact: FactView) => this.typed[fact.field]?.trim() === '';
    const ticked = (this.view?.sure ?? [])
      .filter((fact) => !this.#answered(fact) && !emptied(fact))
      .map((fact) => ({ field: fact.field, answer: 'confirm', value: null }));
    try {
      const saved = await desk.saveReview({
        document: this.#id,
        answers: [...requestOf($state.snapshot(this.answers)), ...ticked],
      });
      this.refused = null;
      this.asked.view = saved.review;
      this.date.view = saved.review.date;
      this.date.trouble = null;
      this.answers = {};
      this.typed = {};
      this.keep();
      const said = open > 0 ? `${saved.change.said} ${say('review.openSave', { count: open })}` : '';
      this.#app.show({ ...saved.change, said: said || saved.change.said });
      this.#app.go('today');
    } catch (thrown) {
      this.refused = asError(thrown);
    } finally {
      this.saving = false;
    }
  }

  /** Takes what stands in open fields as answers; false where one cannot be read, which is said. */
  #takeTyped(): boolean {
    for (const fact of this.facts) {
      const text = this.typed[fact.field]?.trim() ?? '';
      if (text === '') continue;
      const value = readValue(fact.input, text);
      if (value === null) {
        const code = fact.input === 'money' ? 'bad-amount' : 'bad-date';
        this.refused = { code, message: `${fact.label}: ${unread(fact.input)}` };
        void this.activate(fact.field);
        return false;
      }
      // an open field that nobody changed says nothing
      if (value === (valueOf(fact, this.answers[fact.field]) ?? fact.value)) continue;
      this.answers[fact.field] = answerOf(fact, value);
    }
    return true;
  }

  #isQuestion(field: string) {
    return this.questions.some((fact) => fact.field === field);
  }
  #unfold(field: string) {
    if ((this.view?.sure ?? []).some((fact) => fact.field === field)) this.all = true;
    if (this.more.some((fact) => fact.field === field)) this.allMore = true;
  }

  /** The fact a part of an address means; none where there is no such fact. */
  meant(part: string): string | null {
    const has = (field: string) => this.facts.some((fact) => fact.field === field);
    if (part === APPROVAL) {
      const end = this.facts.find(
        (fact) =>
          fact.field === 'approval_end' || (fact.input === 'date' && fact.field.startsWith('deadlines.')),
      );
      return end?.field ?? null;
    }
    if (part !== DATE) return has(part) ? part : null;
    const open = ofTheDate.find((field) => this.#isQuestion(field) && !(field in this.answers));
    return open ?? ofTheDate.find(has) ?? this.facts[0]?.field ?? null;
  }

  /** Puts a fact in sight, gives it the focus, and lights its words. */
  async activate(field: string, where: ScrollLogicalPosition = 'nearest') {
    this.active = field;
    this.tab = 'facts';
    this.#unfold(field);
    await tick();
    const row = this.rowOf(field);
    row?.scrollIntoView({ block: where });
    const inputs = [...(row?.querySelectorAll<HTMLElement>('input') ?? [])];
    (inputs.find((input) => input.matches(':checked')) ?? inputs[0])?.focus({ preventScroll: true });
  }

  rowOf(field: string): HTMLElement | null {
    return this.pane?.querySelector<HTMLElement>(`[data-fact="${CSS.escape(field)}"]`) ?? null;
  }

  /** To the fact `by` rows further. */
  step(by: number) {
    const shown = [...this.questions, ...this.some, ...this.sure];
    const index = shown.findIndex((fact) => fact.field === this.active);
    const next = shown[Math.max(0, Math.min(shown.length - 1, index + by))];
    if (next) void this.activate(next.field);
  }
}
