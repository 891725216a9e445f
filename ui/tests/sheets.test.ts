import { screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { app, settings, sheet, today } from './fixtures/case';
import { called, start, type } from './window';

const old = 'Nothing was changed. Your old sheet still opens your vault.';

/** A key, where the focus is. */
function press(key: string, more: KeyboardEventInit = {}) {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
}

/** Opens Settings and begins a new sheet there. */
async function begin(changed: Record<string, unknown> = {}) {
  location.hash = '#/settings/lock';
  const window = start(changed);
  (await screen.findByTestId('set-sheet')).click();
  (await screen.findByTestId('ask-yes')).click();
  await screen.findByTestId('new-sheet');
  return window;
}

async function typeThree() {
  for (const number of sheet.ask) type(screen.getByTestId(`confirm-${number}`), 'word');
  const done = screen.getByTestId('sheet-next');
  await waitFor(() => expect(done).toHaveAttribute('aria-disabled', 'false'));
  done.click();
}

it('begins a new sheet only after saying that nothing changes yet', async () => {
  location.hash = '#/settings/lock';
  start();
  (await screen.findByTestId('set-sheet')).click();
  expect(await screen.findByText(/Nothing changes until you have typed three words/)).toBeVisible();
  screen.getByTestId('ask-no').click();
  await waitFor(() => expect(screen.queryByTestId('ask-no')).toBeNull());
  expect(called('new_recovery_sheet')).toHaveLength(0);
});

it('takes the new sheet when three of its words were typed back, and says what the old one still is', async () => {
  await begin();
  expect(screen.getByTestId('sheet-old')).toHaveTextContent('its key line still opens your papers');
  await typeThree();
  await waitFor(() => expect(screen.queryByTestId('new-sheet')).toBeNull());
  expect(called('confirm_recovery')).toHaveLength(1);
  expect(called('drop_new_sheet')).toHaveLength(0);
  expect(screen.getByTestId('undo-bar')).toHaveTextContent('Destroy the old one');
  expect(screen.queryByTestId('undo')).toBeNull();
});

it('stays while the words are wrong', async () => {
  await begin({ confirm_recovery: { confirmed: false, wrong: [11] } });
  await typeThree();
  expect(await screen.findByText(/Word 11 is not the one on the sheet/)).toBeVisible();
  expect(screen.getByTestId('new-sheet')).toBeInTheDocument();
  expect(called('drop_new_sheet')).toHaveLength(0);
});

it('asks before Esc leaves a new sheet, and keeps what was typed when one stays', async () => {
  await begin();
  type(screen.getByTestId('confirm-3'), 'sixteen');
  press('Escape');
  expect(await screen.findByText(/The words you see here will open nothing/)).toBeVisible();
  expect(called('drop_new_sheet')).toHaveLength(0);
  screen.getByTestId('ask-no').click();
  await waitFor(() => expect(screen.queryByTestId('ask-no')).toBeNull());
  expect(screen.getByTestId('new-sheet')).toBeInTheDocument();
  expect(screen.getByTestId('confirm-3')).toHaveValue('sixteen');
  press('Escape');
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(screen.queryByTestId('new-sheet')).toBeNull());
  expect(called('drop_new_sheet')).toHaveLength(1);
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent(old);
});

it('keeps the old sheet by its button, and says so', async () => {
  await begin();
  screen.getByTestId('sheet-keep').click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent(old);
  expect(called('drop_new_sheet')).toHaveLength(1);
  expect(called('skip_recovery')).toHaveLength(0);
});

it('keeps the old sheet where another screen is opened by a key, and says so until it is noted', async () => {
  let broke = false;
  await begin({
    today: () => ({ ...today, sheetBrokeOff: broke }),
    skip_recovery: () => {
      broke = true;
      return app;
    },
  });
  press('1', { ctrlKey: true });
  await screen.findByTestId('today');
  await waitFor(() => expect(called('skip_recovery')).toHaveLength(1));
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('still opens your vault');
  expect(await screen.findByTestId('sheet-broke')).toBeVisible();
  expect(called('drop_new_sheet')).toHaveLength(0);
});

it('leaves the telling to the next unlock where a lock takes the new sheet away', async () => {
  await begin();
  press('l', { ctrlKey: true });
  await screen.findByTestId('locked');
  expect(document.body).not.toHaveTextContent(sheet.words[0] ?? '');
  expect(called('drop_new_sheet')).toHaveLength(0);
  expect(called('skip_recovery')).toHaveLength(0);
});

