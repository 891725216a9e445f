import { describe, expect, it } from 'vitest';
import { after, isWay, middleOf, placeOf } from './boxKeys';

const start = middleOf(3);
const press = (keys: string[], size = false, fine = false) =>
  keys.reduce((box, key) => after(box, key, size, fine), start);

describe('a black box by keys', () => {
  it('moves without changing its size', () => {
    const box = press(['ArrowRight', 'ArrowRight', 'ArrowUp']);
    expect(placeOf(box)).toEqual({ left: 32, top: 44, wide: 40, high: 4 });
    expect(box.page).toBe(3);
  });
  it('is sized by its right and lower edges', () => {
    expect(placeOf(press(['ArrowRight', 'ArrowDown'], true))).toEqual({
      left: 30,
      top: 45,
      wide: 41,
      high: 5,
    });
  });
  it('goes five times finer where that is asked for', () => {
    expect(press(['ArrowLeft'], false, true).x0).toBeCloseTo(0.298);
  });
  it('stays on the page, whole, however long a key is held', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      for (const size of [false, true]) {
        const box = press(Array<string>(200).fill(key), size);
        expect(Math.min(box.x0, box.y0)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.x1, box.y1)).toBeLessThanOrEqual(1);
        expect(box.x1 - box.x0).toBeGreaterThanOrEqual(0.0099);
        expect(box.y1 - box.y0).toBeGreaterThanOrEqual(0.0099);
      }
    }
  });
  it('knows its keys', () => {
    expect(isWay('ArrowUp')).toBe(true);
    expect(isWay('Enter')).toBe(false);
  });
});
