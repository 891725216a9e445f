import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { mark } from './mark';

export default defineConfig({
  plugins: [svelte(), svelteTesting(), mark()],
  clearScreen: false,
  server: { port: 5317, strictPort: true },
  build: {
    target: 'safari16.4',
    modulePreload: { polyfill: false },
    // The policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    testTimeout: 30_000,
  },
});
