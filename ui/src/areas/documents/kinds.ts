// Kinds of papers in words; a kind the catalogue does not know is shown as another paper.

import BookIcon from '@lucide/svelte/icons/book-text';
import FileIcon from '@lucide/svelte/icons/file-text';
import MailIcon from '@lucide/svelte/icons/mail';
import ReceiptIcon from '@lucide/svelte/icons/receipt';
import { en } from '../../messages/en';
import { say, type Key } from '../../messages/say';

export function kindWords(kind: string): string {
  const key = `docs.kind.${kind}`;
  return key in en ? say(key as Key) : say('docs.kind.other');
}

export function kindIcon(kind: string): typeof FileIcon {
  if (kind.includes('denial') || kind === 'approval') return MailIcon;
  if (kind === 'bill' || kind === 'eob' || kind === 'receipt') return ReceiptIcon;
  if (kind === 'plan-book' || kind === 'sbc') return BookIcon;
  return FileIcon;
}

/** True for kinds that say no: their tag is amber. */
export const saysNo = (kind: string) => kind.includes('denial');
