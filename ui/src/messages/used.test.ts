// Every message is said somewhere: what is not used any more goes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en } from './en';

/** All source text but the catalogue itself. */
function source(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'en' && !entry.name.endsWith('.test.ts'))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? source(path) : readFileSync(path, 'utf8');
    })
    .join('\n');
}

it('holds no message that nobody says', () => {
  const text = source(join(import.meta.dirname, '..'));
  const begun = [...text.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((found) => found[1] ?? '');
  const unused = Object.keys(en).filter(
    (key) =>
      !text.includes(`'${key}'`) &&
      !text.includes(`"${key}"`) &&
      !begun.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
