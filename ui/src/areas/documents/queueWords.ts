// What a file of an import says of itself: exactly one state, its icon, its words. What can be done with it, it says
// too, in its view.

import AlertIcon from '@lucide/svelte/icons/circle-alert';
import ArchiveIcon from '@lucide/svelte/icons/archive';
import CheckIcon from '@lucide/svelte/icons/circle-check';
import CopyIcon from '@lucide/svelte/icons/copy-check';
import DashedIcon from '@lucide/svelte/icons/circle-dashed';
import FileLockIcon from '@lucide/svelte/icons/file-lock';
import LoaderIcon from '@lucide/svelte/icons/loader';
import UndoIcon from '@lucide/svelte/icons/undo-2';
import type { ImportState, QueuedFileView } from '../../ipc/bindings';
import { say, type Key } from '../../messages/say';

type Look = 'good' | 'soon' | 'run' | '';

/** Of each state: its icon, its look, the first line where no title is known, the second where nothing is said. */
const states: Record<ImportState, { icon: typeof CheckIcon; look: Look; title: Key; text?: Key }> = {
  waiting: { icon: DashedIcon, look: '', title: 'queue.waiting' },
  sealing: { icon: LoaderIcon, look: 'run', title: 'queue.sealing', text: 'queue.sealingText' },
  reading: { icon: LoaderIcon, look: 'run', title: 'queue.readingStart', text: 'queue.readingText' },
  'to-check': { icon: CheckIcon, look: 'good', title: 'queue.filed' },
  filed: { icon: CheckIcon, look: 'good', title: 'queue.filed' },
  kept: { icon: ArchiveIcon, look: 'good', title: 'queue.kept', text: 'queue.keptText' },
  known: { icon: CopyIcon, look: '', title: 'queue.known' },
  'has-password': {
    icon: FileLockIcon,
    look: 'soon',
    title: 'queue.hasPassword',
    text: 'queue.passwordText',
  },
  unreadable: { icon: AlertIcon, look: 'soon', title: 'queue.unreadable' },
  refused: { icon: AlertIcon, look: 'soon', title: 'queue.refused' },
  received: { icon: CheckIcon, look: 'good', title: 'queue.received', text: 'queue.receivedText' },
  stopped: { icon: DashedIcon, look: '', title: 'queue.stopped', text: 'queue.stoppedText' },
  undone: { icon: UndoIcon, look: '', title: 'queue.undone', text: 'queue.undoneText' },
};
/** States whose first line is the paper's own title, once that is known. */
const titled: readonly ImportState[] = ['to-check', 'filed', 'unreadable', 'stopped'];

export const iconOf = (file: QueuedFileView) => states[file.state].icon;
export const lookOf = (file: QueuedFileView) => states[file.state].look;

/** The first line of a file. */
export function titleOf(file: QueuedFileView): string {
  if (file.state === 'reading' && file.pages > 0) {
    return say('queue.reading', { page: Math.max(1, file.page), pages: file.pages });
  }
  return (titled.includes(file.state) ? file.title : null) ?? say(states[file.state].title);
}

/** The second line, after the name of the file. */
export function textOf(file: QueuedFileView): string {
  const tried = file.state === 'has-password' && file.trouble?.code === 'file-password-wrong';
  if (file.state === 'unreadable' || file.state === 'refused' || tried) {
    return [file.trouble?.message ?? file.say ?? '', file.trouble?.hint ?? ''].filter(Boolean).join(' ');
  }
  const text = states[file.state].text;
  if (file.state === 'has-password' || !text) return file.say ? closed(file.say) : text ? say(text) : '';
  return say(text);
}

/** Other words follow: what is said ends as a sentence does. */
const closed = (words: string) => (/[.?!]$/.test(words) ? words : `${words}.`);

/** How long the rest takes, as one would say it. */
export function leftWords(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 8) return say('queue.few');
  if (seconds < 55) return say('queue.seconds', { count: Math.max(10, Math.round(seconds / 10) * 10) });
  if (seconds < 55 * 60) return say('queue.minutes', { count: Math.max(1, Math.round(seconds / 60)) });
  return say('queue.hours', { count: Math.max(1, Math.round(seconds / 3600)) });
}
