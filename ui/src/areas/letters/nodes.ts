// A paragraph between the program and the page: its pieces drawn into an element, and read from it again. Words are
// text, bold and italic are `b` and `i`, and what points somewhere is an atom: one thing that is kept or taken out as a
// whole, with what the program gave along for it.

import type { LetterNodeInput, LetterNodeView } from '../../ipc/bindings';
import { say } from '../../messages/say';

type Piece = LetterNodeInput | LetterNodeView;

const words = (text: string, strong: boolean, em: boolean): LetterNodeInput => ({
  is: 'words',
  say: text,
  strong,
  em,
  of: '',
});

/** Puts neighbors of one kind together, and leaves out what is empty. */
function joined(pieces: readonly Piece[]): LetterNodeInput[] {
  const all: LetterNodeInput[] = [];
  for (const { is, say, strong, em, of } of pieces) {
    const last = all.at(-1);
    if (is === 'words' && say === '') continue;
    if (is === 'words' && last?.is === 'words' && last.strong === strong && last.em === em) last.say += say;
    else all.push({ is, say, strong, em, of });
  }
  return all;
}

/** True where both say the same; how an exhibit is called just now does not count. */
export function same(one: readonly Piece[], other: readonly Piece[]): boolean {
  const plain = (pieces: readonly Piece[]) =>
    JSON.stringify(
      joined(pieces).map(({ is, say, strong, em, of }) => [is, is === 'words' ? say : '', strong, em, of]),
    );
  return plain(one) === plain(other);
}

/** True where nothing stands in it but spaces. */
export const empty = (pieces: readonly Piece[]) =>
  pieces.every((piece) => piece.is === 'words' && piece.say.trim() === '');

function wear(atom: HTMLElement, node: Piece, live: boolean) {
  const gone = node.is === 'cite' && node.say === '';
  atom.className = `atom ${gone ? 'gone' : node.is}`;
  atom.dataset.is = node.is;
  atom.dataset.of = node.of;
  atom.dataset.say = node.say;
  atom.textContent = gone ? say('letter.gone') : node.say;
  if (node.is !== 'gap' || !live) return;
  atom.setAttribute('role', 'button');
  atom.tabIndex = 0;
  atom.setAttribute('aria-label', say('letter.gap', { what: node.say }));
}

export function atomOf(node: Piece, live: boolean): HTMLElement {
  const atom = document.createElement('span');
  atom.contentEditable = 'false';
  wear(atom, node, live);
  return atom;
}

function drawn(node: Piece, live: boolean): Node {
  if (node.is !== 'words') return atomOf(node, live);
  let made: Node = document.createTextNode(node.say);
  for (const [on, tag] of [
    [node.em, 'i'],
    [node.strong, 'b'],
  ] as const) {
    if (!on) continue;
    const around = document.createElement(tag);
    around.append(made);
    made = around;
  }
  return made;
}

/** Draws these pieces in place of what stood there. `live`: gaps can be pressed. */
export function write(into: HTMLElement, nodes: readonly Piece[], live: boolean) {
  into.replaceChildren(...nodes.map((node) => drawn(node, live)));
}

/** Gives the atoms that stand there the names they have now; the words, and the cursor among them, stay. */
export function rename(into: HTMLElement, nodes: readonly Piece[], live: boolean) {
  const given = nodes.filter((node) => node.is !== 'words');
  into.querySelectorAll<HTMLElement>('[data-is]').forEach((atom, n) => {
    const node = given[n];
    if (node && atom.dataset.say !== node.say) wear(atom, node, live);
  });
}

const isBold = (element: HTMLElement) =>
  /^(B|STRONG)$/.test(element.tagName) || /^(bold|[6-9]00)/.test(element.style.fontWeight);
const isItalic = (element: HTMLElement) =>
  /^(I|EM)$/.test(element.tagName) || element.style.fontStyle === 'italic';

/** What stands in an element, as the program takes it. */
export function read(from: Node): LetterNodeInput[] {
  const found: LetterNodeInput[] = [];
  const walk = (node: Node, strong: boolean, em: boolean) => {
    for (const child of node.childNodes) {
      if (child instanceof Text) {
        // line ends come from other programs alone, marks of no width from the web view
        found.push(words(child.data.replace(/\s*\n\s*/g, ' ').replaceAll('\u200b', ''), strong, em));
      } else if (child instanceof HTMLElement) {
        const { is, of = '', say = '' } = child.dataset;
        if (is === 'cite' || is === 'source' || is === 'gap') {
          found.push({ is, say, strong: false, em: false, of });
        } else {
          // a new block is a new word at least
          if (/^(DIV|P|LI)$/.test(child.tagName) && found.length > 0) found.push(words(' ', strong, em));
          walk(child, strong || isBold(child), em || isItalic(child));
        }
      }
    }
  };
  walk(from, false, false);
  return joined(found);
}

/** Where this sentence stands in the element; pointers to exhibits are no part of its text. */
export function rangeOf(text: string, within: HTMLElement): Range | null {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const parts: { node: Text; from: number }[] = [];
  let all = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest('[data-is="cite"]')) continue;
    parts.push({ node, from: all.length });
    all += node.data;
  }
  const from = text === '' ? -1 : all.indexOf(text);
  const first = parts.findLast((part) => part.from <= from);
  const last = parts.findLast((part) => part.from < from + text.length);
  if (from < 0 || !first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, from - first.from);
  range.setEnd(last.node, from + text.length - last.from);
  return range;
}
