import { emit } from '@tauri-apps/api/event';
import { screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { answerOf, factAt, valueOf, wordsIn } from '../src/areas/review/answers';
import type { FactView } from '../src/ipc/bindings';
import { app, deadline, ladder, queue, review, soonerWhy, today, todaySooner, why } from './fixtures/case';
import { called, start, type } from './window';

it('shows the one next step, and puts it off without asking why', async () => {
  start();
  expect(await screen.findByRole('heading', { level: 1, name: 'Monday, November 23' })).toBeVisible();
  (await screen.findByTestId('next-later')).click();
  expect(await screen.findByTestId('quiet')).toBeVisible();
  expect(called('later_today')[0]?.args).toEqual({ step: 'check-1' });
});

it('says once in a line that a day may come sooner, and in the sheet when', async () => {
  start({ today: todaySooner, why: soonerWhy });
  expect(await screen.findByTestId('next-sooner')).toHaveTextContent('May be sooner if this is Medicare');
  expect(screen.getByTestId('day-sooner-1')).toHaveTextContent('May be sooner for a fast appeal');
  expect(screen.queryByTestId('day-sooner-2')).toBeNull();
  screen.getByTestId('day-why-2').click();
  const sooner = await screen.findByTestId('why-sooner');
  expect(sooner).toHaveTextContent('If this is Medicaid and care you have is being cut');
  expect(sooner).toHaveTextContent('42 CFR 438.420(a)');
});

it('tells the shell once when the first picture stands', async () => {
  start();
  await waitFor(() => expect(called('painted')).toHaveLength(1));
});

it('keeps out what does not open, and says what is safe', async () => {
  const locked = { ...app, phase: 'locked', caseName: null };
  start({
    app_state: locked,
    unlock: () =>
      Promise.reject({
        code: 'wrong-passphrase',
        message: 'That did not open it.',
        hint: 'Check Caps Lock.',
      }),
  });
  const field = (await screen.findByTestId('unlock-passphrase')) as HTMLInputElement;
  field.value = 'wrong words';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  screen.getByTestId('unlock').click();
  expect(await screen.findByText('That did not open it.')).toBeVisible();
  expect(screen.getByTestId('trouble-code')).toHaveTextContent('code wrong-passphrase');
  expect(screen.queryByTestId('today')).toBeNull();
});

it('asks for the three words before setup goes on', async () => {
  start({ app_state: { ...app, phase: 'recovery' }, confirm_recovery: { confirmed: false, wrong: [11] } });
  const next = await screen.findByTestId('sheet-next');
  expect(next).toHaveAttribute('aria-disabled', 'true');
  next.click();
  expect(called('confirm_recovery')).toHaveLength(0);
  for (const number of [3, 11, 20]) {
    const field = screen.getByTestId(`confirm-${number}`) as HTMLInputElement;
    field.value = 'word';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  await waitFor(() => expect(next).toHaveAttribute('aria-disabled', 'false'));
  next.click();
  expect(await screen.findByText(/Word 11 is not the one on the sheet/)).toBeVisible();
  expect(screen.queryByTestId('first-letter')).toBeNull();
});

it('locks by key and leaves nothing of the case', async () => {
  start();
  await screen.findByTestId('today');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, cancelable: true }));
  expect(await screen.findByTestId('locked')).toBeVisible();
  expect(document.body).not.toHaveTextContent('Larkmoor');
  expect(document.body).not.toHaveTextContent('Nora');
});

it('sends only what was answered, and the ticked rows as confirmed, when saved', async () => {
  location.hash = '#/review/doc-eob';
  start();
  (await screen.findByTestId('choice-received_date-unknown')).click();
  await waitFor(() => expect(called('preview_review').length).toBeGreaterThan(0));
  screen.getByTestId('review-save').click();
  await waitFor(() => expect(called('save_review')).toHaveLength(1));
  const { request } = called('save_review')[0]?.args as {
    request: { document: string; answers: { field: string; answer: string }[] };
  };
  expect(request.answers.find((given) => given.field === 'received_date')?.answer).toBe('unknown');
  expect(request.answers.some((given) => given.field === 'reasons.1')).toBe(false);
  expect(request.answers.filter((given) => given.answer === 'confirm')).toHaveLength(review.sure.length);
});

