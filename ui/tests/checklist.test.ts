import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { called, start, type } from './window';

const open = (changed: Record<string, unknown> = {}) => {
  location.hash = '#/checklist';
  return start(changed);
};

it('says which paper ticked a row, and takes the tick off with one press', async () => {
  open();
  expect(await screen.findByText('You have it: Denial letter, November 12')).toBeVisible();
  screen.getByTestId('untick-denial').click();
  await waitFor(() => expect(called('untick_checklist')).toHaveLength(1));
  expect(called('untick_checklist')[0]?.args).toEqual({ id: 'denial' });
  // what changed is read again
  await waitFor(() => expect(called('checklist').length).toBeGreaterThan(1));
});

it('asks for a paper that is yet to be written by hand, with the day of today', async () => {
  open();
  (await screen.findByTestId('ask-lmn')).click();
  const day = await screen.findByTestId('asked-on');
  expect(day).toHaveValue('2026-11-23');
  type(screen.getByTestId('asked-of'), 'Dr. Varga');
  screen.getByTestId('asked-do').click();
  await waitFor(() => expect(called('edit_checklist')).toHaveLength(1));
  expect(called('edit_checklist')[0]?.args).toEqual({
    id: 'lmn',
    edit: { askedOn: '2026-11-23', askedOf: 'Dr. Varga', followUp: '' },
  });
  await waitFor(() => expect(screen.queryByTestId('asked-on')).toBeNull());
});

it('keeps what was typed where the day cannot be read', async () => {
  const refused = () => {
    throw { code: 'bad-date', message: 'We can’t read this date.', hint: null };
  };
  open({ edit_checklist: refused });
  (await screen.findByTestId('ask-lmn')).click();
  type(await screen.findByTestId('asked-on'), 'soon');
  type(screen.getByTestId('asked-of'), 'Dr. Varga');
  screen.getByTestId('asked-do').click();
  expect(await screen.findByText('We can’t read this date.')).toBeVisible();
  expect(screen.getByTestId('asked-on')).toHaveValue('soon');
  expect(screen.getByTestId('asked-of')).toHaveValue('Dr. Varga');
});

it('takes a letter out of the vault only after it asked, and marks it as asked', async () => {
  open();
  (await screen.findByTestId('ask-infusion-notes')).click();
  await screen.findByTestId('request');
  expect(screen.getByTestId('request-item-infusion-notes')).toBeChecked();
  screen.getByTestId('request-save').click();
  (await screen.findByTestId('ask-no')).click();
  await waitFor(() => expect(screen.queryByTestId('ask-no')).toBeNull());
  expect(called('save_records_request')).toHaveLength(0);
  screen.getByTestId('request-save').click();
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(called('save_records_request')).toHaveLength(1));
  expect(called('save_records_request')[0]?.args).toMatchObject({
    request: { patient: 'Nora Hale', holder: 'Millrace Infusion Clinic', items: ['infusion-notes'] },
  });
  screen.getByTestId('request-mark').click();
  await waitFor(() => expect(called('records_asked')).toHaveLength(1));
  await waitFor(() => expect(screen.queryByTestId('request')).toBeNull());
});

it('shows the rows of a print-out with what is not sure', async () => {
  open();
  (await screen.findByTestId('more-pharmacy')).click();
  (await screen.findByTestId('rows-pharmacy')).click();
  expect(await screen.findByTestId('fill-1')).toHaveTextContent('SERTRALINE HCL 50 MG TABLET');
  expect(screen.getByTestId('fill-2')).toHaveTextContent('Look at this one');
  expect(screen.getByTestId('fill-1')).not.toHaveTextContent('Look at this one');
});

it('adds a thing of one’s own, and nothing where nothing was typed', async () => {
  open();
  (await screen.findByTestId('own-add')).click();
  type(screen.getByTestId('own-title'), 'Letter of my school');
  screen.getByTestId('own-add').click();
  await waitFor(() => expect(called('add_to_checklist')).toHaveLength(1));
  expect(called('add_to_checklist')[0]?.args).toEqual({ title: 'Letter of my school' });
});

it('counts only rows that are ticked, keeps what is typed over one, and says what is wrong with it', async () => {
  const confirmed = () => (called('print_out').at(-1)?.args as { confirmed: unknown }).confirmed;
  const { printOut } = await import('./fixtures/checklist');
  open({
    print_out: ({ confirmed }: { confirmed: { row: number }[] | null }) => ({
      ...printOut,
      troubles: confirmed?.some((row) => row.row === 2) ? [{ row: 2, say: 'We can’t read the count.' }] : [],
    }),
  });
  (await screen.findByTestId('more-pharmacy')).click();
  (await screen.findByTestId('rows-pharmacy')).click();
  const tick = await screen.findByTestId<HTMLInputElement>('fill-tick-1');
  expect(tick).toBeChecked();
  expect(screen.getByTestId('fill-tick-2')).not.toBeChecked();
  tick.click();
  await waitFor(() => expect(confirmed()).toEqual([]));
  // typing over a row ticks it
  screen.getByTestId('fill-change-2').click();
  type(await screen.findByTestId('fill-quantity-2'), 'many');
  await waitFor(() => expect(confirmed()).toMatchObject([{ row: 2, quantity: 'many' }]));
  expect(await screen.findByTestId('fill-trouble-2')).toHaveTextContent('We can’t read the count.');
  await waitFor(() => expect(called('keep_draft').at(-1)?.args).toMatchObject({ name: 'list/doc-rx' }));
});
