import { tick } from 'svelte';
import { cleanup, screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { app, planKind, review, soonerWhy } from './fixtures/case';
import { called, calledInTurn, start, type } from './window';

const withPlan = { ...review, questions: [planKind, ...review.questions] };

it('asks for the kind of plan in two short steps', async () => {
  location.hash = '#/review/doc-eob';
  start({ review: withPlan });
  expect(screen.queryByTestId('then-plan.kind')).toBeNull();
  (await screen.findByTestId('choice-plan.kind-1')).click();
  expect(await screen.findByText('Who pays the claims?')).toBeVisible();
  (await screen.findByTestId('then-plan.kind-2')).click();
  await waitFor(() => {
    const { request } = called('preview_review').at(-1)?.args as { request: { answers: object[] } };
    expect(request.answers).toEqual([{ field: 'plan.kind', answer: 'correct', value: 'employer-insured' }]);
  });
  screen.getByTestId('then-plan.kind-unknown').click();
  await waitFor(() => {
    const { request } = called('preview_review').at(-1)?.args as { request: { answers: object[] } };
    expect(request.answers).toEqual([{ field: 'plan.kind', answer: 'unknown', value: null }]);
  });
});

it('takes back an answer when another group is chosen', async () => {
  location.hash = '#/review/doc-eob';
  start({ review: withPlan });
  (await screen.findByTestId('choice-plan.kind-6')).click();
  await waitFor(() => expect(called('preview_review')).toHaveLength(1));
  screen.getByTestId('choice-plan.kind-3').click();
  await waitFor(() => {
    const { request } = called('preview_review').at(-1)?.args as { request: { answers: object[] } };
    expect(request.answers).toEqual([]);
  });
});

it('shows five of what is less sure, the rest when asked', async () => {
  location.hash = '#/review/doc-eob';
  const more = Array.from({ length: 12 }, (_, n) => ({
    ...review.sure[0],
    field: `claim.codes.${n}`,
    value: `J${n}`,
    state: 'open',
    confidence: 'likely',
  }));
  start({ review: { ...review, more } });
  const unfold = await screen.findByTestId('more-unsure');
  expect(unfold).toHaveTextContent('Show 7 more');
  expect(screen.queryByTestId('fact-claim.codes.5')).toBeNull();
  unfold.click();
  expect(await screen.findByTestId('fact-claim.codes.11')).toBeVisible();
});

it('says under the date that it may come sooner', async () => {
  location.hash = '#/review/doc-eob';
  start({ review: { ...review, date: { ...review.date, why: soonerWhy } } });
  expect(await screen.findByTestId('date-sooner')).toHaveTextContent('May be sooner if this is Medicare');
});

it('says why a letter could not be read, in the words of whoever read it', async () => {
  location.hash = '#/review/doc-eob';
  const message = 'This file is damaged: it ends too early.';
  const trouble = { code: 'file-damaged', message, hint: null };
  start({ review: { ...review, document: { ...review.document, doubts: [], trouble } } });
  expect(await screen.findByText(message)).toBeVisible();
});

it('opens at the fact a date hangs on when a fact is to be changed', async () => {
  location.hash = '#/appeals';
  start();
  (await screen.findByTestId('ladder-why-2')).click();
  (await screen.findByTestId('why-change')).click();
  const question = await screen.findByTestId('question-received_date');
  await waitFor(() => expect(question).toContainElement(document.activeElement as HTMLElement));
  expect(question).toHaveClass('act');
  expect(location.hash).toBe('#/review/doc-denial');
});

it('opens at a fact named in the address, unfolding the rows', async () => {
  location.hash = '#/review/doc-eob/more.4';
  start();
  const row = await screen.findByTestId('fact-more.4');
  await waitFor(() => expect(row).toContainElement(document.activeElement as HTMLElement));
});

it('says once, at the foot, why it is not saved, and no more once it is', async () => {
  location.hash = '#/review/doc-eob';
  const message = 'This day has not come yet.';
  let refuses = true;
  const answer = (good: unknown) => () =>
    refuses ? Promise.reject({ code: 'bad-date', message, hint: null }) : structuredClone(good);
  const change = { said: 'Saved.', undo: '7', touched: [] };
  start({ preview_review: answer(review.date), save_review: answer({ review, change }) });
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  expect(await screen.findAllByText(message)).toHaveLength(1);
  screen.getByTestId('review-save').click();
  await waitFor(() => expect(called('save_review')).toHaveLength(1));
  await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(1));
  expect(screen.getByTestId('review')).toHaveTextContent(message);

  refuses = false;
  screen.getByTestId('choice-received_date-unknown').click();
  screen.getByTestId('review-save').click();
  expect(await screen.findByTestId('today')).toBeVisible();
  expect(screen.queryByText(message)).toBeNull();
});

