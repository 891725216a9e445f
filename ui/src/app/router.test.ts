import { expect, it } from 'vitest';
import { widthOf } from './looks';
import { hashOf, readHash } from './router.svelte';

it('reads back what it writes', () => {
  expect(readHash(hashOf('documents', 'a b/ü'))).toEqual({ place: 'documents', id: 'a b/ü' });
  expect(readHash(hashOf('queue'))).toEqual({ place: 'queue', id: null });
});

it('takes what is no place for Today', () => {
  expect(readHash('#/nowhere/7')).toEqual({ place: 'today', id: null });
  expect(readHash('')).toEqual({ place: 'today', id: null });
});

it('lays large text out as in a smaller window', () => {
  expect(widthOf(1280, 100)).toBe('wide');
  expect(widthOf(1023, 100)).toBe('middle');
  expect(widthOf(1280, 150)).toBe('middle');
  expect(widthOf(1280, 200)).toBe('middle');
  expect(widthOf(900, 150)).toBe('narrow');
});
