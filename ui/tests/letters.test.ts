import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { ladder } from './fixtures/letter';
import { letter, packet, words } from './fixtures/letters';
import { called, start, type } from './window';

const write = (changed: Record<string, unknown> = {}) => {
  location.hash = '#/letter/l1';
  return start(changed);
};
const look = (changed: Record<string, unknown> = {}) => {
  location.hash = '#/packet/l1';
  return start(changed);
};
const plain = { cover: false, maxPages: null, maxMb: null, shrink: false, redact: { words: [], boxes: [] } };
const changes = () => called('change_letter').map((call) => (call.args as { change: unknown }).change);
const refused = (message: string) => () => Promise.reject({ code: 'bad-request', message, hint: null });
/** Types into a paragraph. */
function put(paragraph: HTMLElement, text: string) {
  paragraph.focus();
  paragraph.append(text);
  paragraph.dispatchEvent(new Event('input', { bubbles: true }));
}

it('begins the appeal of the present step, or goes on with the one that is begun', async () => {
  location.hash = '#/appeals';
  start({ letters: { letters: [] } });
  const button = await screen.findByTestId('write-appeal');
  await waitFor(() => expect(button).not.toHaveAttribute('aria-busy'));
  expect(button).toHaveTextContent('Write the appeal');
  button.click();
  await waitFor(() => expect(location.hash).toBe('#/letter/l1'));
  expect(called('start_letter')[0]?.args).toEqual({
    request: { kind: 'internal-1', answers: 'doc-denial' },
  });
});

it('goes on with the letter that is begun for the step', async () => {
  location.hash = '#/appeals';
  const steps = ladder.steps.map((step) => (step.writes ? { ...step, letter: 'l1' } : step));
  start({ ladder: { ...ladder, steps } });
  await waitFor(() => expect(screen.getByTestId('write-appeal')).toHaveTextContent('Go on with the letter'));
  screen.getByTestId('write-appeal').click();
  await screen.findByTestId('letter-pane');
  expect(called('start_letter')).toHaveLength(0);
});

it('writes nothing where the program says that no letter goes there', async () => {
  location.hash = '#/appeals';
  const steps = ladder.steps.map((step) => ({ ...step, writes: false }));
  start({ ladder: { ...ladder, steps } });
  await screen.findByTestId('ladder-2');
  expect(screen.queryByTestId('write-appeal')).toBeNull();
});

it('lists letters, puts one away, and offers all kinds in plain words', async () => {
  location.hash = '#/appeals';
  start();
  expect(await screen.findByTestId('letter-1')).toHaveTextContent('Appeal to Larkmoor Health');
  screen.getByTestId('letter-trash-1').click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('Moved a letter to the trash.');
  screen.getByTestId('write-other').click();
  (await screen.findByTestId('kind-claim-file-request')).click();
  await waitFor(() => expect(location.hash).toBe('#/letter/l1'));
  expect(called('start_letter')[0]?.args).toMatchObject({ request: { kind: 'claim-file-request' } });
});

it('ticks what answers a reason, handing it back unread, and takes the tick off where it is refused', async () => {
  write();
  const box = await screen.findByTestId<HTMLInputElement>('pick-studies-2');
  box.click();
  await waitFor(() =>
    expect(changes()).toEqual([
      { change: 'tick', reason: 'experimental', pick: '{"is":"study","id":"two-site"}', on: true },
    ]),
  );
  // what changed is read again
  await waitFor(() => expect(called('letter').length).toBeGreaterThan(1));
});

it('keeps the tick as it was where it is refused, and says why', async () => {
  write({ change_letter: refused('Not now.') });
  const box = await screen.findByTestId<HTMLInputElement>('pick-studies-2');
  box.click();
  expect(await screen.findByText('Not now.')).toBeVisible();
  await waitFor(() => expect(box.checked).toBe(false));
});

it('says in words how far each reason is answered, and shows what stands against', async () => {
  write();
  expect(await screen.findByTestId('reason-1')).toHaveTextContent('Answered, 2 exhibits');
  expect(screen.getByTestId('reason-2')).toHaveTextContent('Not answered yet');
  expect(screen.getByTestId('answers-pane')).toHaveTextContent('What they may point to');
  screen.getByTestId('reason-2').click();
  await waitFor(() =>
    expect(screen.getByTestId('answers-pane')).toHaveTextContent(
      'What answers “Only two earlier treatments”',
    ),
  );
  await waitFor(() => expect(Element.prototype.scrollIntoView).toHaveBeenCalled());
});