it('turns a value into the right kind of answer', () => {
  const fact = review.questions[1] as unknown as FactView;
  expect(answerOf(fact, '3150.00')).toEqual({ answer: 'confirm', value: null });
  expect(answerOf(fact, '0.00')).toEqual({ answer: 'correct', value: '0.00' });
  expect(answerOf(fact, '')).toEqual({ answer: 'unknown', value: null });
  expect(valueOf(fact, undefined)).toBeNull();
  expect(valueOf(fact, { answer: 'unknown', value: null })).toBe('');
});

it('finds dragged words and clicked facts by their place', () => {
  expect(wordsIn(review.words as never, 1, [30, 70, 120, 90])).toBe('NORA HALE');
  expect(wordsIn(review.words as never, 1, [30, 70, 76, 90])).toBe('NORA');
  expect(wordsIn(review.words as never, 2, [30, 70, 120, 90])).toBe('');
  const facts = [...review.questions, ...review.sure] as unknown as FactView[];
  expect(factAt(facts, 1, 100, 346)?.field).toBe('claim.member_owes');
  expect(factAt(facts, 1, 10, 10)).toBeNull();
});

it('tells while locked that something is due, and nothing more', async () => {
  const locked = { ...app, phase: 'locked', caseName: null };
  start({ app_state: { ...locked, dueWhileLocked: 1, dueThisWeek: true } });
  expect(await screen.findByTestId('something-due')).toHaveTextContent(
    'Something needs you. Unlock to see what.',
  );
});

it('counts what came while locked, and tells of a week with something in it', async () => {
  const locked = { ...app, phase: 'locked', caseName: null };
  const { unmount } = start({ app_state: { ...locked, dueWhileLocked: 3 } });
  expect(await screen.findByTestId('something-due')).toHaveTextContent('3 reminders came.');
  unmount();
  start({ app_state: { ...locked, dueThisWeek: true } });
  expect(await screen.findByTestId('something-due')).toHaveTextContent('A reminder comes within a week.');
});

it('asks again while locked only when the program says that something came', async () => {
  const locked = { ...app, phase: 'locked', caseName: null };
  let state = locked;
  start({ app_state: () => state });
  await screen.findByTestId('locked');
  const before = called('app_state').length;
  expect(screen.queryByTestId('something-due')).toBeNull();
  state = { ...locked, dueWhileLocked: 1 };
  await emit('while-locked', {});
  expect(await screen.findByTestId('something-due')).toBeVisible();
  expect(called('app_state')).toHaveLength(before + 1);
});

it('lets nobody try while one has to wait, and counts the seconds', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  start({ app_state: { ...app, phase: 'locked', caseName: null, waitSeconds: 30 } });
  await screen.findByTestId('locked');
  expect(screen.getByText(/Wait 30 seconds/)).toBeVisible();
  vi.advanceTimersByTime(3000);
  expect(await screen.findByText(/Wait 27 seconds/)).toBeVisible();
  type(screen.getByTestId('unlock-passphrase'), 'five plain words');
  screen.getByTestId('unlock').click();
  expect(called('unlock')).toHaveLength(0);
  vi.advanceTimersByTime(27_000);
  await waitFor(() => expect(screen.queryByText(/Wait/)).toBeNull());
  screen.getByTestId('unlock').click();
  await waitFor(() => expect(called('unlock')).toHaveLength(1));
  vi.useRealTimers();
});

it('says where the first no goes while there is none', async () => {
  location.hash = '#/appeals';
  start({ ladder: { ...ladder, document: null, denials: [] } });
  expect(await screen.findByText('No denial yet. If one comes, drop it here.')).toBeVisible();
  expect(screen.queryByTestId('ladder-1')).toBeNull();
});

