import { expect, it } from 'vitest';
import { documents } from '../../../tests/fixtures/papers';
import type { DocumentRowView } from '../../ipc/bindings';
import { fitting, senders } from './filters';

const rows = documents.documents as DocumentRowView[];
const today = '2026-11-23';

it('names each sender once, in order', () => {
  expect(senders(rows)).toEqual(['Dr. I. Varga', 'Larkmoor Health', 'Pinefield Freight']);
  expect(senders([])).toEqual([]);
});

it('keeps the papers of a sender and a span', () => {
  const titles = (from: string, when: Parameters<typeof fitting>[2]) =>
    fitting(rows, from, when, today).map((row) => row.id);
  expect(titles('', '')).toHaveLength(rows.length);
  expect(titles('Larkmoor Health', '')).toEqual(['doc-eob', 'doc-policy', 'doc-denial']);
  expect(titles('', 'month')).toEqual(['doc-eob', 'doc-policy', 'doc-plan']);
  expect(titles('Dr. I. Varga', 'month')).toEqual([]);
  expect(titles('', 'year')).toHaveLength(rows.length);
  expect(titles('', 'older')).toEqual([]);
});
