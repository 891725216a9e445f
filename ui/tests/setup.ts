import '@testing-library/jest-dom/vitest';

// jsdom lays nothing out: sizes never change there.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
