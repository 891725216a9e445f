import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { today } from './fixtures/case';
import { ladder } from './fixtures/letter';
import { asked, follow, guide, lettersSent } from './fixtures/sent';
import { called, start, type } from './window';

const done = (said: string) => ({ said, undo: '7', touched: ['case-records', 'documents'] });
const mocked = {
  send_guide: guide,
  letter_sent: done('Wrote down that it went out.'),
  letters_sent: lettersSent,
  answer_letter: done('Put the answer.'),
  not_answer_of_letter: done('That paper is not the answer.'),
  nothing_yet: done('We ask again.'),
  set_ask_again: done('We ask again.'),
};
const requests = () =>
  called('letter_sent').map((call) => (call.args as { request: Record<string, unknown> }).request);

async function toLast(way: string) {
  (await screen.findByTestId('packet-send')).click();
  (await screen.findByTestId(`way-${way}`)).click();
  screen.getByTestId('send-next').click();
  (await screen.findByTestId('send-went')).click();
  return screen.findByTestId('send-did');
}

it('asks one thing at a time how to send, and writes down that it went out', async () => {
  location.hash = '#/packet/l1';
  start(mocked);
  const send = await screen.findByTestId('packet-send');
  await waitFor(() => expect(send).toHaveAttribute('aria-disabled', 'false'));
  send.click();
  const how = await screen.findByTestId('send-how');
  expect(how).toHaveTextContent('Holdfast sends nothing');
  expect(screen.getByTestId('send-by')).toHaveTextContent('Friday, December 4');
  expect(screen.getByTestId('send-missing')).toHaveTextContent('your reference number');
  screen.getByTestId('send-next').click();
  expect(await screen.findByTestId('send-label')).toHaveTextContent('Dayton, OH 45401');
  screen.getByTestId('send-went').click();
  await screen.findByTestId('send-did');
  expect(screen.getByTestId('sent-to')).toHaveValue('Larkmoor Health Appeals');
  type(screen.getByTestId('sent-day'), '11/14/2O26');
  screen.getByTestId('sent-anyway').click();
  screen.getByTestId('send-save').click();
  await waitFor(() => expect(location.hash).toBe('#/sent/l1'));
  expect(requests()[0]).toMatchObject({ way: 'certified-mail', day: '11/14/2O26', anyway: true, at: null });
});

it('puts a cover sheet on a fax', async () => {
  location.hash = '#/packet/l1';
  start(mocked);
  await waitFor(() => expect(screen.getByTestId('packet-send')).toHaveAttribute('aria-disabled', 'false'));
  await toLast('fax');
  expect(screen.getByTestId('sent-to')).toHaveValue('(937) 555-0177');
  await waitFor(() => expect(called('show_packet').at(-1)?.args).toMatchObject({ options: { cover: true } }));
});

it('keeps what was typed where the program does not take it', async () => {
  location.hash = '#/packet/l1';
  start({
    ...mocked,
    letter_sent: () =>
      Promise.reject({ code: 'bad-date', message: 'That day has not come yet.', hint: null }),
  });
  await waitFor(() => expect(screen.getByTestId('packet-send')).toHaveAttribute('aria-disabled', 'false'));
  await toLast('portal');
  type(screen.getByTestId('sent-day'), '12/24/2026');
  screen.getByTestId('send-save').click();
  expect(await screen.findByText('That day has not come yet.')).toBeVisible();
  expect(screen.getByTestId('sent-day')).toHaveValue('12/24/2026');
});

it('has what was typed again when the person comes back, and nothing once it is written down', async () => {
  let kept: string | null = null;
  location.hash = '#/packet/l1';
  start({
    ...mocked,
    draft: () => kept,
    keep_draft: ({ text }: { text: string | null }) => {
      kept = text;
      return null;
    },
  });
  await waitFor(() => expect(screen.getByTestId('packet-send')).toHaveAttribute('aria-disabled', 'false'));
  await toLast('portal');
  type(screen.getByTestId('sent-day'), '11/2/2026');
  type(screen.getByTestId('sent-number'), '7719');
  await waitFor(() => expect(kept).toContain('7719'));
  screen.getByTestId('send-later').click();
  await waitFor(() => expect(screen.queryByTestId('send-did')).toBeNull());
  screen.getByTestId('packet-send').click();
  await screen.findByTestId('send-did');
  expect(screen.getByTestId('sent-day')).toHaveValue('11/2/2026');
  expect(screen.getByTestId('sent-number')).toHaveValue('7719');
  screen.getByTestId('sent-anyway').click();
  screen.getByTestId('send-save').click();
  await waitFor(() => expect(requests()[0]).toMatchObject({ way: 'portal', tracking: '7719' }));
  await waitFor(() => expect(kept).toBeNull());
});

