// Every word the window says by itself, by area. Sentences that depend on a case come finished from the program.
// Voice: second person, present, short; grade 8 or lower (a test computes it). `'` around braces follows ICU.

import { after } from './en/after';
import { before } from './en/before';
import { checklists } from './en/checklists';
import { drafting } from './en/drafting';
import { claims } from './en/claims';
import { days } from './en/days';
import { forms } from './en/forms';
import { frame } from './en/frame';
import { letters } from './en/letters';
import { papers } from './en/papers';
import { plan } from './en/plan';
import { policy } from './en/policy';
import { review } from './en/review';
import { sent } from './en/sent';
import { settings } from './en/settings';
import { setup } from './en/setup';
import { treatment } from './en/treatment';

export const en = {
  ...after,
  ...forms,
  ...frame,
  ...setup,
  ...days,
  ...claims,
  ...letters,
  ...papers,
  ...plan,
  ...review,
  ...sent,
  ...settings,
  ...treatment,
  ...checklists,
  ...drafting,
  ...before,
  ...policy,
} as const;