/** The program's part: it keeps what it is given. */
function vault(): Record<string, unknown> {
  const kept = new Map<string, string>();
  return {
    draft: ({ name }: { name: string }) => kept.get(name) ?? null,
    keep_draft: ({ name, text }: { name: string; text: string | null }) => {
      if (text === null) kept.delete(name);
      else kept.set(name, text);
      return null;
    },
  };
}

it('saves what stands typed in open fields, and confirms nothing that is being changed', async () => {
  location.hash = '#/review/doc-eob';
  const { unmount } = start();
  (await screen.findByTestId('edit-claim.date_of_notice')).click();
  type(await screen.findByTestId('value-claim.date_of_notice'), '8/20/2026');
  screen.getByTestId('choice-received_date-other').click();
  type(await screen.findByTestId('value-received_date'), '11/19/2026');
  await tick();
  screen.getByTestId('review-save').click();
  await waitFor(() => expect(called('save_review')).toHaveLength(1));
  const saved = () => {
    const { request } = called('save_review').at(-1)?.args as {
      request: { answers: { field: string; answer: string; value: string | null }[] };
    };
    const of = (field: string) => request.answers.filter((answer) => answer.field === field);
    return [...of('claim.date_of_notice'), ...of('received_date')];
  };
  expect(saved()).toEqual([
    { field: 'claim.date_of_notice', answer: 'correct', value: '2026-08-20' },
    { field: 'received_date', answer: 'correct', value: '2026-11-19' },
  ]);
  unmount();

  // what cannot be read is said, and nothing is saved until it is put right
  location.hash = '#/review/doc-eob';
  start();
  (await screen.findByTestId('edit-claim.date_of_notice')).click();
  const field = await screen.findByTestId('value-claim.date_of_notice');
  type(field, '8/20');
  await tick();
  screen.getByTestId('review-save').click();
  expect(await screen.findByText('Letter date: We can’t read this date. Try 11/21/2026.')).toBeVisible();
  expect(called('save_review')).toHaveLength(1);
  type(field, '8/21/2026');
  await tick();
  screen.getByTestId('review-save').click();
  await waitFor(() => expect(called('save_review')).toHaveLength(2));
  expect(saved()).toEqual([{ field: 'claim.date_of_notice', answer: 'correct', value: '2026-08-21' }]);
});

it('has typed text and answers back after a lock', async () => {
  location.hash = '#/review/doc-eob';
  start({ unlock: app, ...vault() });
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  screen.getByTestId('choice-received_date-other').click();
  type(await screen.findByTestId('value-received_date'), '11/19');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, cancelable: true }));
  expect(await screen.findByTestId('locked')).toHaveTextContent('What you were typing is kept.');
  expect(document.body).not.toHaveTextContent('11/19');
  expect(document.body).not.toHaveTextContent('Larkmoor');
  const order = calledInTurn('keep_draft', 'lock');
  expect(order).toEqual(['keep_draft', 'lock']);
  type(screen.getByTestId('unlock-passphrase'), 'five plain words');
  screen.getByTestId('unlock').click();
  expect(await screen.findByTestId('value-received_date')).toHaveValue('11/19');
  expect(screen.getByTestId('choice-claim.member_owes-2')).toBeChecked();
});