it('puts typed words into the letter when the person leaves the paragraph', async () => {
  write();
  const paragraph = await screen.findByTestId('paragraph-3-1');
  put(paragraph, ' All of them for six weeks.');
  await waitFor(() => expect(called('keep_draft').at(-1)?.args).toMatchObject({ name: 'letter/l1' }));
  expect(changes()).toEqual([]);
  paragraph.blur();
  await waitFor(() =>
    expect(changes()).toEqual([
      {
        change: 'paragraph',
        section: 'reason-step-therapy',
        key: 'step-says',
        place: 0,
        nodes: [words('I took five medicines. All of them for six weeks.')],
      },
    ]),
  );
  // they are in the letter: nothing is left to keep
  await waitFor(() => expect(called('keep_draft').at(-1)?.args).toEqual({ name: 'letter/l1', text: null }));
});

it('keeps typed words on the screen where the letter does not take them', async () => {
  write({ change_letter: refused('The disk is full.') });
  const paragraph = await screen.findByTestId('paragraph-3-1');
  put(paragraph, ' More.');
  paragraph.blur();
  expect(await screen.findByText('The disk is full.')).toBeVisible();
  expect(paragraph).toHaveTextContent('I took five medicines. More.');
});

it('brings back what was typed before a lock', async () => {
  const typed = [{ section: 'opening', key: 'opening-ask', place: 0, nodes: [words('Kept.')] }];
  write({ draft: ({ name }: { name: string }) => (name === 'letter/l1' ? JSON.stringify({ typed }) : null) });
  await waitFor(() =>
    expect(changes()).toEqual([
      { change: 'paragraph', section: 'opening', key: 'opening-ask', place: 0, nodes: [words('Kept.')] },
    ]),
  );
});

it('adds a paragraph of one’s own at the end of a section, and none where nothing was typed', async () => {
  write();
  (await screen.findByTestId('add-paragraph-1')).click();
  const mine = await screen.findByTestId('paragraph-1-2');
  await waitFor(() => expect(mine).toHaveFocus());
  mine.blur();
  await waitFor(() => expect(screen.queryByTestId('paragraph-1-2')).toBeNull());
  screen.getByTestId('add-paragraph-1').click();
  const again = await screen.findByTestId('paragraph-1-2');
  put(again, 'I am better.');
  again.blur();
  await waitFor(() =>
    expect(changes()).toEqual([
      { change: 'paragraph', section: 'opening', key: '', place: 1, nodes: [words('I am better.')] },
    ]),
  );
});

it('fills a gap through a small field, and keeps it open where it is refused', async () => {
  let no = true;
  write({
    change_letter: () =>
      no ? refused('Type what is missing.')() : { said: 'Filled in.', undo: '4', touched: ['case-records'] },
  });
  (await screen.findByRole('button', { name: 'Fill in: your reference number' })).click();
  const field = await screen.findByTestId('gap-words');
  screen.getByTestId('gap-save').click();
  expect(await screen.findByText('Type what is missing.')).toBeVisible();
  no = false;
  type(field, 'PA-2606-118374');
  screen.getByTestId('gap-save').click();
  await waitFor(() => expect(screen.queryByTestId('gap-words')).toBeNull());
  expect(changes().at(-1)).toEqual({ change: 'gap', id: 'reference', words: 'PA-2606-118374' });
});

it('shows newer words beside one’s own, and takes them only when told', async () => {
  write();
  const proposal = await screen.findByTestId('proposal-2-1');
  expect(proposal).toHaveTextContent('In a trial of 403 people');
  screen.getByTestId('proposal-take-2-1').click();
  await waitFor(() => expect(changes()).toEqual([{ change: 'take', key: 'experimental-says' }]));
});

it('keeps one’s own words beside newer ones for good, until one wants to see them', async () => {
  const kept = (declined: boolean) => ({
    ...letter,
    sections: letter.sections.map((section) => ({
      ...section,
      paragraphs: section.paragraphs.map((one) => ({ ...one, declined: declined && one.proposal !== null })),
    })),
  });
  let declined = false;
  write({
    letter: () => kept(declined),
    change_letter: ({ change }: { change: { on: boolean } }) => {
      declined = change.on;
      return { said: 'Kept your words.', undo: null, touched: ['case-records'] };
    },
  });
  (await screen.findByTestId('proposal-keep-2-1')).click();
  await waitFor(() => expect(screen.queryByTestId('proposal-2-1')).toBeNull());
  expect(changes()).toEqual([{ change: 'keep', key: 'experimental-says', on: true }]);
  (await screen.findByTestId('proposal-see-2-1')).click();
  expect(await screen.findByTestId('proposal-2-1')).toBeVisible();
});

