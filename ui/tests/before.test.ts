// What a record said before: seen beside it, brought back, and put back from the trash.

import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { trashed, versions } from './fixtures/before';
import { claim, claims, look } from './fixtures/claims';
import { form, preview, quiet, treatment } from './fixtures/treatment';
import { called, start, type } from './window';

const brought = { said: 'Brought it back.', undo: '9', touched: ['case-records'] };
/** Only this record has older versions. */
const only = (record: string) => (args: { of: string }) => (args.of === record ? versions : []);

it('tells what a claim said before, and brings the chosen version back with an undo', async () => {
  location.hash = '#/claims/c3';
  const { container } = start({
    claims,
    claim,
    look_at_claim: look,
    record_versions: only('c3'),
    bring_back_version: brought,
  });
  const before = await screen.findByTestId('before-claim');
  expect(before).not.toHaveAttribute('open');
  expect(screen.queryByTestId('before-claim-terms')).toBeNull();
  (before as HTMLDetailsElement).open = true;
  const first = screen.getByTestId('before-claim-1');
  expect(first).toHaveTextContent('November 12 to November 20');
  expect(first).toHaveTextContent(
    'Oct 5–22, 96365, 6 units, $1,020.00 →then Oct 5–22, 96365, 6 units, $2,040.00',
  );
  expect(within(first).queryByText('What was changed after it goes too. You can undo that.')).toBeNull();
  const second = screen.getByTestId('before-claim-2');
  expect(within(second).getByText('What was changed after it goes too. You can undo that.')).toBeVisible();
  expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual(
    [],
  );
  const asked = called('record_versions').length;
  screen.getByTestId('bring-claim-2').click();
  await waitFor(() => expect(called('bring_back_version')[0]?.args).toEqual({ of: 'c3', number: 1 }));
  expect(await screen.findByTestId('undo')).toBeVisible();
  // what changed is read again
  await waitFor(() => expect(called('record_versions').length).toBeGreaterThan(asked));
});

it('says which version is the one that stands, and which can not be read', async () => {
  location.hash = '#/claims/c3';
  const [first, second] = versions;
  start({
    claims,
    claim,
    look_at_claim: look,
    record_versions: [
      { ...first, canComeBack: false },
      { ...second, canComeBack: false, moreGoes: false, lines: [], trouble: 'We can’t read this one.' },
    ],
  });
  expect(await screen.findByTestId('before-claim-1')).toHaveTextContent('This is what it says now.');
  expect(screen.getByTestId('before-claim-2')).toHaveTextContent('We can’t read this one.');
  expect(screen.getByTestId('before-claim-2')).not.toHaveTextContent('This is what it says now.');
  expect(screen.queryByTestId('bring-claim-1')).toBeNull();
  expect(screen.queryByTestId('bring-claim-2')).toBeNull();
});

it('brings back a treatment beside its form, but not beneath words that are not saved', async () => {
  location.hash = '#/treatment/trial/t1';
  let dose = '200 mg';
  const row = treatment.trials[0];
  start({
    treatment: () => ({ ...treatment, trials: [{ ...row, fields: { ...row?.fields, dose } }] }),
    preview_trial: preview,
    record_versions: only('t1'),
    bring_back_version: () => {
      dose = '50 mg';
      return brought;
    },
  });
  await screen.findByTestId('bring-trial-1');
  const field = await screen.findByTestId<HTMLInputElement>('trial-dose');
  await waitFor(() => expect(field.value).toBe('200 mg'));
  type(field, '75 mg');
  await waitFor(() => expect(screen.queryByTestId('bring-trial-1')).toBeNull());
  expect(screen.getByText('Save what you typed first. Then you can bring one back.')).toBeInTheDocument();
  type(field, '200 mg');
  (await screen.findByTestId('bring-trial-1')).click();
  await waitFor(() => expect(field.value).toBe('50 mg'));
});

it('leaves the form of a score that was brought back, and keeps no draft of it', async () => {
  location.hash = '#/treatment/entry/e1';
  start({
    treatment,
    scale_form: { ...form, given: { ...form.given, id: 'e1', answers: [1, 0] } },
    check_scale: quiet,
    record_versions: only('e1'),
    bring_back_version: brought,
  });
  (await screen.findByTestId('bring-scale-1')).click();
  await waitFor(() => expect(location.hash).toBe('#/treatment'));
  expect(called('bring_back_version')[0]?.args).toEqual({ of: 'e1', number: 2 });
});

it('lists other things in the trash and puts one back', async () => {
  location.hash = '#/documents';
  start({ trashed_records: trashed, bring_back_record: brought });
  const way = await screen.findByTestId('open-trash');
  await waitFor(() => expect(way).toHaveTextContent('Trash (5)'));
  way.click();
  const list = await screen.findByTestId('trashed-records');
  expect(list).toHaveTextContent('‘Sertraline’');
  expect(list).toHaveTextContent('Score, put here on November 3');
  screen.getByTestId('put-record-back-1').click();
  await waitFor(() => expect(called('bring_back_record')[0]?.args).toEqual({ id: 't9' }));
});
