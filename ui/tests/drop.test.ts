import { emit } from '@tauri-apps/api/event';
import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { app } from './fixtures/case';
import { called, start } from './window';

const over = { files: 5, inFolders: 0, summary: '4 PDFs and 1 photo, 12 MB', refused: [] };

it('draws the targets, tells where they lie, and lights the one under the pointer', async () => {
  start();
  await screen.findByTestId('today');
  await emit('drop-hover', { over });
  expect(await screen.findByTestId('drop')).toHaveTextContent('4 PDFs and 1 photo, 12 MB');
  await waitFor(() => expect(called('drop_areas')).not.toHaveLength(0));
  const { areas } = called('drop_areas')[0]?.args as { areas: { target: string }[] };
  expect(areas.map((area) => area.target)).toEqual(['read', 'keep']);
  expect(screen.getByTestId('drop-read')).toHaveClass('on');
  await emit('drop-aim', { aim: 'keep' });
  await waitFor(() => expect(screen.getByTestId('drop-keep')).toHaveClass('on'));
  expect(screen.getByTestId('drop-read')).not.toHaveClass('on');
  expect(screen.getByText('5 files over the window. Let go to just keep them.')).toBeInTheDocument();
  await emit('drop-hover', { over: null });
  await waitFor(() => expect(screen.queryByTestId('drop')).toBeNull());
  // the next files begin at the usual target
  await emit('drop-hover', { over });
  expect(await screen.findByTestId('drop-read')).toHaveClass('on');
});

it('asks whether to take all of a folder, and names what stays out', async () => {
  start();
  await screen.findByTestId('today');
  await emit('drop-hover', {
    over: { files: 0, inFolders: 43, summary: '43 PDFs, 9 MB', refused: ['e.pdf: This file is empty.'] },
  });
  const drop = await screen.findByTestId('drop');
  expect(drop).toHaveTextContent('Take all 43 in it?');
  expect(drop).toHaveTextContent('e.pdf: This file is empty.');
});

it('has one target while locked: letters are sealed, and read later', async () => {
  start({ app_state: { ...app, phase: 'locked', caseName: null } });
  await screen.findByTestId('locked');
  await emit('drop-hover', { over });
  expect(await screen.findByTestId('drop-read')).toHaveTextContent('Seal them now');
  expect(screen.queryByTestId('drop-keep')).toBeNull();
});

it('reads the first letter of the setup at once: the vault is open by then', async () => {
  start({ app_state: { ...app, phase: 'recovery' } });
  await screen.findByTestId('first-run');
  await emit('drop-hover', { over });
  expect(await screen.findByTestId('drop-read')).not.toHaveTextContent('Seal them now');
  expect(screen.getByTestId('drop-keep')).toBeInTheDocument();
});

it('shows letters that another start handed over in the last step of the setup', async () => {
  let phase = 'recovery';
  start({ app_state: () => ({ ...app, phase }) });
  await screen.findByTestId('first-run');
  phase = 'open';
  await emit('go', { screen: 'queue', id: null });
  expect(await screen.findByTestId('queue')).toBeInTheDocument();
});

it('gives the keyboard the same choice', async () => {
  start();
  await screen.findByTestId('today');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'o', ctrlKey: true, cancelable: true }));
  await waitFor(() => expect(called('add_documents')[0]?.args).toEqual({ to: 'read' }));
  await screen.findByTestId('queue');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, cancelable: true }));
  const field = (await screen.findByTestId('find-words')) as HTMLInputElement;
  field.value = 'just keep';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await waitFor(() => expect(screen.getByTestId('found-0')).toHaveTextContent('just keep them'));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  await waitFor(() => expect(called('add_documents')[1]?.args).toEqual({ to: 'keep' }));
});

it('takes files that were copied in a file manager', async () => {
  start();
  await screen.findByTestId('today');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', ctrlKey: true, cancelable: true }));
  await waitFor(() => expect(called('paste_documents')).toHaveLength(1));
});
