// A box on a page as four numbers. The program's numbers are always whole; their type allows none, since a float may
// be no number.

import type { PageBoxView, PageView } from '../../ipc/bindings';

export type Corners = [number, number, number, number];

export function cornersOf(box: Pick<PageBoxView, 'corners'>): Corners {
  const [x0, y0, x1, y1] = box.corners;
  return [x0 ?? 0, y0 ?? 0, x1 ?? 0, y1 ?? 0];
}

/** Width and height of a page in points; a letter sheet where it is not known. */
export function sizeOf(page: Pick<PageView, 'width' | 'height'>): { width: number; height: number } {
  return { width: page.width || 612, height: page.height || 792 };
}