it('tells on Today and in Settings of a new sheet that was broken off, until it is noted', async () => {
  let broke = true;
  start({
    today: () => ({ ...today, sheetBrokeOff: broke }),
    drop_new_sheet: () => {
      broke = false;
      return { said: old, undo: null, touched: ['settings'] };
    },
  });
  expect(await screen.findByTestId('sheet-broke')).toHaveTextContent('still opens your vault');
  location.hash = '#/settings/lock';
  expect(await screen.findByText(/The new recovery sheet was not finished/)).toBeVisible();
  location.hash = '#/today';
  (await screen.findByTestId('sheet-noted')).click();
  await waitFor(() => expect(screen.queryByTestId('sheet-broke')).toBeNull());
});

it('checks from Today a sheet that is held, by all that is typed', async () => {
  let wanted = true;
  start({
    today: () => ({ ...today, sheetWanted: wanted }),
    check_recovery: () => {
      wanted = false;
      return { said: 'Your recovery sheet is checked.', undo: null, touched: ['settings'] };
    },
  });
  (await screen.findByTestId('sheet-check')).click();
  const field = await screen.findByTestId('check-words');
  expect(field).toHaveAttribute('autocomplete', 'off');
  expect(screen.getByTestId('check-do')).toHaveAttribute('aria-disabled', 'true');
  const typed = '1. Harbor,\n2. VELVET,\n3. sixteen';
  type(field, typed);
  await waitFor(() => expect(screen.getByTestId('check-do')).toHaveAttribute('aria-disabled', 'false'));
  screen.getByTestId('check-do').click();
  await waitFor(() => expect(screen.queryByTestId('check-sheet')).toBeNull());
  expect(called('check_recovery').map((call) => call.args)).toEqual([{ words: typed }]);
  await waitFor(() => expect(screen.queryByTestId('sheet-wanted')).toBeNull());
  expect(screen.getByTestId('undo-bar')).toHaveTextContent('Your recovery sheet is checked.');
});

it('says what is wrong with typed words, keeps them to be put right, and nowhere else', async () => {
  const kept = vi.spyOn(Storage.prototype, 'setItem');
  location.hash = '#/settings/lock';
  start({
    check_recovery: () =>
      Promise.reject({
        code: 'wrong-words',
        message: 'Word 7 is not a word that a sheet can have.',
        hint: 'Nothing was changed. Compare it with the sheet.',
      }),
  });
  (await screen.findByTestId('set-check')).click();
  type(await screen.findByTestId('check-words'), 'harbor velvet planted');
  await waitFor(() => expect(screen.getByTestId('check-do')).toHaveAttribute('aria-disabled', 'false'));
  screen.getByTestId('check-do').click();
  expect(await screen.findByText('Word 7 is not a word that a sheet can have.')).toBeVisible();
  expect(screen.getByTestId('check-words')).toHaveValue('harbor velvet planted');
  screen.getByTestId('check-cancel').click();
  await waitFor(() => expect(screen.queryByTestId('check-sheet')).toBeNull());
  screen.getByTestId('set-check').click();
  expect(await screen.findByTestId('check-words')).toHaveValue('');
  expect(called('keep_draft')).toHaveLength(0);
  expect(kept).not.toHaveBeenCalled();
});

it('takes the typed words away with a lock', async () => {
  location.hash = '#/settings/lock';
  start();
  (await screen.findByTestId('set-check')).click();
  type(await screen.findByTestId('check-words'), 'harbor velvet planted');
  press('l', { ctrlKey: true });
  await screen.findByTestId('locked');
  expect(screen.queryByTestId('check-words')).toBeNull();
  expect(called('keep_draft')).toHaveLength(0);
});

it('says how the sheet stands', async () => {
  const said = async (changed: object) => {
    location.hash = '#/settings/lock';
    const { unmount } = start({ settings: { ...settings, ...changed } });
    const row = (await screen.findByTestId('set-sheet')).closest('section, div')?.parentElement;
    const text = row?.textContent ?? '';
    unmount();
    return text;
  };
  expect(await said({})).toContain('Made November 9, 2026.');
  expect(await said({ sheetCheckedOn: '2027-03-01' })).toContain('checked March 1, 2027.');
  const unknown = { sheetMadeOn: null, sheetCheckedOn: '2027-03-01' };
  expect(await said(unknown)).toContain('Checked March 1, 2027.');
  expect(await said({ sheetMadeOn: null, sheetCheckedOn: null })).toContain('None was checked yet.');
});