it('has typed text and answers back after a restart', async () => {
  const program = vault();
  location.hash = '#/review/doc-eob';
  start(program);
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  await waitFor(() => expect(called('keep_draft')).toHaveLength(1));
  cleanup();
  start(program);
  await waitFor(() => expect(screen.getByTestId('choice-claim.member_owes-2')).toBeChecked());
});

const refusal = () => Promise.reject({ code: 'disk-full', message: 'The disk is full.', hint: 'Make room.' });
const lockByKey = () =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, cancelable: true }));

it('says that typed words are kept only when the program took them', async () => {
  location.hash = '#/review/doc-eob';
  start({ ...vault(), keep_draft: refusal });
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  await waitFor(() => expect(called('keep_draft')).toHaveLength(1));
  lockByKey();
  const locked = await screen.findByTestId('locked');
  expect(locked).not.toHaveTextContent('is kept');
  expect(locked).toHaveTextContent('What you typed last could not be kept.');
  // it was offered once more before the lock
  expect(calledInTurn('keep_draft', 'lock')).toEqual(['keep_draft', 'keep_draft', 'lock']);
});

it('offers again what was refused', async () => {
  const program = vault();
  let full = true;
  location.hash = '#/review/doc-eob';
  start({
    ...program,
    keep_draft: (args: unknown) =>
      full ? refusal() : (program['keep_draft'] as (args: unknown) => null)(args),
  });
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  await waitFor(() => expect(called('keep_draft')).toHaveLength(1));
  full = false;
  lockByKey();
  const locked = await screen.findByTestId('locked');
  await waitFor(() => expect(locked).toHaveTextContent('What you were typing is kept.'));
});

it('does not type over a draft that could not be read', async () => {
  const program = vault();
  location.hash = '#/review/doc-eob';
  start(program);
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  await waitFor(() => expect(called('keep_draft')).toHaveLength(1));
  cleanup();
  let closed = true;
  start({
    ...program,
    draft: (args: unknown) => (closed ? refusal() : (program['draft'] as (args: unknown) => string)(args)),
  });
  expect(await screen.findByTestId('not-back')).toHaveTextContent('is not back yet');
  (await screen.findByTestId('choice-received_date-other')).click();
  type(await screen.findByTestId('value-received_date'), '11/19');
  // each key asks for it again, and none is handed over in its place
  await waitFor(() => expect(called('draft').length).toBeGreaterThan(2));
  expect(called('keep_draft')).toHaveLength(1);
  closed = false;
  await waitFor(() => {
    screen.queryByTestId('not-back')?.querySelector('button')?.click();
    expect(screen.queryByTestId('not-back')).toBeNull();
  });
  await waitFor(() => expect(screen.getByTestId('choice-claim.member_owes-2')).toBeChecked());
  expect(screen.getByTestId('value-received_date')).toHaveValue('11/19');
  await waitFor(() => {
    const { text } = called('keep_draft').at(-1)?.args as { text: string };
    expect(Object.keys((JSON.parse(text) as { answers: object }).answers)).toEqual(['claim.member_owes']);
    expect((JSON.parse(text) as { typed: object }).typed).toEqual({ received_date: '11/19' });
  });
});

it('forgets the draft once it was saved', async () => {
  const program = vault();
  location.hash = '#/review/doc-eob';
  start(program);
  (await screen.findByTestId('choice-claim.member_owes-2')).click();
  await waitFor(() => expect(called('keep_draft')).toHaveLength(1));
  screen.getByTestId('review-save').click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('2 still open. We took the safe side.');
  await waitFor(() => expect(called('keep_draft').at(-1)?.args).toMatchObject({ text: null }));
  location.hash = '#/review/doc-eob';
  expect(await screen.findByTestId('choice-claim.member_owes-2')).not.toBeChecked();
});

