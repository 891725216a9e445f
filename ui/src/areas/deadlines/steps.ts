// What the button of a next step says and opens.

import type { App } from '../../app/app.svelte';
import type { NextStepView } from '../../ipc/bindings';

export const stepWords = (step: NextStepView) => `today.do.${step.kind}` as const;

/** Opens the place where the step is done. */
export function doStep(app: App, step: NextStepView) {
  if (step.kind === 'look-at-queue') app.go('queue');
  else if (step.kind === 'ask-after-letter') app.go('sent', step.letter);
  else if (step.kind === 'act-on-day' && step.deadline) app.why(step.deadline, step.document);
  else if (step.document) app.go('review', step.document);
  else if (step.deadline) app.why(step.deadline);
  else app.go('documents');
}
