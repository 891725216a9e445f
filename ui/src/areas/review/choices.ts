// How the choices of a question are laid out: a handful in plain words, the rest one step further. What each kind of
// plan means is the program's; here stands only by what a person knows their own.

import type { ChoiceView, FactView } from '../../ipc/bindings';
import { say, type Key } from '../../messages/say';

/** One row to pick: a value, a group that asks once more, or the door to all the rest. */
export type Row =
  | { is: 'value'; value: string; say: string }
  | { is: 'group'; id: string; say: string; ask: string; choices: ChoiceView[] }
  | { is: 'rest'; say: string; choices: ChoiceView[] };

/** From this many choices on, a list is shortened. */
const MANY = 7;
const FIRST = 3;

interface Group {
  id: string;
  say: Key;
  ask: Key;
  kinds: readonly string[];
  /** A kind whose own name the group already says: where that was read, the group would only repeat it. */
  saysKind?: string;
}
const groups: readonly Group[] = [
  {
    id: 'job',
    say: 'plan.job',
    ask: 'plan.jobAsk',
    kinds: ['employer-self-funded', 'employer-insured', 'governmental-self-funded', 'church'],
  },
  {
    id: 'own',
    say: 'plan.own',
    ask: 'plan.ownAsk',
    kinds: ['marketplace', 'grandfathered', 'short-term'],
    saysKind: 'marketplace',
  },
  {
    id: 'medicare',
    say: 'plan.medicare',
    ask: 'plan.medicareAsk',
    kinds: ['original-medicare', 'medicare-advantage', 'medicare-part-d'],
  },
  {
    id: 'medicaid',
    say: 'plan.medicaid',
    ask: 'plan.medicaidAsk',
    kinds: ['medicaid-managed-care', 'medicaid-fee-for-service', 'chip'],
  },
  { id: 'federal', say: 'plan.federal', ask: 'plan.elseAsk', kinds: ['fehb'] },
  { id: 'military', say: 'plan.military', ask: 'plan.elseAsk', kinds: ['tricare'] },
];
const words: Readonly<Record<string, Key>> = {
  'employer-self-funded': 'plan.kind.employer-self-funded',
  'employer-insured': 'plan.kind.employer-insured',
  'governmental-self-funded': 'plan.kind.governmental-self-funded',
  church: 'plan.kind.church',
  marketplace: 'plan.kind.marketplace',
  grandfathered: 'plan.kind.grandfathered',
  'short-term': 'plan.kind.short-term',
  'original-medicare': 'plan.kind.original-medicare',
  'medicare-advantage': 'plan.kind.medicare-advantage',
  'medicare-part-d': 'plan.kind.medicare-part-d',
  'medicaid-managed-care': 'plan.kind.medicaid-managed-care',
  'medicaid-fee-for-service': 'plan.kind.medicaid-fee-for-service',
  chip: 'plan.kind.chip',
};

/** True for the question that is asked in two short steps. */
export const isPlanKind = (field: string) => field === 'plan.kind';

function plain(choice: ChoiceView): ChoiceView {
  const key = words[choice.value];
  return key ? { value: choice.value, say: say(key) } : choice;
}

/** The group a kind of plan stands in. */
export function groupOf(kind: string | null): string | null {
  if (!kind) return null;
  return groups.find((group) => group.kinds.includes(kind))?.id ?? 'else';
}

/** The kinds of plan in their groups; `read` stands above them as a row of its own. */
function planRows(given: readonly ChoiceView[], read: ChoiceView | undefined): Row[] {
  const rows: Row[] = [];
  const left: ChoiceView[] = [];
  for (const group of groups) {
    const choices = group.kinds.flatMap((kind) => given.filter((choice) => choice.value === kind));
    const only = choices[0];
    // A group of one is its kind by another name: where that was read, it would be offered twice.
    if (!only || (choices.length === 1 && only === read)) continue;
    if (read && group.saysKind === read.value) {
      left.push(...choices.filter((choice) => choice !== read));
      continue;
    }
    rows.push(
      choices.length === 1
        ? { is: 'value', value: only.value, say: say(group.say) }
        : {
            is: 'group',
            id: group.id,
            say: say(group.say),
            ask: say(group.ask),
            choices: choices.map(plain),
          },
    );
  }
  const rest = [...left, ...given.filter((choice) => groupOf(choice.value) === 'else')];
  if (rest.length > 0) {
    rows.push({ is: 'group', id: 'else', say: say('plan.else'), ask: say('plan.elseAsk'), choices: rest });
  }
  return rows;
}

/** The rows of a question, without the last one, which is not to know. What was read comes first. */
export function rowsOf(fact: FactView): Row[] {
  const given = fact.choices.filter((choice) => choice.value !== '');
  const asRow = (choice: ChoiceView): Row => ({ is: 'value', ...choice });
  if (given.length < MANY) return given.map(asRow);
  const read = given.find((choice) => choice.value === fact.value);
  if (isPlanKind(fact.field)) {
    const first = read ? [asRow({ value: read.value, say: fact.shown || read.say })] : [];
    return [...first, ...planRows(given, read)];
  }
  const others = given.filter((choice) => choice !== read);
  const first = [...(read ? [read] : []), ...others.slice(0, FIRST)];
  return [...first.map(asRow), { is: 'rest', say: say('review.other'), choices: others.slice(FIRST) }];
}

/** The words of a value, wherever it stands in the rows. */
export function wordsOf(fact: FactView, value: string): string {
  return fact.choices.find((choice) => choice.value === value)?.say ?? value;
}