it('is on track only where nothing is put off, open or unchecked', async () => {
  const none = { ...today, next: null, toCheck: 0, lettersOpen: 0, nextDay: null, days: [], passed: [] };
  const said = async (changed: object) => {
    const { unmount } = start({ today: { ...none, ...changed } });
    const text = (await screen.findByTestId('quiet')).textContent;
    unmount();
    return text;
  };
  expect(await said({})).toContain('You are on track');
  const putOff = await said({ putOff: 5, toCheck: 2, nextDay: '2026-12-04' });
  expect(putOff).toContain('You put 5 things off until tomorrow.');
  expect(putOff).toContain('2 letters are not checked yet');
  const open = await said({ lettersOpen: 1, nextDay: '2026-12-04' });
  expect(open).toContain('1 letter of yours is still open');
  const unchecked = await said({ toCheck: 1 });
  expect(await said({ putOff: 1, nextDay: today.today })).toContain('A day that matters is today.');
  for (const text of [putOff, open, unchecked]) {
    expect(text).not.toContain('on track');
    expect(text).not.toContain('Nothing of yours is open');
  }
});

it('keeps one line for days that passed and have no room, and shows them there', async () => {
  const old = (n: number) => ({
    ...today.days[2],
    deadline: `old-${n}`,
    document: `doc-old-${n}`,
    title: `Appeal to Larkmoor Health: July ${n} has passed`,
    date: `2026-07-0${n}`,
    days: -140,
    state: 'passed',
  });
  const { unmount } = start({ today: { ...today, passed: [old(3), old(2), old(1)] } });
  const line = await screen.findByTestId('days-passed');
  expect(line).toHaveTextContent('3 letters: a day has passed');
  expect(screen.queryByText(/July 2 has passed/)).toBeNull();
  line.click();
  expect(await screen.findByText(/^Appeal to Larkmoor Health: July 2 has passed$/)).toBeVisible();
  screen.getByTestId('day-why-5').click();
  await waitFor(() => expect(called('why')[0]?.args).toEqual({ deadline: 'old-2' }));
  unmount();
  start({ today: { ...today, passed: [old(1)] } });
  expect(await screen.findByTestId('days-passed')).toHaveTextContent('1 letter: a day has passed');
});

it('lets the undo bar go once its change is no longer the last, or the room is needed', async () => {
  const trashed = async () => {
    (document.querySelector('ul button[data-document]') as HTMLElement).focus();
    const key = new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(key);
    await screen.findByTestId('undo-bar');
  };
  location.hash = '#/documents';
  let files = queue.files.slice(0, 1);
  start({ queue: () => ({ ...queue, running: false, files }) });
  await screen.findByTestId('row-1');
  await trashed();
  location.hash = '#/today';
  (await screen.findByTestId('next-later')).click();
  await waitFor(() => expect(screen.queryByTestId('undo-bar')).toBeNull());
  location.hash = '#/documents';
  await screen.findByTestId('row-1');
  await trashed();
  files = queue.files;
  await emit('queue-changed', {});
  await waitFor(() => expect(screen.queryByTestId('undo-bar')).toBeNull());
  await trashed();
  location.hash = '#/review/doc-eob';
  await screen.findByTestId('review');
  await waitFor(() => expect(screen.queryByTestId('undo-bar')).toBeNull());
});

it('leads back to the files that were added, until their list is cleared', async () => {
  const done = { ...queue, running: false };
  location.hash = '#/documents';
  const { unmount } = start({ queue: done });
  const link = await screen.findByTestId('open-queue');
  expect(link).toHaveTextContent('The 6 files you added last');
  link.click();
  await screen.findByTestId('queue');
  screen.getByTestId('top-find').click();
  type(await screen.findByTestId('find-words'), 'added last');
  await waitFor(() =>
    expect(screen.getByTestId('found-0')).toHaveTextContent('See the files you added last'),
  );
  unmount();
  location.hash = '#/documents';
  start({ queue: { ...done, files: [] } });
  await screen.findByTestId('search');
  expect(screen.queryByTestId('open-queue')).toBeNull();
});