it('shows what went out, how long they have, and when to ask', async () => {
  location.hash = '#/sent';
  const { container } = start(mocked);
  expect(await screen.findByTestId('follow-clock-1')).toHaveTextContent('day 9 of 30');
  expect(screen.getByTestId('sending-1-1')).toHaveTextContent('by fax');
  expect(screen.getByTestId('follow-ask-1')).toHaveTextContent('Call today');
  screen.getByTestId('follow-nothing-1').click();
  await waitFor(() => expect(called('nothing_yet')).toHaveLength(1));
  screen.getByTestId('follow-day-1').click();
  type(await screen.findByTestId('follow-day-field-1'), '12/1/2026');
  screen.getByTestId('follow-day-save-1').click();
  await waitFor(() => expect(called('set_ask_again')[0]?.args).toEqual({ id: 'l1', day: '12/1/2026' }));
  expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual(
    [],
  );
});

it('takes what is filed while the form stands open as proof, and leads nowhere else', async () => {
  const file = (id: string, title: string) => ({ id, title });
  let papers = [file('doc-denial', 'Denial')];
  location.hash = '#/sent';
  start({ ...mocked, documents: () => ({ documents: papers, kinds: [], trash: 0 }) });
  (await screen.findByTestId('sending-change-1-1')).click();
  const pick = await screen.findByTestId('proof-pick');
  await waitFor(() => expect(within(pick).getByText('Denial')).toBeInTheDocument());
  papers = [file('doc-report', 'Fax report'), ...papers];
  screen.getByTestId('proof-file').click();
  const { emit } = await import('@tauri-apps/api/event');
  await emit('changed', { touched: ['documents'] });
  await waitFor(() => expect(screen.getByTestId('proof-1')).toHaveTextContent('Fax report'));
  expect(location.hash).toBe('#/sent');
  screen.getByTestId('sent-save').click();
  await waitFor(() => expect(requests()[0]).toMatchObject({ at: 0, way: 'fax', proofs: ['doc-report'] }));
});

it('asks whether a decision is the answer, on Today and with the letter', async () => {
  start({ ...mocked, today: { ...today, answers: [asked] } });
  expect(await screen.findByTestId('answer-ask')).toHaveTextContent('they keep their no');
  screen.getByTestId('answer-yes').click();
  await waitFor(() =>
    expect(called('answer_letter')[0]?.args).toEqual({
      id: 'l1',
      request: { outcome: 'lost', day: '', document: 'doc-upheld' },
    }),
  );
});

it('lets the person say what a decision says where that is not clear', async () => {
  location.hash = '#/sent';
  const letters = [{ ...follow, asked: { ...asked, outcome: null } }];
  start({ ...mocked, letters_sent: { ...lettersSent, letters } });
  (await screen.findByTestId('answer-partly')).click();
  await waitFor(() =>
    expect(called('answer_letter')[0]?.args).toMatchObject({ request: { outcome: 'partly' } }),
  );
});

it('puts an answer in by hand', async () => {
  location.hash = '#/sent';
  start(mocked);
  (await screen.findByTestId('follow-answer-put-1')).click();
  const paper = await screen.findByTestId('back-paper');
  (paper as HTMLSelectElement).value = 'doc-upheld';
  paper.dispatchEvent(new Event('change', { bubbles: true }));
  screen.getByTestId('back-save').click();
  await waitFor(() =>
    expect(called('answer_letter')[0]?.args).toEqual({
      id: 'l1',
      request: { outcome: 'lost', day: '', document: 'doc-upheld' },
    }),
  );
});

it('gives a step that was lost or passed over no check, and lets the numbers go through', async () => {
  location.hash = '#/appeals';
  const of = ['lost', 'behind', 'open', 'absent'] as const;
  const steps = of.map((standing, n) => ({ ...ladder.steps[0], level: `l${n}`, state: 'done', standing }));
  start({ ...mocked, ladder: { ...ladder, steps } });
  expect(await screen.findByTestId('ladder-1')).toHaveAttribute('data-mark', 'cross');
  expect(screen.getByTestId('ladder-2')).toHaveAttribute('data-mark', 'skip');
  expect(screen.getByTestId('ladder-2')).toHaveTextContent('2. Behind you');
  expect(screen.getByTestId('ladder-3')).toHaveTextContent(/^3/);
  expect(screen.getByTestId('ladder-4')).toHaveAttribute('data-mark', 'skip');
  expect(screen.getByTestId('ladder-standing-4')).toHaveTextContent('There is none');
});

it('shows on the steps where each stands, and two that are waited for at once', async () => {
  location.hash = '#/appeals';
  const steps = ladder.steps.map((step, n) =>
    n === 1 || n === 2
      ? { ...step, state: 'now', standing: 'waiting', writes: false, said: follow.say, follow, letter: 'l1' }
      : step,
  );
  start({ ...mocked, ladder: { ...ladder, steps } });
  expect(await screen.findByTestId('ladder-standing-2')).toHaveTextContent('Waiting');
  expect(screen.getByTestId('ladder-standing-3')).toHaveTextContent('Waiting');
  expect(screen.getByTestId('ladder-said-2')).toHaveTextContent('up to 30 days');
  screen.getByTestId('ladder-sent-2').click();
  await waitFor(() => expect(location.hash).toBe('#/sent/l1'));
});
