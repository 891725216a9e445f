// Keys of the letter review: facts, choices, pages, zoom, save. Single letters only where the person allows them.

import { typing } from '../../app/keys';
import { answerOf } from './answers';
import type { Review } from './review.svelte';

/** Handles one key; true where it was ours. */
export function reviewKey(event: KeyboardEvent, review: Review, single: boolean): boolean {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    void review.save();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return false;
  const inFacts = review.pane?.contains(event.target as Node) ?? false;
  const fact = review.facts.find((each) => each.field === review.active);
  const pages = review.document?.pages.length ?? 1;
  if (event.key === 'PageDown') review.page = Math.min(pages, review.page + 1);
  else if (event.key === 'PageUp') review.page = Math.max(1, review.page - 1);
  else if (single && (event.key === '+' || event.key === '=')) review.zoom = Math.min(4, review.zoom * 1.25);
  else if (single && event.key === '-') review.zoom = Math.max(0.5, review.zoom / 1.25);
  else if (!inFacts) return false;
  else if (event.key === 'ArrowDown') review.step(1);
  else if (event.key === 'ArrowUp') review.step(-1);
  else if (event.key === 'Enter' && fact && event.target instanceof HTMLInputElement) {
    if (fact.value && !(fact.field in review.answers)) review.answer(fact.field, answerOf(fact, fact.value));
    review.step(1);
  } else if (single && event.key.toLowerCase() === 'e' && fact) review.editing = fact.field;
  else if (single && /^[1-9]$/.test(event.key) && fact) {
    const choice = review.rowOf(fact.field)?.querySelector<HTMLInputElement>(`[data-key="${event.key}"]`);
    if (!choice) return false;
    choice.focus({ preventScroll: true });
    choice.click();
  } else return false;
  return true;
}
