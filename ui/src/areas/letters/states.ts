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
};

/** The look of the tag of a step. */
export const standingTone = (standing: StepStandingView) => steps[standing];
