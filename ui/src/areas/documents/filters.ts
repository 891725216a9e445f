// Filters of the list that need no question to the program: who sent it, and from when.

import { plusDays } from '../../app/days';
import type { DocumentRowView } from '../../ipc/bindings';

export type When = '' | 'month' | 'quarter' | 'year' | 'older';
export const whens: readonly When[] = ['', 'month', 'quarter', 'year', 'older'];

/** Who sent the papers of this list, by name. */
export function senders(rows: readonly DocumentRowView[]): string[] {
  return [...new Set(rows.flatMap((row) => (row.from ? [row.from] : [])))].toSorted((a, b) =>
    a.localeCompare(b, 'en-US'),
  );
}

/** The first day a span takes in, counted back from today. */
function since(when: When, today: string): string {
  const back = { '': 0, month: 30, quarter: 91, year: 365, older: 365 }[when];
  return plusDays(today, -back);
}

/** The papers from this sender, of this span. */
export function fitting(
  rows: readonly DocumentRowView[],
  from: string,
  when: When,
  today: string,
): DocumentRowView[] {
  const first = since(when, today);
  return rows.filter((row) => {
    if (from !== '' && row.from !== from) return false;
    if (when === '') return true;
    return when === 'older' ? row.date < first : row.date >= first;
  });
}
