import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { PacketOptions, PacketView } from '../src/ipc/bindings';
import { letter, packet } from './fixtures/letters';
import { called, start, type } from './window';

const look = (changed: Record<string, unknown> = {}) => {
  location.hash = '#/packet/l1';
  return start(changed);
};
const wanted = () => called('show_packet').map((call) => (call.args as { options: PacketOptions }).options);
const heavy: PacketView = { ...packet, bytes: 24_000_000, size: '24 MB' };
async function choose(way: string) {
  const choice = await screen.findByTestId<HTMLSelectElement>('packet-way');
  await waitFor(() => expect(screen.getByTestId('packet-page')).toBeVisible());
  choice.value = way;
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}

it('says whether the packet fits, and offers smaller pictures before parts', async () => {
  look({
    show_packet: ({ options }: { options: PacketOptions }) =>
      options.shrink ? { ...heavy, lessSharp: [7, 9] } : heavy,
  });
  await choose('mb');
  expect(await screen.findByTestId('packet-fits')).toHaveTextContent('too large');
  screen.getByTestId('packet-shrink').click();
  await waitFor(() => expect(wanted().at(-1)).toMatchObject({ shrink: true, maxMb: null }));
  expect(await screen.findByTestId('packet-less-sharp')).toHaveTextContent('7');
  screen.getByRole('button', { name: 'See page 9' }).click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('9 of 12'));
  type(screen.getByTestId('packet-most'), '30');
  await waitFor(() => expect(screen.getByTestId('packet-fits')).toHaveTextContent('It fits'));
});

it('splits it into parts and saves them one by one or all together, asked each time', async () => {
  const file = {
    name: 'Appeal, part 1 of 2.pdf',
    first: 1,
    last: 7,
    pages: 8,
    size: '9.1 MB',
    isOver: false,
  };
  const files = [
    file,
    { ...file, name: 'Appeal, part 2 of 2.pdf', first: 8, last: 8, pages: 2, isOver: true },
  ];
  look({
    show_packet: ({ options }: { options: PacketOptions }) =>
      options.maxPages ? { ...packet, files } : packet,
    save_packet: file.name,
    save_packet_parts: 'Appeal',
  });
  await choose('pages');
  type(screen.getByTestId('packet-most'), '8');
  (await screen.findByTestId('packet-split')).click();
  await waitFor(() => expect(wanted().at(-1)).toMatchObject({ maxPages: 8 }));
  expect(await screen.findByTestId('packet-fits')).toHaveTextContent('2 parts');
  expect(screen.getByText('This page alone is larger than the limit.')).toBeVisible();
  screen.getByTestId('packet-cover-2').click();
  await waitFor(() =>
    expect(screen.getByTestId('packet-page')).toHaveTextContent('Cover sheet of part 2 of 2'),
  );
  screen.getByTestId('packet-next').click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('8 of 12'));
  screen.getByTestId('packet-before').click();
  screen.getByTestId('packet-before').click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('7 of 12'));
  screen.getByTestId('packet-save-part-2').click();
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(called('save_packet').at(-1)?.args).toEqual({ id: 'l1', part: 1 }));
  await waitFor(() => expect(screen.queryByTestId('ask-yes')).toBeNull());
  screen.getByTestId('packet-save-parts').click();
  expect(called('save_packet_parts')).toHaveLength(0);
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(called('save_packet_parts')).toHaveLength(1));
});

it('stops putting the pages together when told', async () => {
  let end: (reason: unknown) => void = () => undefined;
  look({
    show_packet: () => new Promise((_, no) => (end = no)),
    stop_packet: () => {
      end({ code: 'cancelled', message: 'Stopped. Nothing is half there.', hint: null });
      return null;
    },
  });
  (await screen.findByTestId('packet-stop')).click();
  expect(await screen.findByText('Stopped. Nothing is half there.')).toBeVisible();
  expect(screen.queryByTestId('packet-page')).toBeNull();
});

