// Which of the facts that we are less sure of are worth a row: a "no" that stands nowhere in the letter tells nothing.

import type { FactView } from '../../ipc/bindings';

/** So many rows stand before the rest is asked for. */
export const MORE_AT_FIRST = 5;

/** Kinds of letter that answer something: there it matters what they answer. */
const answering: readonly string[] = [
  'denial',
  'partial-denial',
  'appeal-decision',
  'external-review-decision',
];

/** True for a fact that says something of the letter, or that the person touched. */
export function tells(fact: FactView, kind: string | null): boolean {
  if (fact.place || fact.state !== 'open') return true;
  if (fact.field === 'external_review.offered') return fact.value !== 'no';
  if (fact.field === 'stage') return fact.value !== 'none' || answering.includes(kind ?? '');
  return true;
}
