import { screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { readDistances } from '../src/areas/settings/distances';
import { settings } from './fixtures/case';
import { called, start } from './window';

it('changes a setting at once and takes it back', async () => {
  location.hash = '#/settings/looks';
  let now = { ...settings };
  start({
    settings: () => now,
    set_setting: ({ request }: { request: { name: string; value: string } }) =>
      (now = { ...now, [request.name]: JSON.parse(request.value) as unknown }),
  });
  const select = (await screen.findByTestId('set-theme')) as HTMLSelectElement;
  select.value = 'dark';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
  expect(await screen.findByTestId('undo-bar')).toHaveTextContent('Changed “Light or dark”.');
  screen.getByTestId('undo').click();
  await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined());
  expect(called('set_setting').map((call) => call.args)).toEqual([
    { request: { name: 'theme', value: '"dark"' } },
    { request: { name: 'theme', value: '"system"' } },
  ]);
  expect(called('undo')).toHaveLength(0);
});

it('says why a setting stays, and shows it as it is', async () => {
  location.hash = '#/settings/lock';
  start({
    set_setting: () =>
      Promise.reject({ code: 'keychain', message: 'The key store did not answer.', hint: 'Log in anew.' }),
  });
  (await screen.findByTestId('set-keychain')).click();
  expect(await screen.findByText('The key store did not answer.')).toBeVisible();
  expect(screen.getByTestId('set-keychain')).toHaveAttribute('aria-checked', 'false');
  expect(screen.queryByTestId('undo-bar')).toBeNull();
});

it('reads distances, and nothing else', () => {
  expect(readDistances('14, 7,1')).toEqual([14, 7, 1]);
  for (const bad of ['', '14 7', 'a week', '1.5', '-3', '14,,7']) expect(readDistances(bad)).toBeNull();
});
