import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { claim, claims, look } from './fixtures/claims';
import { called, start, type } from './window';

const done = (said: string) => ({ said, undo: '7', touched: ['case-records'] });
const mocked = {
  claims,
  claim,
  look_at_claim: look,
  save_claim: { id: 'c3', change: done('Changed it.') },
  add_claim_sentence: done('Added the sentence.'),
  claim_sent: done('It went out.'),
  answer_claim: done('Put the answer.'),
  not_this_answer: done('Not the answer.'),
  set_claim_terms: done('Changed.'),
  lines_of_bill: { lines: [], doubts: [] },
};

const press = (key: string, target: Element | Window = document.activeElement ?? window) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

it('shows each claim with its answer, and the checks of the chosen one', async () => {
  location.hash = '#/claims/c3';
  const { container } = start(mocked);
  const row = await screen.findByTestId('claim-2');
  expect(row).toHaveTextContent('6 infusions, Oct 5 to 22');
  expect(row).toHaveTextContent('$3,150.00');
  expect(within(row).getByText('Denied Nov 12')).toHaveClass('soon');
  expect(await screen.findByTestId('check-unlisted-drug-2')).toHaveAttribute('data-verdict', 'look');
  expect(screen.getByText('Before you send it again')).toBeVisible();
  expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual(
    [],
  );
});

it('moves over the rows by keys and opens a new claim by N', async () => {
  location.hash = '#/claims';
  start(mocked);
  const first = await screen.findByTestId('claim-1');
  within(first).getByRole('button').focus();
  press('ArrowDown');
  await waitFor(() => expect(location.hash).toBe('#/claims/c3'));
  press('k');
  await waitFor(() => expect(location.hash).toBe('#/claims/c4'));
  // Enter on the chosen row: a click without a mouse
  within(first).getByRole('button').click();
  await waitFor(() => expect(location.hash).toBe('#/claim/c4'));
  location.hash = '#/claims/c4';
  await screen.findByTestId('claim-1');
  press('n');
  await waitFor(() => expect(location.hash).toBe('#/claim/new'));
});

it('says how a number is known', async () => {
  location.hash = '#/claims/c3';
  start(mocked);
  const how = await screen.findByTestId('how-2');
  expect(screen.queryByText('As it stands in ‘Benefits statement, November 12’')).not.toBeVisible();
  how.click();
  expect(await screen.findByText('As it stands in ‘Benefits statement, November 12’')).toBeVisible();
});

it('mends a check by its field, and a sentence by one click', async () => {
  location.hash = '#/claims/c3';
  start(mocked);
  (await screen.findByTestId('mend-approval-missing')).click();
  await waitFor(() => expect(called('add_claim_sentence')).toHaveLength(1));
  screen.getByTestId('mend-unlisted-drug-2').click();
  await waitFor(() => expect(screen.getByTestId('field-drug-2')).toHaveFocus());
});

it('keeps what is typed as a draft, looks at it, and saves it as typed', async () => {
  location.hash = '#/claim/c3';
  start(mocked);
  const charge = await screen.findByTestId('field-charge-1');
  type(charge, '1,02O.00');
  await waitFor(() => {
    const { request } = called('look_at_claim').at(-1)?.args as { request: { lines: { charge: string }[] } };
    expect(request.lines[0]?.charge).toBe('1,02O.00');
  });
  await waitFor(() => expect(called('keep_draft').length).toBeGreaterThan(0));
  screen.getByTestId('claim-save').click();
  await waitFor(() => expect(called('save_claim')).toHaveLength(1));
  await waitFor(() => expect(location.hash).toBe('#/claims/c3'));
  const draft = called('keep_draft').at(-1)?.args as { text: string | null };
  await waitFor(() => expect((called('keep_draft').at(-1)?.args as { text: string | null }).text).toBeNull());
  expect(draft).toBeDefined();
});

it('asks whether a statement is the answer, and takes it only then', async () => {
  location.hash = '#/claims';
  const guess = {
    claim: 'c4',
    claimTitle: 'Approval for 6 more',
    document: 'doc-eob',
    title: 'Benefits statement, November 12',
    why: 'It has the same number.',
    outcome: 'denied',
  };
  start({ ...mocked, claims: { ...claims, guesses: [guess] } });
  expect(await screen.findByTestId('claim-guess')).toHaveTextContent('It has the same number.');
  expect(called('answer_claim')).toHaveLength(0);
  screen.getByTestId('guess-yes').click();
  await waitFor(() =>
    expect(called('answer_claim').at(-1)?.args).toMatchObject({
      id: 'c4',
      request: { document: 'doc-eob', outcome: 'denied' },
    }),
  );
});

it('has a kind word where nothing was sent', async () => {
  location.hash = '#/claims';
  start({ ...mocked, claims: { ...claims, rows: [] } });
  expect(await screen.findByText('Nothing sent yet.')).toBeVisible();
});

it('leads a check to its own field of what the plan says, filled from the plan book and kept by Save alone', async () => {
  const quote = '‘Plan book’, page 92: “File a claim within 12 months.”';
  const open = {
    id: 'filing-unknown',
    verdict: 'open',
    line: null,
    field: 'filing-count',
    title: 'File it by January 3 to be safe',
    why: `${quote} We don’t count by it before you say so.`,
    mend: 'Read the place. If it fits, take the time over.',
    sentence: null,
    document: 'doc-book',
    page: 92,
    source: '',
    checked: null,
    verified: true,
  };
  location.hash = '#/claims/c3';
  start({
    ...mocked,
    claim: { ...claim, look: { ...look, checks: [open] } },
    claims: {
      ...claims,
      terms: { ...claims.terms, filingCount: '', filingUnit: 'days', filingSaid: '' },
      offer: {
        ...claims.offer,
        filingCount: '12',
        filingUnit: 'months',
        filingSaid: '‘Plan book’, page 92',
        filingQuote: quote,
        filingDocument: 'doc-book',
      },
    },
  });
  expect(await screen.findByTestId('place-filing-unknown')).toHaveTextContent('Read page 92');
  (await screen.findByTestId('mend-filing-unknown')).click();
  const field = await screen.findByTestId('form-filing-count');
  await waitFor(() => expect(field).toHaveFocus());
  expect(field).toHaveValue('12');
  expect(screen.getByTestId('form-offer-time')).toHaveTextContent('within 12 months');
  expect(called('set_claim_terms')).toEqual([]);
  screen.getByTestId('form-save').click();
  await waitFor(() => expect(called('set_claim_terms')).toHaveLength(1));
  expect(called('set_claim_terms')[0]?.args).toMatchObject({
    request: { filingCount: '12', filingUnit: 'months', filingSaid: '‘Plan book’, page 92' },
  });
});

it('says beside the sum which line is not in it', async () => {
  const without = 'Line 2 is not in this sum: we can’t read its charge.';
  location.hash = '#/claim/c3';
  start({
    ...mocked,
    look_at_claim: { ...look, total: { say: '$2,040.00', decimal: '2040.00', without, how: [] } },
  });
  await waitFor(() => expect(screen.getByTestId('claim-total')).toHaveTextContent(without));
});
