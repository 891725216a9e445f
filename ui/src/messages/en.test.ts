import { describe, expect, it } from 'vitest';
import { en } from './en';
import { say, type Key } from './say';

const filler: Record<string, string | number> = {
  count: 3,
  minutes: 4,
  page: 2,
  pages: 5,
  number: 3,
  done: 1,
  total: 6,
  hits: 2,
  trash: 1,
  day: 4,
  days: 9,
};
const names = new Proxy(filler, { get: (target, name) => target[String(name)] ?? 'it', has: () => true });

/** Vowel groups, less a silent e: the usual count of syllables. */
function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  if (plain.length <= 3) return plain === '' ? 0 : 1;
  const groups = plain.replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, '').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 0);
}
function grade(sentence: string): number {
  const words = sentence.split(/\s+/).filter((word) => /[a-z]/i.test(word));
  const total = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * words.length + 11.8 * (total / words.length) - 15.59;
}
function sentences(text: string): string[] {
  return text.split(/(?<=[.?!:;])\s+/).filter((one) => one.split(/\s+/).length > 6);
}
// lists of names and licenses, not sentences
const names_only: readonly Key[] = ['set.licencesText', 'review.factName', 'review.factNameNoPage'];

describe('the catalogue', () => {
  it('is read by everybody who finished grade eight', () => {
    const hard = (Object.keys(en) as Key[])
      .filter((key) => !names_only.includes(key))
      .flatMap((key) => sentences(say(key, names as never)).map((one) => ({ key, one, grade: grade(one) })))
      .filter((found) => found.grade > 8);
    expect(hard).toEqual([]);
  });

  it('never blames or scares', () => {
    const banned = /\b(failed|invalid|must|error|overdue|illegal|simply|please wait|oops|fight|victory)\b/i;
    const found = Object.entries(en).filter(([, text]) => banned.test(text));
    expect(found).toEqual([]);
  });

  it('says one and many right', () => {
    expect(say('drop.title', { count: 1 })).toBe('Let go to add 1 file');
    expect(say('drop.title', { count: 5 })).toBe('Let go to add 5 files');
    expect(say('queue.toCheck', { count: 1 })).toBe('1 thing to check.');
  });
});
