import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
function theme(start: string): Record<string, string> {
  const from = css.indexOf(start);
  const block = css.slice(from, css.indexOf('}', from));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['page', 'surface', 'sunken', 'selected'];
const pairs: [number, string, string][] = [
  ...grounds.flatMap((ground): [number, string, string][] => [
    [7, 'ink', ground],
    [7, 'ink-2', ground],
    [4.5, 'ink-3', ground],
  ]),
  ...['soon', 'late', 'good', 'info'].map((meaning): [number, string, string] => [
    7,
    `${meaning}-ink`,
    `${meaning}-soft`,
  ]),
  [7, 'accent-ink', 'accent-soft'],
  [7, 'on-accent', 'accent'],
  [4.5, 'accent', 'surface'],
  [4.5, 'accent', 'page'],
  [3, 'line-strong', 'surface'],
  [3, 'line-strong', 'page'],
  [3, 'focus', 'surface'],
  [3, 'focus', 'sunken'],
  [3, 'mark-edge', 'paper'],
  [3, 'mark-soft', 'paper'],
  [7, 'paper-ink', 'paper'],
  [7, 'paper-ink', 'mark'],
];

describe.each([
  ['light', ':root {'],
  ['dark', ':root[data-theme="dark"]'],
  ['dark with the system', ':root:not([data-theme="light"])'],
])('%s', (_name, start) => {
  const colors = theme(start);
  it.each(pairs)('keeps %s : 1 for %s on %s', (least, ink, ground) => {
    const [a, b] = [colors[ink], colors[ground]];
    if (!a || !b) throw new Error(`no color ${ink} or ${ground}`);
    expect(contrast(a, b)).toBeGreaterThanOrEqual(least);
  });
});
