import { expect, it } from 'vitest';
import { empty, rangeOf, read, rename, same, write } from '../src/areas/letters/nodes';
import { cite, gap, letter, words } from './fixtures/letters';

const drawn = (nodes: Parameters<typeof write>[1]) => {
  const element = document.createElement('div');
  write(element, nodes, true);
  return element;
};
const paragraphs = letter.sections.flatMap((section) => section.paragraphs.map((one) => one.nodes));

it('gives back each paragraph as it came', () => {
  for (const nodes of [...paragraphs, letter.re[1]?.nodes ?? []]) expect(read(drawn(nodes))).toEqual(nodes);
});

it('keeps bold and italic, also within one another, whichever way the web view writes them', () => {
  const both = [words('a ', { strong: true }), words('b', { strong: true, em: true }), words(' c')];
  expect(read(drawn(both))).toEqual(both);
  const element = document.createElement('div');
  element.innerHTML =
    '<strong>a <em>b</em></strong><span style="font-weight: bold">c</span><span style="font-style: italic">d</span>';
  expect(read(element)).toEqual([
    words('a ', { strong: true }),
    words('b', { strong: true, em: true }),
    words('c', { strong: true }),
    words('d', { em: true }),
  ]);
});

it('hands an atom back unread, whatever it is called, and never a part of its name as words', () => {
  const of = '{"of":{"is":"study","id":"a\\"b"},"page":1}';
  const element = drawn([words('See '), cite('Ex. B, p. 1', of), cite('', 'gone'), gap('your name', 'name')]);
  expect(element).toHaveTextContent('See Ex. B, p. 1Exhibit goneyour name');
  expect(read(element)).toEqual([
    words('See '),
    cite('Ex. B, p. 1', of),
    cite('', 'gone'),
    gap('your name', 'name'),
  ]);
});

it('joins what typing left in pieces, and takes no line ends', () => {
  const element = document.createElement('div');
  element.append('one', ' two\u200b', document.createElement('br'));
  const line = document.createElement('div');
  line.append('three\n four');
  element.append(line);
  expect(read(element)).toEqual([words('one two three four')]);
});

it('knows an empty paragraph, and one that says the same under new names', () => {
  expect(empty(read(document.createElement('div')))).toBe(true);
  expect(empty([words('  ')])).toBe(true);
  expect(empty([gap('your name', 'name')])).toBe(false);
  expect(same([words('a'), words('b'), cite('Ex. A', 'x')], [words('ab'), cite('Ex. C', 'x')])).toBe(true);
  expect(same([cite('Ex. A', 'x')], [cite('Ex. A', 'y')])).toBe(false);
});

it('renames exhibits in place, so that the cursor stays', () => {
  const element = drawn([words('See '), cite('Ex. B', 'x')]);
  const text = element.firstChild;
  rename(element, [words('See '), cite('Ex. C', 'x')], true);
  expect(element.firstChild).toBe(text);
  expect(read(element)).toEqual([words('See '), cite('Ex. C', 'x')]);
});

it('finds a sentence among pointers and bold words', () => {
  const nodes = paragraphs[1] ?? [];
  const text = letter.bare[0]?.text ?? '';
  expect(rangeOf(text, drawn(nodes))?.toString()).toBe(text);
  const over = 'with ketamine, 55.4% responded';
  expect(rangeOf(over, drawn(nodes))?.toString()).toBe(over);
  expect(rangeOf('nowhere', drawn(nodes))).toBeNull();
});
