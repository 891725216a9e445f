// Where the cursor stood among the paragraphs of a letter, while a dialog has the focus; and how a pointer gets there.

import type { LetterNodeView } from '../../ipc/bindings';
import { atomOf } from './nodes';

/** A place among words. */
export interface Place {
  testid: string;
  range: Range;
}

/** The paragraph around a node, where it can be written in. */
function paragraphOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[contenteditable="true"][data-testid^="paragraph-"]') ?? null;
}

/** The cursor's place, where it stands in a paragraph of this sheet. */
export function placeOf(sheet: HTMLElement): Place | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.endContainer);
  if (!paragraph || !sheet.contains(paragraph)) return null;
  return { testid: paragraph.dataset.testid ?? '', range: range.cloneRange() };
}

/** Puts a pointer there, after what was chosen, parted from the words around it; gives the paragraph. */
export function putAt(sheet: HTMLElement, place: Place, node: LetterNodeView): HTMLElement | null {
  const paragraph = sheet.querySelector<HTMLElement>(`[data-testid="${CSS.escape(place.testid)}"]`);
  if (!paragraph) return null;
  const range = place.range.cloneRange();
  if (paragraphOf(range.endContainer) === paragraph) range.collapse(false);
  else {
    // its words were set anew meanwhile: the end is near enough
    range.selectNodeContents(paragraph);
    range.collapse(false);
  }
  const before = range.cloneRange();
  before.setStart(paragraph, 0);
  const text = before.toString();
  const atom = atomOf(node, true);
  const piece = document.createDocumentFragment();
  if (text !== '' && !/\s$/.test(text)) piece.append(' ');
  piece.append(atom);
  range.insertNode(piece);
  const after = document.createRange();
  after.setStartAfter(atom);
  after.collapse(true);
  paragraph.focus({ preventScroll: true });
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(after);
  paragraph.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return paragraph;
}
