// How the state of a trial is shown: its words and its color.

import type { Key } from '../../messages/say';

export const looks: Record<string, { tag: string; say: Key } | undefined> = {
  adequate: { tag: 'good', say: 'treat.is.adequate' },
  'not-tolerated': { tag: 'accent', say: 'treat.is.not-tolerated' },
  'too-short': { tag: '', say: 'treat.is.too-short' },
  'dose-low': { tag: '', say: 'treat.is.dose-low' },
  'not-enough-known': { tag: 'soon', say: 'treat.is.not-enough-known' },
};
