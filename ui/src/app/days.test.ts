import { expect, it } from 'vitest';
import {
  fullDay,
  longDay,
  moment,
  parseDay,
  plusDays,
  readDay,
  readMoney,
  sheetDay,
  shortDay,
  size,
} from './days';

it('writes days near without a year, and others with it', () => {
  expect(longDay('2026-12-04', '2026-11-23')).toBe('Friday, December 4');
  expect(longDay('2027-05-20', '2026-11-23')).toBe('Thursday, May 20, 2027');
  expect(shortDay('2026-12-04', '2026-11-23')).toBe('Dec 4');
  expect(fullDay('2026-12-14')).toBe('Monday, December 14, 2026');
  // A year that was read or typed wrongly is shown as it is, never as another.
  expect(sheetDay('0027-03-14')).toBe('March 14, 27');
});

it('reads typed days, and takes none that the calendar lacks', () => {
  expect(readDay('11/21/2026')).toBe('2026-11-21');
  expect(readDay('11/21/26')).toBe('2026-11-21');
  expect(readDay('Nov 21, 2026')).toBe('2026-11-21');
  expect(readDay('2026-11-21')).toBe('2026-11-21');
  for (const bad of ['2/30/2026', '13/1/2026', '2026-02-29', 'soon', '', 'Foo 1 2026'])
    expect(readDay(bad)).toBeNull();
  expect(readDay('2/29/2028')).toBe('2028-02-29');
  expect(parseDay('2026-02-29')).toBeNull();
});

it('reads typed sums', () => {
  expect(readMoney('$3,150')).toBe('3150.00');
  expect(readMoney('3150.5')).toBe('3150.50');
  for (const bad of ['3,15', '1.234', 'much', '-3', '']) expect(readMoney(bad)).toBeNull();
});

it('counts days over a month and a leap day', () => {
  expect(plusDays('2026-11-30', 1)).toBe('2026-12-01');
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01');
});

it('tells a moment by its own clock', () => {
  expect(moment('2026-11-23T14:20:00-05:00')).toEqual({ day: '2026-11-23', time: '2:20 pm' });
  expect(moment('2026-11-23T00:05:00Z').time).toBe('12:05 am');
});

it('writes sizes', () => {
  expect(size('412300')).toBe('412 KB');
  expect(size('2100000')).toBe('2.1 MB');
});
