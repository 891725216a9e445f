// How the state of a letter and of a step looks. What they are is the program's to say.

import type { StepStandingView } from '../../ipc/bindings';
import { say } from '../../messages/say';

const states = ['draft', 'final', 'sent', 'won', 'partly', 'lost'] as const;
const tones: Record<string, string> = {
  final: 'good',
  sent: 'accent',
  won: 'good',
  partly: 'soon',
  lost: 'soon',
};

/** The state of a letter in words. */
export function stateWords(state: string): string {
  const known = states.find((one) => one === state);
  return known ? say(`state.${known}`) : state;
}

/** The look of its tag. */
export const stateTone = (state: string) => tones[state] ?? '';

const steps: Record<StepStandingView, string> = {
  later: '',
  open: 'accent',
  filed: 'accent',
  waiting: 'accent',
  won: 'good',
  lost: 'soon',
  expired: 'soon',
  behind: '',
  absent: '',
};

/** What stands in place of a step's number: a yes and a sent letter have a check, a no and a step passed over never. */
const marks: Partial<Record<StepStandingView, 'check' | 'cross' | 'skip'>> = {
  won: 'check',
  filed: 'check',
  lost: 'cross',
  behind: 'skip',
  absent: 'skip',
};

/** The mark of a step; none where it shows its number. */
export const standingMark = (standing: StepStandingView) => marks[standing] ?? null;

/** The look of the tag of a step. */
export const standingTone = (standing: StepStandingView) => steps[standing];