it('blacks out words that were found, words that are typed and boxes that are drawn', async () => {
  look({
    show_packet: ({ options }: { options: PacketOptions }) => ({
      ...packet,
      isRedacted: (options.redact?.words ?? []).length > 0,
    }),
    packet_words: [{ kind: 'name', words: 'Nora Hale', pages: [1, 2] }],
  });
  await screen.findByTestId('packet-page');
  screen.getByTestId('black-find').click();
  (await screen.findByTestId('black-word-1')).click();
  type(screen.getByTestId('black-own'), 'Millrace');
  screen.getByTestId('black-mark').click();
  const sheet = screen.getByTestId('packet-marks');
  sheet.getBoundingClientRect = () => new DOMRect(0, 0, 200, 400);
  await waitFor(() => expect(sheet).toHaveClass('marking'));
  const press = (name: string, clientX: number, clientY: number) =>
    fireEvent(sheet, new MouseEvent(name, { clientX, clientY, button: 0, bubbles: true }));
  await press('pointerdown', 20, 40);
  await press('pointermove', 120, 80);
  await press('pointerup', 120, 80);
  expect(await screen.findByTestId('black-unbox-1')).toBeVisible();
  screen.getByTestId('black-do').click();
  await waitFor(() =>
    expect(wanted().at(-1)?.redact).toEqual({
      words: ['Nora Hale', 'Millrace'],
      boxes: [{ page: 1, x0: 0.1, y0: 0.1, x1: 0.6, y1: 0.2 }],
    }),
  );
  await waitFor(() => expect(screen.getByTestId('packet-save')).toHaveTextContent('black boxes'));
  screen.getByTestId('black-undo').click();
  await waitFor(() => expect(wanted().at(-1)?.redact).toEqual({ words: [], boxes: [] }));
});

it('tells the program which of its questions is the newest, and stops no other', async () => {
  look();
  await screen.findByTestId('packet-page');
  screen.getByTestId('packet-cover').click();
  await waitFor(() => expect(called('show_packet')).toHaveLength(2));
  const [first, second] = called('show_packet').map((call) => call.args as { window: number; turn: number });
  expect(second?.window).toBe(first?.window);
  expect(second?.turn).toBe((first?.turn ?? 0) + 1);
});

it('puts in what happened, a paper that is to follow, and that paper once it is here', async () => {
  const hand = {
    timeline: false,
    timelineHas: true,
    toFollow: [{ row: 'pharmacy', title: 'Pharmacy print-out', say: 'Asked on November 2.' }],
    papers: [{ id: 'd9', title: 'Note of the nurse' }],
  };
  const change = { said: 'Done.', undo: null, touched: ['case-records'] };
  const came = { ...letter, exhibits: letter.exhibits.map((one) => ({ ...one })) };
  const waits = came.exhibits.at(-1);
  if (waits) waits.came = { id: 'd7', title: 'Letter, November 20' };
  look({ letter: came, letter_by_hand: hand, change_letter: change });
  expect(await screen.findByTestId('packet-follows')).toHaveTextContent('One paper is to follow');
  expect(await screen.findByTestId('exhibit-came-3')).toHaveTextContent('Letter, November 20');
  const last = () => called('change_letter').at(-1)?.args;
  screen.getByTestId('exhibit-put-3').click();
  await waitFor(() => expect(last()).toMatchObject({ change: { change: 'here', place: 2, document: 'd7' } }));
  screen.getByTestId('exhibit-here-3').click();
  const paper = await screen.findByTestId<HTMLSelectElement>('hand-paper');
  paper.value = 'd9';
  paper.dispatchEvent(new Event('change', { bubbles: true }));
  screen.getByTestId('hand-paper-do').click();
  await waitFor(() => expect(last()).toMatchObject({ change: { place: 2, document: 'd9' } }));
  screen.getByTestId('exhibit-out-3').click();
  await waitFor(() => expect(last()).toMatchObject({ change: { change: 'take-out', place: 2 } }));
  await waitFor(() => expect(screen.queryByTestId('hand-paper')).toBeNull());

  screen.getByTestId('hand-add').click();
  (await screen.findByTestId('hand-timeline')).click();
  await waitFor(() => expect(last()).toMatchObject({ change: { change: 'timeline', on: true } }));
  await waitFor(() => expect(screen.queryByTestId('hand-timeline')).toBeNull());
  screen.getByTestId('hand-add').click();
  (await screen.findByTestId('hand-row-1')).click();
  await waitFor(() => expect(last()).toMatchObject({ change: { change: 'await', row: 'pharmacy' } }));
  await waitFor(() => expect(screen.queryByTestId('hand-own')).toBeNull());
  screen.getByTestId('hand-add').click();
  type(await screen.findByTestId('hand-own'), 'Letter of Dr. Ames');
  await waitFor(() =>
    expect(screen.getByTestId('hand-own-add')).not.toHaveAttribute('aria-disabled', 'true'),
  );
  screen.getByTestId('hand-own-add').click();
  await waitFor(() => expect(last()).toMatchObject({ change: { row: '', what: 'Letter of Dr. Ames' } }));
});

