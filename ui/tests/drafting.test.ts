import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { letter } from './fixtures/letters';
import { called, start, type } from './window';

const on = { on: true, address: 'http://127.0.0.1:11434/v1', model: 'small' };
const prompt = {
  letter: 'l1',
  section: letter.sections[0]?.key ?? '',
  to: on.address,
  model: on.model,
  task: 'Improve.',
  text: '<P1> I took it [[1]].',
  body: '{ "model": "small" }',
  seal: 'abc',
};
const words = (say: string) => ({ is: 'words', say, strong: false, em: false, of: '' });
const suggestion = {
  paragraphs: [
    {
      place: 0,
      insteadOf: 'I took it [[1]].',
      refused: [],
      same: false,
      pieces: [
        { change: 'stays', text: 'I ' },
        { change: 'went', text: 'took' },
        { change: 'came', text: 'used' },
        { change: 'stays', text: ' it.' },
      ],
      nodes: [words('I used it.')],
    },
    { place: 1, insteadOf: 'x', refused: ['It brings in the number 7.'], same: false, pieces: [], nodes: [] },
  ],
};

it('offers no other words while help is off', async () => {
  location.hash = '#/letter/l1';
  start();
  await screen.findByTestId('section-1');
  await waitFor(() => expect(called('drafting')).not.toHaveLength(0));
  expect(screen.queryByTestId('other-words-1')).toBeNull();
});

it('shows what goes out before it does, and puts in only what is taken', async () => {
  location.hash = '#/letter/l1';
  start({
    drafting: on,
    suggestion_prompt: prompt,
    suggest: suggestion,
    take_suggestion: { said: 'Took the suggested words.', undo: '8', touched: ['case-records'] },
  });
  (await screen.findByTestId('other-words-1')).click();
  expect(await screen.findByTestId('suggest-text')).toHaveTextContent('I took it [[1]].');
  expect(screen.getByTestId('suggest-body')).toHaveTextContent('"model": "small"');
  expect(called('suggest')).toHaveLength(0);
  screen.getByTestId('suggest-send').click();
  const first = await screen.findByTestId('suggested-1');
  expect(called('suggest')[0]?.args).toEqual({ letter: 'l1', section: prompt.section, seal: 'abc' });
  expect(first.querySelector('ins')).toHaveTextContent('used');
  expect(first.querySelector('del')).toHaveTextContent('took');
  expect(screen.getByTestId('suggested-2')).toHaveTextContent('It brings in the number 7.');
  expect(screen.queryByTestId('suggested-take-2')).toBeNull();
  expect(called('take_suggestion')).toHaveLength(0);
  screen.getByTestId('suggested-take-1').click();
  await waitFor(() => expect(called('take_suggestion')).toHaveLength(1));
  expect(called('take_suggestion')[0]?.args).toMatchObject({
    letter: 'l1',
    take: { section: prompt.section, place: 0, insteadOf: 'I took it [[1]].' },
  });
  await waitFor(() => expect(screen.queryByTestId('suggested-take-1')).toBeNull());
});

it('marks a paragraph that a program helped with', async () => {
  location.hash = '#/letter/l1';
  const [head, ...rest] = letter.sections;
  if (!head) throw new Error('the letter has no section');
  const paragraphs = head.paragraphs.map((one, n) => ({ ...one, helped: n === 0 }));
  start({ letter: { ...letter, sections: [{ ...head, paragraphs }, ...rest] } });
  expect(await screen.findByTestId('helped-1-1')).toHaveTextContent('Worded with help from a program');
});

it('keeps an address that was typed where it is not taken', async () => {
  location.hash = '#/settings/wording';
  start({
    drafting_models: ['small', 'large'],
    set_drafting: () =>
      Promise.reject({
        code: 'bad-request',
        message: 'This address is not on this computer.',
        hint: null,
      }),
  });
  const address = await screen.findByTestId<HTMLInputElement>('help-address');
  type(address, 'http://192.168.0.9/v1');
  screen.getByTestId('help-models').click();
  await waitFor(() => expect(screen.getByTestId('help-model')).toHaveValue('small'));
  screen.getByTestId('help-on').click();
  expect(await screen.findByText('This address is not on this computer.')).toBeVisible();
  expect(address.value).toBe('http://192.168.0.9/v1');
});
