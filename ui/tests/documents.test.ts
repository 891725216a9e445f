import { screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { document as paper, documents, found, many, searched } from './fixtures/case';
import { called, start, type } from './window';

const press = (target: EventTarget, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
function choose(handle: string, value: string) {
  const select = screen.getByTestId(handle) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

async function fromMenu(row: string) {
  const more = await screen.findByTestId('more');
  more.focus();
  press(more, 'Enter');
  (await screen.findByTestId(row)).click();
}

it('filters by sender and date, and shows all again', async () => {
  location.hash = '#/documents';
  start();
  await screen.findByTestId('row-5');
  choose('filter-from', 'Dr. I. Varga');
  await waitFor(() => expect(screen.queryByTestId('row-2')).toBeNull());
  expect(screen.getByTestId('row-1')).toHaveTextContent('Request for approval');
  choose('filter-when', 'month');
  expect(await screen.findByText('No paper fits these filters.')).toBeVisible();
  screen.getByRole('button', { name: 'Show all' }).click();
  expect(await screen.findByTestId('row-5')).toBeVisible();
});

it('opens the first find of a search, with its pages as chips', async () => {
  location.hash = '#/documents/doc-eob';
  start({ documents: searched, document: found });
  type(await screen.findByTestId('search'), 'medical necessity');
  expect(await screen.findByTestId('hit-page-2')).toHaveTextContent('p. 2');
  await waitFor(() =>
    expect(called('document').at(-1)?.args).toEqual({ id: 'doc-denial', words: 'medical necessity' }),
  );
});

it('finds within one paper by F, and Esc ends it', async () => {
  location.hash = '#/documents';
  start({ document: found });
  const pages = await screen.findByRole('group', { name: 'Denial letter' });
  pages.focus();
  press(pages, 'f');
  const field = await screen.findByTestId('find-in-words');
  await waitFor(() => expect(field).toHaveFocus());
  type(field, 'infusion');
  await waitFor(() => expect(called('document').at(-1)?.args).toMatchObject({ words: 'infusion' }));
  press(field, 'Escape');
  await waitFor(() => expect(screen.queryByTestId('find-in-words')).toBeNull());
});

it('moves a paper to the trash by key and keeps the place in the list', async () => {
  location.hash = '#/documents';
  start();
  const row = await screen.findByTestId('row-2');
  row.click();
  row.focus();
  await waitFor(() => expect(row).toHaveAttribute('aria-current', 'true'));
  press(row, 'Delete');
  await waitFor(() => expect(called('trash_document')[0]?.args).toEqual({ id: 'doc-policy' }));
  await waitFor(() => expect(screen.getByTestId('row-2')).toHaveFocus());
});

it('shows no paper of the list in the trash, nor a row of it while the trash is read', async () => {
  location.hash = '#/documents/doc-policy';
  let answer: (view: object) => void = () => undefined;
  start({
    documents: ({ request }: { request: { trash: boolean } }) =>
      request.trash ? new Promise((done) => (answer = done)) : documents,
  });
  (await screen.findByTestId('open-trash')).click();
  await screen.findByRole('heading', { name: 'Trash' });
  await waitFor(() => expect(called('documents').at(-1)?.args).toMatchObject({ request: { trash: true } }));
  expect(screen.queryByTestId('row-1')).toBeNull();
  answer({ ...documents, documents: documents.documents.slice(3, 4), inTrash: 3 });
  expect(await screen.findByTestId('row-1')).toHaveTextContent('Denial letter');
  expect(screen.getByTestId('empty-trash')).toHaveTextContent('3 papers');
  // an address that names a paper that does not lie there
  location.hash = '#/trash/doc-policy';
  await waitFor(() => expect(screen.getByTestId('row-1')).toBeVisible());
  expect(screen.queryByTestId('restore')).toBeNull();
});

it('prints all pages of the paper', async () => {
  location.hash = '#/documents';
  const printed = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  start();
  await screen.findByTestId('print');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, cancelable: true }));
  await waitFor(() => {
    for (const image of document.images) image.dispatchEvent(new Event('load'));
    expect(printed).toHaveBeenCalledOnce();
  });
});

it('shows two hundred papers', async () => {
  location.hash = '#/documents';
  start({ documents: many });
  expect(await screen.findByTestId('row-200')).toBeVisible();
});

it('opens a paper outside only after a warning, and says that the copy is not sealed', async () => {
  location.hash = '#/documents';
  start();
  (await screen.findByTestId('preview')).focus();
  await fromMenu('open-outside');
  expect(await screen.findByText(/That copy is not sealed/)).toBeVisible();
  expect(called('open_outside')).toHaveLength(0);
  screen.getByTestId('ask-yes').click();
  await waitFor(() => expect(called('open_outside')[0]?.args).toEqual({ id: 'doc-eob' }));
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('Delete it when you are done.');
});

it('says so where no program opens the copy, and nothing where the person changed their mind', async () => {
  location.hash = '#/documents';
  let answer: object | null = null;
  start({ open_outside: () => answer });
  await fromMenu('open-outside');
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(called('open_outside')).toHaveLength(1));
  expect(screen.queryByTestId('undo-bar')).toBeNull();
  answer = { name: 'scan.tif', opened: false };
  await fromMenu('open-outside');
  (await screen.findByTestId('ask-yes')).click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('No program here opens it.');
});

it('keeps a paper sealed when the safe answer is given', async () => {
  location.hash = '#/documents';
  start();
  await fromMenu('save-copy');
  (await screen.findByTestId('ask-no')).click();
  await waitFor(() => expect(screen.queryByTestId('ask-no')).toBeNull());
  expect(called('save_copy')).toHaveLength(0);
});

it('reads a paper that was kept unread', async () => {
  location.hash = '#/documents';
  start({ document: { ...paper, reading: 'kept', pages: [] } });
  expect(await screen.findByTestId('not-read')).toHaveTextContent('was not read');
  screen.getByTestId('read-it').click();
  await waitFor(() => expect(called('read_document')[0]?.args).toEqual({ id: 'doc-eob' }));
});

it('says at the paper what stood against reading it', async () => {
  location.hash = '#/documents';
  const row = { ...paper.row, unread: 'It has a password of its own.' };
  const trouble = {
    code: 'file-password-wrong',
    message: 'That password does not open the file.',
    hint: 'Ask the sender for the password.',
  };
  start({ document: { ...paper, row, trouble, reading: 'password', pages: [] } });
  expect(await screen.findByTestId('not-read')).toHaveTextContent(
    'That password does not open the file. Ask the sender for the password.',
  );
});

it('asks for the password of a paper at the paper', async () => {
  location.hash = '#/documents';
  const row = { ...paper.row, unread: 'It has a password of its own.' };
  start({ document: { ...paper, row, reading: 'password', pages: [] } });
  const field = await screen.findByTestId('paper-password');
  type(field, 'abc');
  field.closest('form')?.requestSubmit();
  await waitFor(() =>
    expect(called('document_password')[0]?.args).toEqual({ id: 'doc-eob', password: 'abc' }),
  );
});