it('places, moves, sizes, puts back and takes away a black box by keys alone', async () => {
  look();
  await screen.findByTestId('packet-page');
  const place = screen.getByTestId('black-place');
  await waitFor(() => expect(place).not.toHaveAttribute('aria-disabled', 'true'));
  place.click();
  const box = () => screen.getByTestId('packet-box-1');
  await waitFor(() => expect(box()).toHaveFocus());
  const press = (key: string, held = {}) => fireEvent.keyDown(box(), { key, ...held });
  await press('ArrowRight');
  await press('ArrowDown', { shiftKey: true });
  expect(box()).toHaveAccessibleName('Box 1: 31% from the left, 45% from the top, 40% wide, 5% high');
  expect(screen.getByTestId('black-told')).toHaveTextContent('31% from the left');
  await press('Enter');
  await waitFor(() => expect(place).toHaveFocus());
  expect(screen.getByTestId('black-told')).toHaveTextContent('The box on page 1 stays.');
  screen.getByTestId('black-box-1').click();
  await waitFor(() => expect(box()).toHaveFocus());
  await press('ArrowLeft');
  await press('Escape');
  expect(box()).toHaveAccessibleName('Box 1: 31% from the left, 45% from the top, 40% wide, 5% high');
  screen.getByTestId('black-box-1').click();
  await waitFor(() => expect(box()).toHaveFocus());
  await press('Delete');
  await waitFor(() => expect(place).toHaveFocus());
  expect(screen.queryByTestId('packet-box-1')).toBeNull();
  expect(screen.getByTestId('black-told')).toHaveTextContent('The box on page 1 is gone.');
});

it('says what was checked, and leads to pages that are hard to read', async () => {
  look();
  await screen.findByTestId('packet-page');
  expect(screen.getAllByTestId('check-good')).toHaveLength(3);
  expect(screen.getByTestId('check-look')).toHaveTextContent('hardly read');
  screen.getByRole('button', { name: 'See page 11' }).click();
  await waitFor(() => expect(screen.getByTestId('packet-page')).toHaveTextContent('11 of 12'));
  expect(screen.getByTestId('packet-by')).toHaveTextContent('December 4');
});

it('names an exhibit that could not go in, and asks before the letter is final without it', async () => {
  const out = {
    exhibit: 1,
    title: 'Pharmacy record',
    say: 'Exhibit B, ‘Pharmacy record’, could not be put in: its file is locked with a password.',
    todo: 'Open the paper and type its password.',
    document: 'd7',
    isGone: false,
  };
  look({ show_packet: { ...packet, leftOut: [out] }, letter: { ...letter, missing: [] } });
  expect(await screen.findByTestId('packet-left-out')).toHaveTextContent('locked with a password');
  (await screen.findByTestId('packet-final')).click();
  expect(await screen.findByText(/Not all exhibits could be put in: Pharmacy record/)).toBeVisible();
  expect(called('change_letter')).toHaveLength(0);
  (await screen.findByTestId('ask-yes')).click();
  await waitFor(() => expect(called('change_letter')).toHaveLength(1));
  screen.getByTestId('left-out-take').click();
  await waitFor(() =>
    expect(called('change_letter').at(-1)?.args).toEqual({
      id: 'l1',
      change: { change: 'without-paper', document: 'd7' },
    }),
  );
});
