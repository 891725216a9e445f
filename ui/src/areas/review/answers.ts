// What the person said about the facts of a letter, before it is saved. No rule of the field stands here: what an
// answer leads to is asked of the program.

import { readDay, readMoney } from '../../app/days';
import type { AnswerRequest, FactInput, FactView, PageWordView } from '../../ipc/bindings';
import { say } from '../../messages/say';
import { cornersOf, type Corners } from '../documents/corners';

export interface Answer {
  answer: AnswerRequest['answer'];
  value: string | null;
}
export type Answers = Record<string, Answer>;

/** An answer with this value: a confirmation where it is the one read, an "I don't know" where it is empty. */
export function answerOf(fact: FactView, value: string): Answer {
  if (value === '') return { answer: 'unknown', value: null };
  if (value === fact.value) return { answer: 'confirm', value: null };
  return { answer: 'correct', value };
}

/** The value an answer stands for; none where nothing was answered. */
export function valueOf(fact: FactView, answer: Answer | undefined): string | null {
  if (!answer) {
    if (fact.state === 'unknown') return '';
    return fact.state === 'confirmed' || fact.state === 'corrected' ? (fact.value ?? null) : null;
  }
  if (answer.answer === 'confirm') return fact.value ?? null;
  return answer.answer === 'unknown' ? '' : answer.value;
}

/** True where the person has said something about it, now or before. */
export function isAnswered(fact: FactView, answers: Answers): boolean {
  return answers[fact.field] !== undefined || fact.state !== 'open';
}

/** The request for these answers. */
export function requestOf(answers: Answers): AnswerRequest[] {
  return Object.entries(answers).map(([field, answer]) => ({ field, ...answer }));
}

/** The words a dragged box touches at least half, in reading order, as one line. */
export function wordsIn(words: readonly PageWordView[], page: number, box: Corners): string {
  const [x0, y0, x1, y1] = box;
  return words
    .filter((word) => {
      if (word.page !== page) return false;
      const [a0, b0, a1, b1] = cornersOf(word);
      const wide = Math.min(x1, a1) - Math.max(x0, a0);
      const high = Math.min(y1, b1) - Math.max(y0, b0);
      return wide > 0 && high > 0 && wide * high >= 0.5 * (a1 - a0) * (b1 - b0);
    })
    .map((word) => word.text)
    .join(' ');
}

/** The fact whose place holds this point. */
export function factAt(facts: readonly FactView[], page: number, x: number, y: number): FactView | null {
  const pad = 3;
  return (
    facts.find((fact) => {
      if (fact.place?.page !== page) return false;
      const [x0, y0, x1, y1] = cornersOf(fact.place);
      return x >= x0 - pad && x <= x1 + pad && y >= y0 - pad && y <= y1 + pad;
    }) ?? null
  );
}

/** A value as it was typed, in the form it is sent in; none where it cannot be read, or nothing was typed. */
export function readValue(input: FactInput, typed: string): string | null {
  if (input === 'date') return readDay(typed);
  return input === 'money' ? readMoney(typed) : typed.trim() || null;
}

/** What to say of one that cannot be read. */
export const unread = (input: FactInput) => say(input === 'money' ? 'review.badMoney' : 'review.badDate');
