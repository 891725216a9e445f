// What a read letter leads to: an approval that ends, and a no that was changed.

import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { review, today, why } from './fixtures/case';
import { called, start } from './window';

const approval = {
  deadline: 'd9',
  document: 'doc-yes',
  end: '2026-12-20',
  ended: false,
  title: 'This approval ends on Sunday, December 20',
  note: 'Esketamine nasal spray. Ask your clinic to ask for a new one before then.',
};
const changed = {
  decision: 'doc-won',
  denial: 'doc-denial',
  denialTitle: 'Denial letter, June 17',
  say: '‘Answer to an appeal, November 20’ changes the no of ‘Denial letter, June 17’.',
  days: ['Appeal to Larkmoor Health: Monday, December 14'],
};

it('shows an approval that ends as a quiet row of its own, and takes it away when it is taken care of', async () => {
  start({ today: { ...today, approvals: [approval] } });
  const row = await screen.findByTestId('approval-1');
  expect(row).toHaveTextContent('This approval ends on Sunday, December 20');
  expect(row.className).not.toMatch(/soon|late/);
  screen.getByTestId('approval-done-1').click();
  await waitFor(() => expect(called('deadline_done')[0]?.args).toEqual({ id: 'd9' }));
  screen.getByTestId('approval-letter-1').click();
  await waitFor(() => expect(location.hash).toContain('doc-yes'));
});

it('names no section for approvals where none ends', async () => {
  start();
  await screen.findByTestId('next-step');
  expect(screen.queryByTestId('approvals')).toBeNull();
  expect(screen.queryByTestId('changed')).toBeNull();
});

it.each([
  ['changed-yes', 'done'],
  ['changed-partly', 'partly'],
  ['changed-keep', 'keep'],
])('asks on Today whether a no that was changed is done: %s', async (button, answer) => {
  start({ today: { ...today, changed } });
  const asked = await screen.findByTestId('changed');
  expect(asked).toHaveTextContent('They changed this no. Is it done?');
  expect(asked).toHaveTextContent('Appeal to Larkmoor Health: Monday, December 14');
  expect(asked.querySelector('.primary')).toBeNull();
  screen.getByTestId(button).click();
  await waitFor(() =>
    expect(called('answer_changed')[0]?.args).toEqual({ decision: 'doc-won', denial: 'doc-denial', answer }),
  );
  expect(await screen.findByTestId('undo-bar')).toBeVisible();
});

it('asks it in the review of the letter that changed it too, without a way to that letter', async () => {
  location.hash = '#/review/doc-won';
  let open = true;
  start({
    review: () => ({ ...review, changed: open ? changed : null }),
    answer_changed: () => {
      open = false;
      return { said: 'Closed the dates.', undo: '10', touched: ['deadlines', 'reviews'] };
    },
  });
  await screen.findByTestId('changed');
  expect(screen.queryByTestId('changed-letter')).toBeNull();
  screen.getByTestId('changed-yes').click();
  await waitFor(() => expect(screen.queryByTestId('changed')).toBeNull());
});

it('says in review that an approval ends beside a day to act on', async () => {
  location.hash = '#/review/doc-eob';
  const line = 'This approval ends on Tuesday, March 14, 2028.';
  start({ review: { ...review, date: { ...review.date, approval: line } } });
  expect(await screen.findByTestId('date-approval')).toHaveTextContent(line);
});

it('sends nothing by the end of an approval', async () => {
  const end = {
    ...why,
    deadline: { ...why.deadline, level: 'authorization-end', approval: true, state: 'far' },
  };
  start({ today: { ...today, days: [{ ...today.days[1], deadline: 'd9' }] }, why: end });
  (await screen.findByTestId('day-why-1')).click();
  expect(await screen.findByTestId('why-done')).toHaveTextContent('Taken care of');
});

it('tells two days that are called the same apart', async () => {
  const hit = { group: 'deadline', title: 'Appeal to Larkmoor Health', note: '21 days', page: null };
  start({
    find: [
      { ...hit, id: 'd1', about: 'Send your appeal by December 4 · Denial letter, June 17' },
      { ...hit, id: 'd2', about: 'Send your appeal by January 8 · Denial letter, July 21' },
    ],
  });
  (await screen.findByTestId('top-find')).click();
  await waitFor(() => expect(screen.getByTestId('find')).toHaveTextContent('Denial letter, June 17'));
  expect(screen.getByTestId('find')).toHaveTextContent('Denial letter, July 21');
});

it('opens a claim, a treatment and a call where they stand', async () => {
  const hit = { note: '', about: '', page: null };
  start({
    find: [
      { ...hit, group: 'claim', id: 'c3', title: '6 infusions' },
      { ...hit, group: 'trial', id: 't1', title: 'Wellbutrin XL' },
      { ...hit, group: 'call', id: 'k1', title: 'Call to Brightwell' },
    ],
  });
  for (const [title, hash] of [
    ['6 infusions', '#/claims/c3'],
    ['Wellbutrin XL', '#/treatment/trial/t1'],
    ['Call to Brightwell', '#/plan'],
  ] as const) {
    (await screen.findByTestId('top-find')).click();
    await waitFor(() => expect(screen.getByTestId('find')).toHaveTextContent(title));
    screen.getByText(title).click();
    await waitFor(() => expect(location.hash).toBe(hash));
  }
});
