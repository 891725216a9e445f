import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { course, form, help, preview, quiet, treatment } from './fixtures/treatment';
import { called, start, type } from './window';

const given = {
  treatment,
  scale_course: course,
  scale_form: form,
  check_scale: quiet,
  preview_trial: preview,
  complete_treatment: [
    { name: 'Zoloft', about: 'sertraline, SSRI' },
    { name: 'zolpidem', about: 'something else' },
  ],
};
const press = (key: string, on: EventTarget = document.body) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

it('turns the chart into its table by one key, and back', async () => {
  location.hash = '#/treatment';
  start(given);
  expect(await screen.findByRole('img', { name: course.chart?.name })).toBeVisible();
  press('v');
  expect(await screen.findByTestId('score-2')).toHaveTextContent('October 5');
  press('v');
  await waitFor(() => expect(screen.queryByTestId('score-table')).toBeNull());
});

it('completes a name by keyboard and keeps all fields where saving is refused', async () => {
  location.hash = '#/treatment/add';
  start({
    ...given,
    save_trial: () => Promise.reject({ code: 'bad-request', message: 'Not now.', hint: null }),
  });
  const name = await screen.findByTestId<HTMLInputElement>('trial-name');
  await waitFor(() => expect(name).toHaveFocus());
  type(name, 'zol');
  await screen.findByTestId('name-2');
  press('ArrowDown', name);
  await waitFor(() => expect(name).toHaveAttribute('aria-activedescendant'));
  press('Enter', name);
  await waitFor(() => expect(name.value).toBe('Zoloft'));
  const dose = screen.getByTestId<HTMLInputElement>('trial-dose');
  type(dose, 'two blue ones');
  expect(await screen.findByText('We can’t read this dose.')).toBeVisible();
  screen.getByTestId('trial-save').click();
  expect(await screen.findByText('Not now.')).toBeVisible();
  expect([name.value, dose.value]).toEqual(['Zoloft', 'two blue ones']);
  await waitFor(() => expect(called('keep_draft').at(-1)?.args).toMatchObject({ name: 'treatment/new' }));
});

it('asks one question a page, by number keys, and shows no score before the end', async () => {
  location.hash = '#/treatment/scale/phq-9';
  start({
    ...given,
    save_scale: {
      change: { said: 'Kept PHQ-9.', undo: '1', touched: ['case-records'] },
      id: 'e3',
      score: '1',
      band: 'mild',
      say: 'A score is not a diagnosis.',
      help: null,
    },
  });
  expect(await screen.findByText('First question')).toBeVisible();
  press('1');
  expect(await screen.findByText('Second question')).toBeVisible();
  expect(screen.queryByText('First question')).toBeNull();
  press('ArrowLeft');
  await screen.findByText('First question');
  expect(screen.getByTestId('answer-1')).toHaveAttribute('aria-pressed', 'true');
  press('1');
  await screen.findByText('Second question');
  press('0');
  expect(screen.queryByTestId('scale-score')).toBeNull();
  (await screen.findByTestId('scale-done')).click();
  expect(await screen.findByTestId('scale-score')).toHaveTextContent('1 mild');
  expect(called('save_scale')[0]?.args).toMatchObject({ request: { scale: 'phq-9', answers: [1, 0] } });
});

it('skips no question where a key is pressed twice', async () => {
  location.hash = '#/treatment/scale/phq-9';
  start({
    ...given,
    scale_form: { ...form, items: ['First question', 'Second question', 'Third question'] },
  });
  await screen.findByText('First question');
  press('1');
  press('1');
  expect(await screen.findByText('Second question')).toBeVisible();
  await new Promise((rest) => setTimeout(rest, 50));
  expect(screen.getByText('Second question')).toBeVisible();
});

it('shows help beside the answer that speaks for it, keeps the answer, and lets the person go on', async () => {
  location.hash = '#/treatment/scale/phq-9';
  start({
    ...given,
    check_scale: ({ request }: { request: { answers: (number | null)[] } }) =>
      request.answers[0] === 1 ? help : quiet,
  });
  (await screen.findByTestId('answer-1')).click();
  expect(await screen.findByTestId('help')).toHaveTextContent('988');
  expect(screen.getByText('First question')).toBeVisible();
  expect(called('keep_draft').at(-1)?.args).toMatchObject({ name: 'scale/phq-9' });
  screen.getByTestId('help-go').click();
  expect(await screen.findByText('Second question')).toBeVisible();
  expect(screen.queryByTestId('help')).toBeNull();
});

it('says what to do where nothing was tried yet', async () => {
  location.hash = '#/treatment';
  start({ ...given, treatment: { ...treatment, trials: [], gaps: [], classes: [], asked: null } });
  expect(
    await screen.findByText('List what you tried. Names are enough; doses can come later.'),
  ).toBeVisible();
});

it('asks before a copy leaves the vault', async () => {
  location.hash = '#/treatment';
  start({ ...given, save_scale_picture: 'PHQ-9 chart.svg' });
  const out = await screen.findByTestId<HTMLSelectElement>('treat-out');
  out.value = 'chart';
  out.dispatchEvent(new Event('change', { bubbles: true }));
  await screen.findByTestId('ask-yes');
  expect(called('save_scale_picture')).toHaveLength(0);
  screen.getByTestId('ask-yes').click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('Saved as PHQ-9 chart.svg.');
});
