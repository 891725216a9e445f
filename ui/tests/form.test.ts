import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { FormBoxView, FormFillRequest, FormRowView, FormView } from '../src/ipc/bindings';
import { called, start, type } from './window';

const box = (name: string, changed: Partial<FormBoxView> = {}): FormBoxView => ({
  name,
  kind: 'text',
  label: name,
  places: [{ page: 1, corners: [100, 100, 200, 118], state: '' }],
  options: [],
  most: null,
  value: '',
  from: '',
  fromDocument: null,
  fromPage: null,
  unsure: '',
  byPen: '',
  chosen: false,
  locked: false,
  ...changed,
});
const form: FormView = {
  document: 'd7',
  title: 'Member appeal form',
  letter: 'l1',
  pages: [{ number: 1, width: 612, height: 792, picture: 'page://localhost/d7/1' }],
  boxes: [
    box('Member name', { value: 'Nora Hale', from: 'Your letter' }),
    box('Member ID', { value: 'LMH 4471', from: '‘No’, page 1', unsure: 'Check that this box asks for it.' }),
    box('Date of birth'),
    box('Urgent', {
      kind: 'one-of',
      value: 'N',
      options: [
        { value: 'Y', label: 'Yes' },
        { value: 'N', label: 'No' },
      ],
    }),
    box('Signature', { kind: 'signature', locked: true, byPen: 'Sign it by pen.' }),
  ],
  filled: null,
  along: false,
  isFinal: false,
};
const row: FormRowView = {
  document: 'd7',
  title: 'Member appeal form',
  boxes: 5,
  filled: null,
  along: false,
  ofLetter: true,
};
const look = (changed: Record<string, unknown> = {}) => {
  location.hash = '#/form/d7/l1';
  return start({ form, forms: { forms: [row] }, ...changed });
};

it('shows nothing where no form is among the papers, and offers one that is', async () => {
  location.hash = '#/packet/l1';
  start({ forms: { forms: [] } });
  await screen.findByTestId('packet');
  await waitFor(() => expect(called('forms').length).toBeGreaterThan(0));
  expect(screen.queryByTestId('form-panel-1')).toBeNull();
});

it('leads from the packet to the form, and takes it out of the packet again', async () => {
  location.hash = '#/packet/l1';
  start({
    forms: { forms: [{ ...row, filled: 'd8', along: true }] },
    change_letter: { said: 'Took it out.', undo: '3', touched: [] },
  });
  expect(await screen.findByTestId('form-panel-1')).toHaveTextContent('goes along');
  screen.getByTestId('form-along-1').click();
  await waitFor(() =>
    expect(called('change_letter').at(-1)?.args).toEqual({
      id: 'l1',
      change: { change: 'form', document: 'd8', on: false },
    }),
  );
});

it('shows each value with where it is from, marks what is not sure, and lists what is left for the pen', async () => {
  look();
  expect(await screen.findByLabelText('Member name')).toHaveValue('Nora Hale');
  expect(screen.getByText('Not sure')).toBeVisible();
  expect(screen.getByTestId('form-counts')).toHaveTextContent('3 boxes are filled in. 1 to look at twice.');
  expect(screen.getByTestId('form-pen')).toHaveTextContent('Signature');
  type(screen.getByLabelText('Member ID'), 'LMH 4472');
  await waitFor(() => expect(screen.queryByText('Not sure')).toBeNull());
});

it('files it only when told, with what stands in each box', async () => {
  look({ fill_form: { filled: 'd8', change: { said: 'Filled.', undo: '4', touched: [] }, byPen: [] } });
  type(await screen.findByLabelText('Date of birth'), '05/04/1989');
  await fireEvent.click(screen.getByLabelText('Leave it open'));
  expect(called('fill_form')).toHaveLength(0);
  screen.getByTestId('form-save').click();
  await waitFor(() => expect(called('fill_form')).toHaveLength(1));
  const { request } = called('fill_form')[0]?.args as { request: FormFillRequest };
  expect(request).toMatchObject({ document: 'd7', letter: 'l1' });
  expect(request.boxes).toContainEqual({ name: 'Date of birth', value: '05/04/1989' });
  expect(request.boxes).toContainEqual({ name: 'Urgent', value: '' });
  expect(request.boxes?.some((one) => one.name === 'Signature')).toBe(false);
  expect(await screen.findByTestId('packet')).toBeVisible();
});