it('confirms with Enter and goes on to the next fact', async () => {
  location.hash = '#/review/doc-eob/claim.member_owes';
  start();
  const question = await screen.findByTestId('question-claim.member_owes');
  await waitFor(() => expect(question).toContainElement(document.activeElement as HTMLElement));
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
  );
  expect(await screen.findByTestId('choice-claim.member_owes-1')).toBeChecked();
  await waitFor(() =>
    expect(screen.getByTestId('question-reasons.1')).toContainElement(document.activeElement as HTMLElement),
  );
});

it('lists what it is not sure of beyond the questions, and never calls that checked', async () => {
  location.hash = '#/review/doc-eob';
  start();
  const tag = await screen.findByTestId('left-to-check');
  expect(tag).toHaveTextContent('3 left to check');
  for (const field of ['received_date', 'claim.member_owes', 'reasons.1'])
    screen.getByTestId(`choice-${field}-unknown`).click();
  await waitFor(() => expect(tag).toHaveTextContent('2 more, if you like'));
  const row = screen.getByTestId('fact-appeal.phone').querySelector('input');
  expect(row).not.toBeChecked();
  row?.click();
  await waitFor(() => expect(tag).toHaveTextContent('1 more, if you like'));
  screen.getByTestId('review-save').click();
  await waitFor(() => expect(called('save_review')).toHaveLength(1));
  const { request } = called('save_review')[0]?.args as { request: { answers: { field: string }[] } };
  const told = request.answers.map((given) => given.field);
  expect(told).toContain('appeal.phone');
  expect(told).not.toContain('member.patient');
});

it('offers another day only beside a first one', async () => {
  location.hash = '#/review/doc-eob';
  const questions = review.questions.map((fact) => ({
    ...fact,
    choices: fact.choices.filter((choice: { value: string }) => choice.value === ''),
  }));
  const { unmount } = start({ review: { ...review, questions } });
  const question = await screen.findByTestId('question-received_date');
  expect(question).toHaveTextContent('I know the day');
  expect(question).not.toHaveTextContent('Another day');
  unmount();
  start();
  expect(await screen.findByTestId('question-received_date')).toHaveTextContent('Another day');
});

it('writes a corrected day in words, before it is saved too', async () => {
  location.hash = '#/review/doc-eob';
  const fact = { ...review.sure[0], field: 'claim.date_of_notice', input: 'date', choices: [] };
  start({ review: { ...review, sure: [{ ...fact, value: '2026-11-12', shown: 'November 12, 2026' }] } });
  (await screen.findByTestId('edit-claim.date_of_notice')).click();
  const field = await screen.findByTestId('value-claim.date_of_notice');
  type(field, '9/13/2025');
  screen.getByTestId('use-claim.date_of_notice').click();
  await waitFor(() =>
    expect(screen.getByTestId('fact-claim.date_of_notice')).toHaveTextContent('Sat, Sep 13, 2025'),
  );
  expect(screen.getByTestId('fact-claim.date_of_notice')).not.toHaveTextContent('2025-09-13');
});

it('adds a fact that was missed by keyboard, and says what cannot be read as it', async () => {
  location.hash = '#/review/doc-eob';
  start({
    review,
    preview_review: (args: { request: { answers: { field: string; value: string }[] } }) => {
      const last = args.request.answers.at(-1);
      if (last?.field === 'claim.number' && last.value === 'soon')
        return Promise.reject({
          code: 'bad-date',
          message: 'We can’t read this time.',
          hint: 'Try 180 days.',
        });
      return review.date;
    },
  });
  (await screen.findByTestId('add-fact')).click();
  type(await screen.findByTestId('add-fact-words'), 'soon');
  screen.getByTestId('add-fact-do').click();
  expect(await screen.findByText(/We can’t read this time/, { selector: '[role=alert]' })).toBeVisible();
  type(screen.getByTestId('add-fact-words'), '180 days');
  screen.getByTestId('add-fact-do').click();
  await waitFor(() => expect(screen.queryByTestId('add-fact-form')).toBeNull());
  await waitFor(() => {
    const { request } = called('preview_review').at(-1)?.args as { request: { answers: object[] } };
    expect(request.answers).toEqual([{ field: 'claim.number', answer: 'correct', value: '180 days' }]);
  });
});
