import { expect, it } from 'vitest';
import { planKind, review } from '../../../tests/fixtures/letter';
import type { FactView } from '../../ipc/bindings';
import { rowsOf } from './choices';

const plan = planKind as unknown as FactView;

it('asks for the plan by a handful of plain words', () => {
  const rows = rowsOf(plan);
  expect(rows.map((row) => row.say)).toEqual([
    'Through a job',
    'Marketplace, or I buy it myself',
    'Medicare',
    'Medicaid or CHIP',
    'Federal or postal worker',
    'Military (TRICARE)',
    'Something else…',
  ]);
});

it('loses no kind of plan in its groups', () => {
  const reached = rowsOf(plan).flatMap((row) =>
    row.is === 'value' ? [row.value] : row.choices.map((choice) => choice.value),
  );
  const given = plan.choices.map((choice) => choice.value).filter(Boolean);
  expect(reached.toSorted()).toEqual(given.toSorted());
});

it('puts a kind nobody sorted yet under something else, in the words of the program', () => {
  const rows = rowsOf({ ...plan, choices: [...plan.choices, { value: 'new-kind', say: 'A new kind' }] });
  const last = rows.at(-1);
  expect(last?.is === 'group' && last.choices.some((choice) => choice.say === 'A new kind')).toBe(true);
});

it('offers first what was read', () => {
  const first = rowsOf({ ...plan, value: 'employer-self-funded', shown: 'Job plan' })[0];
  expect(first).toEqual({ is: 'value', value: 'employer-self-funded', say: 'Job plan' });
});

it('offers no kind of plan twice among the first rows', () => {
  for (const kind of ['tricare', 'fehb']) {
    const choice = plan.choices.find((one) => one.value === kind);
    const rows = rowsOf({ ...plan, value: kind, shown: choice?.say ?? '' });
    const values = rows.flatMap((row) => (row.is === 'value' ? [row.value] : []));
    expect(values.filter((value) => value === kind)).toHaveLength(1);
    expect(rows[0]).toEqual({ is: 'value', value: kind, say: choice?.say });
  }
});

it('drops the group that only says again what was read, and keeps its other kinds', () => {
  const rows = rowsOf({ ...plan, value: 'marketplace', shown: 'Plan bought by oneself' });
  const words = rows.map((row) => row.say);
  expect(words[0]).toBe('Plan bought by oneself');
  expect(words).not.toContain('Marketplace, or I buy it myself');
  const rest = rows.at(-1);
  const others = rest?.is === 'group' ? rest.choices.map((choice) => choice.value) : [];
  expect(others).toEqual(expect.arrayContaining(['grandfathered', 'short-term']));
});

it('shows short lists whole and long ones with a door to the rest', () => {
  expect(rowsOf(review.questions[1] as unknown as FactView)).toHaveLength(2);
  const many = Array.from({ length: 20 }, (_, n) => ({ value: `r${n}`, say: `Reason ${n}` }));
  const rows = rowsOf({ ...plan, field: 'reasons.0', value: 'r9', choices: many });
  expect(rows.map((row) => row.say)).toEqual([
    'Reason 9',
    'Reason 0',
    'Reason 1',
    'Reason 2',
    'Something else…',
  ]);
  const rest = rows.at(-1);
  expect(rest?.is === 'rest' && rest.choices).toHaveLength(16);
});
