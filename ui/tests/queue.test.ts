import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { queue, queueDone } from './fixtures/case';
import { called, start } from './window';

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
  expect(await names(6)).toEqual(['See it', 'Type password', 'Undo']);
  screen.getByTestId('stop-4').click();
  screen.getByTestId('file-undo-2').click();
  await waitFor(() => expect(called('queue_undo')[0]?.args).toEqual({ file: 'f2' }));
  expect(called('queue_stop')[0]?.args).toEqual({ file: 'f4' });
});

it('counts for Undo all only what this import brought in', async () => {
  location.hash = '#/queue';
  start({ queue: queueDone });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('4 files added');
  expect(screen.getByTestId('queue-undo-all')).toHaveTextContent('Undo all 4');
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
    files: queue.files.map((file) => (file.id === 'f2' ? { ...file, state: 'undone' } : file)),
  };
  start({ queue_undo: undone });
  const button = await screen.findByTestId('file-undo-2');
  button.focus();
  button.click();
  await waitFor(() => expect(screen.getByTestId('file-2')).toHaveFocus());
});