it('signs with a picture that is filed, and by pen again', async () => {
  const picture = { document: 'doc-sign', title: 'My signature' };
  write({ letter: { ...letter, pictures: [picture], signature: picture } });
  const choice = await screen.findByTestId<HTMLSelectElement>('sign-with');
  expect(choice).toHaveValue('doc-sign');
  expect(screen.getByAltText('Your signature')).toBeVisible();
  choice.value = '';
  choice.dispatchEvent(new Event('change', { bubbles: true }));
  await waitFor(() => expect(changes()).toEqual([{ change: 'signature', document: null }]));
});

it('shows the statement that points to no page', async () => {
  write();
  expect(await screen.findByTestId('statements')).toHaveTextContent('3 of 4 statements point to a page.');
  screen.getByTestId('show-bare').click();
  await waitFor(() => expect(screen.getByTestId('paragraph-2-1')).toHaveFocus());
  expect(screen.getByTestId('paragraph-2-1')).toHaveClass('marked');
  expect(screen.getByText(/This points to no page: Major medical/)).toBeInTheDocument();
});

it('changes where the letter goes', async () => {
  write();
  (await screen.findByTestId('party-to')).click();
  type(await screen.findByTestId('party-fax'), '555-0100');
  screen.getByTestId('party-save').click();
  await waitFor(() =>
    expect(changes()).toEqual([{ change: 'to', party: { ...letter.to, fax: '555-0100' } }]),
  );
});

it('lets nothing be changed once the letter is final', async () => {
  write({ letter: { ...letter, isFinal: true } });
  const paragraph = await screen.findByTestId('paragraph-1-1');
  expect(paragraph).toHaveAttribute('contenteditable', 'false');
  expect(screen.getByTestId('pick-studies-1')).toBeDisabled();
  expect(screen.queryByTestId('add-paragraph-1')).toBeNull();
  screen.getByTestId('letter-reopen').click();
  await waitFor(() => expect(changes()).toEqual([{ change: 'final', on: false }]));
});

it('is not written in any more once it is gone', async () => {
  let gone = false;
  write({
    letter: () =>
      gone ? Promise.reject({ code: 'not-found', message: 'It is not here.', hint: null }) : letter,
  });
  const box = await screen.findByTestId('pick-studies-2');
  gone = true;
  box.click();
  expect(await screen.findByText('It is not here.')).toBeVisible();
  await waitFor(() => expect(screen.queryByTestId('letter-pane')).toBeNull());
  expect(screen.getByTestId('letter-back')).toBeVisible();
});

it('is the letter alone where it answers no reason', async () => {
  write({ letter: { ...letter, answers: null, reasons: [], sections: letter.sections.slice(0, 1) } });
  expect(await screen.findByTestId('paragraph-1-1')).toBeVisible();
  expect(screen.queryByTestId('reasons-pane')).toBeNull();
});

it('shows the packet part by part, and turns to a part', async () => {
  look();
  expect(await screen.findByTestId('packet-page')).toHaveTextContent('1 of 12');
  expect(screen.getByTestId('exhibit-2')).toHaveTextContent('9–12');
  expect(screen.getByTestId('exhibit-3')).toHaveTextContent('To follow, not here yet');
  screen.getByTestId('exhibit-2').click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('9 of 12'));
  screen.getByTestId('packet-before').click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('8 of 12'));
  expect(screen.getByTestId('exhibit-1')).toHaveAttribute('aria-current', 'true');
  expect(screen.getByTestId('packet-notes')).toHaveTextContent('went in as a picture');
  expect(screen.getByTestId('packet-to')).toHaveTextContent('From the letter of June 17, 2026, page 2');
});

it('puts the packet together anew with a cover sheet', async () => {
  look();
  (await screen.findByTestId('packet-cover')).click();
  await waitFor(() =>
    expect(called('show_packet').map((call) => call.args)).toMatchObject([
      { id: 'l1', options: { ...plain, cover: false } },
      { id: 'l1', options: { ...plain, cover: true } },
    ]),
  );
});

it('leads to the gap that is missing', async () => {
  look();
  (await screen.findByTestId('missing-1')).click();
  const dialog = await screen.findByRole('dialog', { name: 'Fill in: your reference number' });
  expect(within(dialog).getByTestId('gap-words')).toBeVisible();
  expect(location.hash).toBe('#/letter/l1');
});

