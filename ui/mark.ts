// The mark stands in the page before the program is loaded. It is drawn in one place, `Mark.svelte`, and put from there
// into index.html.

import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const SIZE = '44';

/** The drawing of `Mark.svelte` as plain HTML. */
export function drawing(component: string): string {
  const svg = /<svg[\s\S]*<\/svg>/.exec(component)?.[0];
  if (!svg) throw new Error('Mark.svelte draws no mark');
  return svg.replaceAll('{size}', `"${SIZE}"`);
}

/** Puts the mark in the place of `<!-- mark -->`. */
export function mark(): Plugin {
  const component = new URL('./src/parts/Mark.svelte', import.meta.url);
  return {
    name: 'mark',
    transformIndexHtml: (html) => html.replace('<!-- mark -->', drawing(readFileSync(component, 'utf8'))),
  };
}
