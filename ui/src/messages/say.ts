// Words of the catalogue, filled with values. Messages are parsed once, when first said.

import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en';

export type Key = keyof typeof en;
export type Values = Record<string, string | number | boolean | null>;

const parsed = new Map<Key, IntlMessageFormat>();

/** The words for `key`, with `values` in their places. */
export function say(key: Key, values?: Values): string {
  const text = en[key];
  if (!text.includes('{')) return text;
  let message = parsed.get(key);
  if (!message) {
    message = new IntlMessageFormat(text, 'en-US');
    parsed.set(key, message);
  }
  return String(message.format(values));
}