it('says what is missing where it cannot be final yet', async () => {
  look({ change_letter: refused('Something is still missing: your reference number.') });
  (await screen.findByTestId('packet-final')).click();
  (await screen.findByTestId('not-final-1')).click();
  const dialog = await screen.findByRole('dialog', { name: 'Fill in: your reference number' });
  expect(within(dialog).getByTestId('gap-words')).toBeVisible();
  expect(called('change_letter')).toEqual([]);
});

it('moves an exhibit by key and by button, and the focus goes with it', async () => {
  look();
  const second = await screen.findByTestId('exhibit-2');
  second.focus();
  second.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true, cancelable: true }),
  );
  await waitFor(() => expect(changes()).toEqual([{ change: 'move', from: 1, to: 0 }]));
  await waitFor(() => expect(screen.getByTestId('exhibit-1')).toHaveFocus());
  screen.getByTestId('exhibit-down-1').focus();
  screen.getByTestId('exhibit-down-1').click();
  await waitFor(() => expect(changes().at(-1)).toEqual({ change: 'move', from: 0, to: 1 }));
  await waitFor(() => expect(screen.getByTestId('exhibit-down-2')).toHaveFocus());
  // the pages are put together anew
  await waitFor(() => expect(called('show_packet').length).toBeGreaterThan(1));
});

it('asks before the packet leaves the vault', async () => {
  look();
  const save = await screen.findByTestId('packet-save');
  await waitFor(() => expect(save).toHaveAttribute('aria-disabled', 'false'));
  save.click();
  (await screen.findByTestId('ask-no')).click();
  await waitFor(() => expect(screen.queryByTestId('ask-no')).toBeNull());
  expect(called('save_packet')).toHaveLength(0);
  save.click();
  (await screen.findByTestId('ask-yes')).click();
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('Saved as Appeal to Larkmoor Health.pdf.');
});

it('offers to open a final letter again', async () => {
  look({
    letter: { ...letter, isFinal: true, missing: [] },
    show_packet: { ...packet, isDraft: false },
  });
  (await screen.findByTestId('packet-reopen')).click();
  await waitFor(() => expect(changes()).toEqual([{ change: 'final', on: false }]));
});

it('points to a page of an exhibit where the cursor stands', async () => {
  const node = { is: 'cite', say: 'Ex. B, p. 4', strong: false, em: false, of: '{"of":"b"}' };
  let refuse = true;
  write({
    letter_cite: () =>
      refuse ? Promise.reject({ code: 'bad-request', message: 'This paper has 4 pages.', hint: null }) : node,
  });
  const paragraph = await screen.findByTestId('paragraph-1-1');
  const button = screen.getByTestId('letter-exhibit');
  getSelection()?.removeAllRanges();
  button.click();
  expect(await screen.findByTestId('cite-where')).toBeVisible();
  paragraph.focus();
  getSelection()?.selectAllChildren(paragraph);
  getSelection()?.collapseToEnd();
  button.click();
  (await screen.findByTestId('cite-2')).click();
  type(screen.getByTestId('cite-page'), '9');
  screen.getByTestId('cite-save').click();
  expect(await screen.findByText('This paper has 4 pages.')).toBeVisible();
  refuse = false;
  type(screen.getByTestId('cite-page'), '4');
  screen.getByTestId('cite-save').click();
  await waitFor(() => expect(paragraph).toHaveTextContent(/ Ex\. B, p\. 4$/));
  expect(called('letter_cite').at(-1)?.args).toEqual({
    id: 'l1',
    request: { exhibit: 1, page: '4', passage: null },
  });
  paragraph.blur();
  await waitFor(() =>
    expect(changes().at(-1)).toMatchObject({
      change: 'paragraph',
      nodes: expect.arrayContaining([node]) as never,
    }),
  );
});

it('offers a study that nobody saw as reading, and as an answer once the person read it', async () => {
  write();
  const reading = await screen.findByTestId('answers-reading');
  expect(reading).toHaveTextContent('One study to read first');
  expect(screen.queryByTestId('pick-reading-1')).toBeNull();
  within(reading).getByTestId('read-1').click();
  await waitFor(() =>
    expect(changes().at(-1)).toMatchObject({
      change: 'tick',
      pick: '{"is":"study","id":"unseen"}',
      on: true,
    }),
  );
});
