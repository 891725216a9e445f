import { expect, it } from 'vitest';
import { widthOf } from './looks';
import { hashOf, readHash } from './router.svelte';

it('reads back what it writes', () => {
  expect(readHash(hashOf('documents', 'a b/ü'))).toEqual({ place: 'documents', id: 'a b/ü', part: null });
  expect(readHash(hashOf('queue'))).toEqual({ place: 'queue', id: null, part: null });
});

it('reads a part of a paper', () => {
  expect(readHash(hashOf('review', 'a1', 'claim.date_of_notice'))).toEqual({
    place: 'review',
    id: 'a1',
    part: 'claim.date_of_notice',
  });
});

it('takes what is no place for Today', () => {
  expect(readHash('#/nowhere/7')).toEqual({ place: 'today', id: null, part: null });
  expect(readHash('')).toEqual({ place: 'today', id: null, part: null });
});

it('lays large text out as in a smaller window', () => {
  expect(widthOf(1280, 100)).toBe('wide');
  expect(widthOf(1023, 100)).toBe('middle');
  expect(widthOf(1280, 150)).toBe('middle');
  expect(widthOf(1280, 200)).toBe('middle');
  expect(widthOf(900, 150)).toBe('narrow');
});
