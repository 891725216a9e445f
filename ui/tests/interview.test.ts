import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { start } from './window';

const asks = ['Who is the plan through?', 'What kind of employer?'];
/** Two questions of three answers each, then a kind. */
function interview(args: { answers: number[] }) {
  const answers = args.answers;
  const ask = asks[answers.length];
  const says = (n: number, answer: number) => `Answer ${answer + 1} of question ${n + 1}`;
  return {
    answers,
    number: Math.min(answers.length + 1, 2),
    of: 2,
    question: ask
      ? {
          id: `q${answers.length}`,
          ask,
          tip: null,
          answers: [0, 1, 2].map((n) => ({ say: says(answers.length, n), unsure: false })),
        }
      : null,
    soFar: answers.map((answer, n) => ({ asked: asks[n], answered: says(n, answer) })),
    evidence: [],
    found: ask
      ? null
      : {
          kind: 'church',
          name: 'Church plan',
          law: null,
          lawSource: null,
          regulator: null,
          steps: [],
          moves: [],
        },
  };
}

it('begins again with the answers that were saved, chosen and to be changed', async () => {
  location.hash = '#/plan/interview';
  start({ interview, saved_interview: [1, 2], read_draft: null });
  // the earlier answer stands beside, the last one is chosen
  expect(await screen.findByText('Answer 2 of question 1')).toBeVisible();
  await waitFor(() => expect(screen.getByTestId('answer-3')).toBeChecked());
  screen.getByTestId('interview-back').click();
  await screen.findByText(asks[0] as string);
  await waitFor(() => expect(screen.getByTestId('answer-2')).toBeChecked());
  // with another answer before it, the next one is open
  screen.getByTestId('answer-1').click();
  screen.getByTestId('interview-next').click();
  await screen.findByText(asks[1] as string);
  expect(screen.getByTestId('answer-3')).not.toBeChecked();
});
