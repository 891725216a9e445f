// What a file of an import says of itself: exactly one state, its icon, its words.

import AlertIcon from '@lucide/svelte/icons/circle-alert';
import CheckIcon from '@lucide/svelte/icons/circle-check';
import CopyIcon from '@lucide/svelte/icons/copy-check';
import DashedIcon from '@lucide/svelte/icons/circle-dashed';
import FileLockIcon from '@lucide/svelte/icons/file-lock';
import LoaderIcon from '@lucide/svelte/icons/loader';
import UndoIcon from '@lucide/svelte/icons/undo-2';
import type { ImportState, QueuedFileView } from '../../ipc/bindings';
import { say } from '../../messages/say';

export const icons: Record<ImportState, typeof CheckIcon> = {
  waiting: DashedIcon,
  sealing: LoaderIcon,
  reading: LoaderIcon,
  'to-check': CheckIcon,
  filed: CheckIcon,
  known: CopyIcon,
  'has-password': FileLockIcon,
  unreadable: AlertIcon,
  refused: AlertIcon,
  received: CheckIcon,
  stopped: DashedIcon,
  undone: UndoIcon,
};

/** The look of a state: `good`, `soon`, `run` or none. */
export function lookOf(state: ImportState): string {
  if (['to-check', 'filed', 'received'].includes(state)) return 'good';
  if (['has-password', 'unreadable', 'refused'].includes(state)) return 'soon';
  return ['sealing', 'reading'].includes(state) ? 'run' : '';
}

/** The first line of a file. */
export function titleOf(file: QueuedFileView): string {
  switch (file.state) {
    case 'waiting':
      return say('queue.waiting');
    case 'sealing':
      return say('queue.sealing');
    case 'reading':
      return file.pages > 0
        ? say('queue.reading', { page: file.page, pages: file.pages })
        : say('queue.readingStart');
    case 'known':
      return say('queue.known');
    case 'has-password':
      return say('queue.hasPassword');
    case 'unreadable':
      return file.title ?? say('queue.unreadable');
    case 'refused':
      return say('queue.refused');
    case 'received':
      return say('queue.received');
    case 'stopped':
      return file.title ?? say('queue.stopped');
    case 'undone':
      return say('queue.undone');
    default:
      return file.title ?? say('queue.filed');
  }
}

/** The second line, after the name of the file. */
export function textOf(file: QueuedFileView): string {
  switch (file.state) {
    case 'sealing':
      return say('queue.sealingText');
    case 'reading':
      return say('queue.readingText');
    case 'has-password':
      return file.say ?? say('queue.passwordText');
    case 'received':
      return say('queue.receivedText');
    case 'stopped':
      return say('queue.stoppedText');
    case 'undone':
      return say('queue.undoneText');
    case 'unreadable':
    case 'refused':
      return [file.trouble?.message ?? file.say ?? '', file.trouble?.hint ?? ''].filter(Boolean).join(' ');
    default:
      return file.say ?? '';
  }
}
