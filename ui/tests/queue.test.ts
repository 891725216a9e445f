import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { queue, queueDone } from './fixtures/case';
import { leftWords } from '../src/areas/documents/queueWords';
import { called, start, type } from './window';

it('offers for each file what its state allows', async () => {
  location.hash = '#/queue';
  start();
  const row = async (number: number) => within(await screen.findByTestId(`file-${number}`));
  const names = async (number: number) =>
    (await row(number)).queryAllByRole('button').map((button) => button.textContent.trim().split(':')[0]);
  expect(await names(1)).toEqual(['Check it', 'Undo']);
  expect(await names(2)).toEqual(['See it', 'Undo']);
  expect(await names(4)).toEqual(['Stop reading']);
  expect(await names(5)).toEqual(['Take out']);
  expect(await names(3)).toEqual(['Denial letter, June 17', 'Got it']);
  expect(await names(6)).toEqual(['Type password', 'Leave it', 'Undo']);
  screen.getByTestId('stop-4').click();
  screen.getByTestId('file-undo-2').click();
  await waitFor(() => expect(called('queue_undo')[0]?.args).toEqual({ file: 'f2' }));
  expect(called('queue_stop')[0]?.args).toEqual({ file: 'f4' });
});

it('counts for Undo all what the program says it takes back', async () => {
  location.hash = '#/queue';
  start({ queue: queueDone });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('6 files added');
  expect(screen.getByTestId('queue-undo-all')).toHaveTextContent('Undo all 6');
  expect(screen.queryByTestId('queue-stop')).toBeNull();
  expect(screen.getByTestId('file-7')).toHaveTextContent('code unknown-type');
});

it('puts back what was taken back, and what lay in the trash already', async () => {
  location.hash = '#/queue';
  start({ queue: queueDone });
  (await screen.findByTestId('put-back-5')).click();
  await waitFor(() => expect(called('restore_document')[0]?.args).toEqual({ id: 'doc-c' }));
  screen.getByTestId('put-back-8').click();
  await waitFor(() => expect(called('restore_document')[1]?.args).toEqual({ id: 'doc-old' }));
});

it('keeps the focus in the row whose button went away', async () => {
  location.hash = '#/queue';
  const undone = {
    ...queue,
    files: queue.files.map((file) =>
      file.id === 'f2' ? { ...file, state: 'undone', acts: ['put-back', 'fine'] } : file,
    ),
  };
  start({ queue_undo: undone });
  const button = await screen.findByTestId('file-undo-2');
  button.focus();
  button.click();
  await waitFor(() => expect(screen.getByTestId('file-2')).toHaveFocus());
});

it('says how long the rest takes, in words', async () => {
  location.hash = '#/queue';
  start();
  expect(await screen.findByText('4 of 6 done · about 20 seconds left')).toBeVisible();
  expect(leftWords(null)).toBe('');
  expect(leftWords(3)).toBe('a few seconds left');
  expect(leftWords(52)).toBe('about 50 seconds left');
  expect(leftWords(56)).toBe('about 1 minute left');
  expect(leftWords(299)).toBe('about 5 minutes left');
  expect(leftWords(3500)).toBe('about 1 hour left');
});

it('names the letter that seems to be the same, and puts the line away when that is fine', async () => {
  location.hash = '#/queue';
  const without = { ...queueDone, files: queueDone.files.filter((file) => file.id !== 'f9') };
  start({ queue: queueDone, queue_put_away: without });
  expect(await screen.findByTestId('same-9')).toHaveTextContent(
    'It seems to be the same letter as Denial letter, June 17. Both are kept.',
  );
  const fine = screen.getByTestId('put-away-9');
  fine.focus();
  fine.click();
  await waitFor(() => expect(called('queue_put_away')[0]?.args).toEqual({ file: 'f9' }));
  // the next line is in its place, and has the focus
  await waitFor(() => expect(screen.getByTestId('file-9')).toHaveFocus());
  expect(screen.getByTestId('file-9')).toHaveTextContent('Kept, not read');
});

it('reads what was kept or stopped, and tries again what was not taken', async () => {
  location.hash = '#/queue';
  start({ queue: queueDone, queue_again: queueDone });
  for (const [row, words] of [
    [4, 'Read it'],
    [6, 'Try again'],
    [7, 'Try again'],
    [10, 'Read it'],
  ] as const) {
    const again = await screen.findByTestId(`again-${row}`);
    expect(again).toHaveTextContent(words);
    again.click();
    await waitFor(() => expect(called('queue_again').at(-1)?.args).toEqual({ file: `f${row}` }));
  }
});

it('asks for a password in the line, and says when it was not the one', async () => {
  location.hash = '#/queue';
  const trouble = {
    code: 'file-password-wrong',
    message: 'That password does not open the file.',
    hint: null,
  };
  const wrong = {
    ...queue,
    files: queue.files.map((file) => (file.id === 'f6' ? { ...file, trouble } : file)),
  };
  start({ queue_password: wrong });
  (await screen.findByTestId('password-6')).click();
  const field = await screen.findByTestId('password-field-6');
  await waitFor(() => expect(field).toHaveFocus());
  type(field, 'abc');
  field.closest('form')?.requestSubmit();
  await waitFor(() => expect(screen.getByTestId('file-6')).toHaveTextContent('does not open the file'));
  expect(called('queue_password')[0]?.args).toEqual({ request: { file: 'f6', password: 'abc' } });
});