it('puts today behind a day that has passed', async () => {
  location.hash = '#/appeals';
  const late = { ...deadline, state: 'passed', line: { ...deadline.line, todayDay: 203, days: 180 } };
  start({ why: { ...why, deadline: late } });
  (await screen.findByTestId('ladder-why-2')).click();
  const rope = await screen.findByRole('img', { name: /That day has passed/ });
  const at = (mark: string) => parseFloat(rope.querySelector<HTMLElement>(mark)?.style.left ?? '');
  expect(at('.now')).toBeGreaterThan(at('.due'));
});

it('says which day is next only where one lies ahead', async () => {
  const passed = { ...today.days[1], date: '2026-06-27', days: -149, state: 'passed' };
  const quiet = { ...today, next: null, days: [passed] };
  const { unmount } = start({ today: { ...quiet, nextDay: null } });
  expect(await screen.findByTestId('quiet')).not.toHaveTextContent('The next day that matters');
  unmount();
  location.hash = '#/one';
  start({ today: { ...quiet, nextDay: '2026-12-04' } });
  expect(await screen.findByText('The next day that matters is Friday, December 4.')).toBeVisible();
});

it('puts what is still open before the steps of a day that has passed', async () => {
  location.hash = '#/appeals';
  const passed = { ...deadline, state: 'passed', say: 'December 14 has passed. There may still be a way.' };
  start({ why: { ...why, deadline: passed, ways: ['You can ask them to take it late.'] } });
  (await screen.findByTestId('ladder-why-2')).click();
  const ways = await screen.findByTestId('why-ways');
  const order = ways.compareDocumentPosition(screen.getByTestId('why-step-1'));
  expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it('leads from a day of an appeal to its steps, and from any other to its letter', async () => {
  const [first, ...others] = today.days;
  const answer = { ...first, title: 'Mail your answer by Monday, November 23', onLadder: false };
  start({ today: { ...today, days: [answer, ...others] } });
  const letter = await screen.findByTestId('day-letter-1');
  expect(screen.queryByTestId('day-steps-1')).toBeNull();
  letter.click();
  await waitFor(() => expect(location.hash).toBe('#/review/doc-denial'));
});

it('says of an appeal that is won that nothing is left, and marks no step', async () => {
  location.hash = '#/appeals/doc-denial';
  const steps = ladder.steps.map((step) => (step.state === 'now' ? { ...step, state: 'later' } : step));
  start({ ladder: { ...ladder, steps, won: 'This one is won: they changed their no.' } });
  expect(await screen.findByTestId('won')).toHaveTextContent('This one is won');
  expect(document.querySelector('[aria-current="step"]')).toBeNull();
});

it('asks for the days anew whenever Today is opened', async () => {
  start();
  await screen.findByTestId('next-step');
  const before = called('today').length;
  screen.getByTestId('nav-documents').click();
  await screen.findByTestId('documents');
  screen.getByTestId('nav-today').click();
  await waitFor(() => expect(called('today').length).toBeGreaterThan(before));
});

it('says that there is nothing to undo in the place of the undo bar, and lets it go', async () => {
  const nothing = { code: 'nothing-to-undo', message: 'There is nothing to undo.', hint: 'The history.' };
  start({ undo: () => Promise.reject(nothing), redo: () => Promise.reject(nothing) });
  await screen.findByTestId('today');
  vi.useFakeTimers();
  for (const shiftKey of [false, true]) {
    const key = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, shiftKey, bubbles: true });
    document.body.dispatchEvent(key);
    await vi.advanceTimersByTimeAsync(50);
    expect(screen.getByTestId('undo-bar')).toHaveTextContent('There is nothing to undo.');
    expect(screen.queryByTestId('undo')).toBeNull();
    expect(screen.queryByText('The history.')).toBeNull();
    await vi.advanceTimersByTimeAsync(6000);
    expect(screen.queryByTestId('undo-bar')).toBeNull();
  }
  vi.useRealTimers();
});

it('takes what went wrong off when another screen is shown', async () => {
  const full = { code: 'disk-full', message: 'The disk is full.', hint: null };
  start({ undo: () => Promise.reject(full) });
  await screen.findByTestId('today');
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
  expect(await screen.findByText('The disk is full.')).toBeVisible();
  location.hash = '#/settings';
  await waitFor(() => expect(screen.queryByText('The disk is full.')).toBeNull());
});
