// After a decision: what is still open, and the case told without names.

import { screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { afterNo, afterWon } from './fixtures/after';
import { ladder } from './fixtures/case';
import { called, start } from './window';

const decided = {
  ...ladder,
  steps: ladder.steps.map((step) => ({
    ...step,
    writes: false,
    standing: step.state === 'now' ? 'lost' : step.standing,
  })),
};

it('says first that it is not the end, and gives each way its day, its source and one button', async () => {
  location.hash = '#/appeals';
  const { container } = start({ ladder: decided, after_decision: afterNo });
  const section = await screen.findByTestId('after');
  expect(section.querySelector('h2')).toHaveTextContent('This is not the end.');
  const review = screen.getByTestId('after-external-review');
  expect(review).toHaveTextContent('By Saturday, March 20, 2027.');
  expect(review).toHaveTextContent('29 CFR 2590.715-2719(d)');
  expect(review).toHaveTextContent('This is the last chance.');
  expect(review).not.toHaveTextContent('You may leave this out.');
  expect(screen.getByTestId('after-regulator')).toHaveTextContent('You may leave this out.');
  expect(screen.getByTestId('after-more-regulator')).toHaveTextContent('We have not checked');
  expect(container.querySelectorAll('.primary')).toHaveLength(1);
  expect(called('after_decision')[0]?.args).toEqual({ document: 'doc-denial' });
  screen.getByTestId('after-act-external-review').click();
  await waitFor(() =>
    expect(called('start_letter')[0]?.args).toEqual({
      request: { kind: 'external-review', answers: 'doc-denial' },
    }),
  );
  expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual(
    [],
  );
});

it('stands back while a step is open, until it is asked for', async () => {
  location.hash = '#/appeals';
  start();
  (await screen.findByTestId('after-see')).click();
  expect(await screen.findByTestId('after')).toBeVisible();
  screen.getByTestId('after-act-new-request').click();
  await waitFor(() => expect(location.hash).toContain('claims'));
});

it('is reached from a step that was decided', async () => {
  location.hash = '#/appeals';
  start({ ladder: decided, after_decision: { ...afterNo, shown: false } });
  const at = decided.steps.findIndex((step) => step.standing === 'lost') + 1;
  (await screen.findByTestId(`ladder-after-${at}`)).click();
  expect(await screen.findByTestId('after')).toBeVisible();
});

it('says after a yes what to check on the next bill', async () => {
  location.hash = '#/appeals';
  start({ ladder: { ...decided, won: 'This one is won.' }, after_decision: afterWon });
  expect(await screen.findByTestId('after-checks')).toHaveTextContent('next statement');
  expect(screen.queryByTestId('after-watch')).toBeNull();
});

it('shows the case without names whole, and asks once before it is saved', async () => {
  location.hash = '#/appeals';
  start();
  (await screen.findByTestId('share-open')).click();
  expect(await screen.findByTestId('share-all')).toHaveTextContent('A case told without names');
  expect(screen.getByTestId('share-said')).toHaveTextContent('None is in it.');
  const asked = { document: 'doc-denial', insurer: false, state: false };
  expect(called('share_summary')[0]?.args).toEqual({ request: asked });
  screen.getByTestId('share-state').click();
  await waitFor(() =>
    expect(called('share_summary').at(-1)?.args).toEqual({ request: { ...asked, state: true } }),
  );
  screen.getByTestId('share-save').click();
  const yes = await screen.findByText('Save an unsealed copy');
  expect(called('save_share_summary')).toHaveLength(0);
  yes.click();
  await waitFor(() =>
    expect(called('save_share_summary')[0]?.args).toEqual({ request: { ...asked, state: true }, pdf: false }),
  );
});

it('saves nothing where the check refuses', async () => {
  location.hash = '#/appeals';
  start({
    share_summary: () =>
      Promise.reject({ code: 'share-refused', message: 'Nothing was saved.', hint: 'Look again.' }),
  });
  (await screen.findByTestId('share-open')).click();
  expect(await screen.findByText('Nothing was saved.')).toBeVisible();
  expect(screen.getByTestId('share-save')).toHaveAttribute('aria-disabled', 'true');
});

it('shows it set as a PDF before it is saved so', async () => {
  location.hash = '#/appeals';
  start({ show_share_summary: { pages: 2 } });
  (await screen.findByTestId('share-open')).click();
  (await screen.findByTestId('share-pdf')).click();
  expect(await screen.findByTestId('share-page-2')).toHaveAttribute(
    'alt',
    'Page 2 of 2. Its words are those of the text.',
  );
  expect(screen.queryByTestId('share-all')).toBeNull();
  screen.getByTestId('share-save').click();
  (await screen.findByText('Save an unsealed copy')).click();
  await waitFor(() => expect(called('save_share_summary')[0]?.args).toMatchObject({ pdf: true }));
});
