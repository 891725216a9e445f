import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { app } from './fixtures/case';
import { called, start } from './window';

const superbill = { term: 'superbill', plain: 'A bill with all that a plan wants to know.' };

it('explains the hard words of what is on the screen, and takes them away with the same key', async () => {
  start({ explain_words: [superbill] });
  (await screen.findByTestId('top-words')).click();
  expect(await screen.findByText(superbill.plain)).toBeVisible();
  expect(called('explain_words')).toHaveLength(1);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F1', bubbles: true }));
  await waitFor(() => expect(screen.queryByTestId('words')).toBeNull());
});

it('says so where no hard word stands', async () => {
  start();
  (await screen.findByTestId('top-words')).click();
  expect(await screen.findByText('We know no hard words here.')).toBeVisible();
});

it('opens the sample from the first screen, says all the while that it is one, and leaves it', async () => {
  const first = { ...app, phase: 'first-run', caseName: null };
  const sample = { ...app, sample: 'This is a sample.' };
  start({ app_state: first, open_sample: sample, lock: first });
  (await screen.findByTestId('first-sample')).click();
  expect(await screen.findByTestId('sample')).toHaveTextContent('This is a sample.');
  screen.getByTestId('sample-leave').click();
  expect(await screen.findByTestId('first-sample')).toBeVisible();
  expect(called('lock')).toHaveLength(1);
});

it('stays on the first screen where the sample cannot be made, and says why', async () => {
  const refused = () => {
    throw { code: 'disk-full', message: 'The disk is full.', hint: null };
  };
  start({ app_state: { ...app, phase: 'first-run' }, open_sample: refused });
  (await screen.findByTestId('first-sample')).click();
  expect(await screen.findByText('The disk is full.')).toBeVisible();
  expect(screen.getByTestId('first-sample')).toBeVisible();
});
