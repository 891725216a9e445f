import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// A computer with much else to do is slow, and nothing here is about time.
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out: sizes never change there.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
