import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { answers, app } from './fixtures/case';
import { called, start, type } from './window';

const whole = 'five plain words of one';
const strong = answers.passphrase_strength as object;

/** First run, at the passphrase, with a strength that is told by what stands there. */
async function atPassphrase(strength: (typed: string) => unknown) {
  start({
    app_state: { ...app, phase: 'first-run' },
    passphrase_strength: ({ passphrase }: { passphrase: string }) => strength(passphrase),
  });
  const next = await screen.findByTestId('first-vault-next');
  await waitFor(() => expect(next).toHaveAttribute('aria-disabled', 'false'));
  next.click();
  await screen.findByTestId('passphrase');
}

function typeBoth(words: string) {
  type(screen.getByTestId('passphrase'), words);
  type(screen.getByTestId('passphrase-again'), words);
}

it('goes by the whole passphrase, not by what is known of the half typed one', async () => {
  await atPassphrase((typed) => ({ ...strong, enough: typed === whole }));
  type(screen.getByTestId('passphrase'), 'five');
  await waitFor(() => expect(called('passphrase_strength')).toHaveLength(1));
  typeBoth(whole);
  screen.getByTestId('passphrase-next').click();
  expect(await screen.findByTestId('sheet')).toBeInTheDocument();
});

it('makes no vault with a passphrase that is too weak, and says so', async () => {
  await atPassphrase(() => ({ ...strong, enough: false, say: 'Too short. Add a word.' }));
  typeBoth('five');
  screen.getByTestId('passphrase-next').click();
  expect(await screen.findByText('Too short. Add a word.')).toBeInTheDocument();
  expect(called('create_vault')).toHaveLength(0);
});
