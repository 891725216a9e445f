// Black boxes moved and sized by keys: shares of the page, never beyond its edge, never too small to be seen.

import type { Mark } from './packet.svelte';

/** How far an arrow goes, and how far with Ctrl. */
const STEP = 0.01;
const FINE = 0.002;
/** Smallest side of a box. */
const SMALLEST = 0.01;

/** A new box, in the middle of a page: as large as a line of words. */
export const middleOf = (page: number): Mark => ({ page, x0: 0.3, y0: 0.45, x1: 0.7, y1: 0.49 });

const ways: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** True for a key that moves or sizes a box. */
export const isWay = (key: string) => key in ways;

const within = (at: number, least: number, most: number) =>
  Math.round(Math.min(most, Math.max(least, at)) * 1000) / 1000;

/** The box after an arrow: moved, or with its right and lower edges moved. */
export function after(box: Mark, key: string, size: boolean, fine: boolean): Mark {
  const [x, y] = ways[key] ?? [0, 0];
  const step = fine ? FINE : STEP;
  if (size) {
    return {
      ...box,
      x1: within(box.x1 + x * step, box.x0 + SMALLEST, 1),
      y1: within(box.y1 + y * step, box.y0 + SMALLEST, 1),
    };
  }
  const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
  const x0 = within(box.x0 + x * step, 0, 1 - wide);
  const y0 = within(box.y0 + y * step, 0, 1 - high);
  return { ...box, x0, y0, x1: within(x0 + wide, 0, 1), y1: within(y0 + high, 0, 1) };
}

/** Where a box is, in whole percents of the page. */
export function placeOf(box: Mark) {
  const percent = (share: number) => Math.round(share * 100);
  return {
    left: percent(box.x0),
    top: percent(box.y0),
    wide: percent(box.x1 - box.x0),
    high: percent(box.y1 - box.y0),
  };
}
