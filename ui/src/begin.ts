// Puts the window in the place of the mark that stood there while it was loaded.

import { mount } from 'svelte';
import Frame from './app/Frame.svelte';
import { measure } from './app/looks';

export function begin() {
  measure();
  addEventListener('resize', measure);
  const target = document.getElementById('app');
  if (!target) return;
  target.replaceChildren();
  mount(Frame, { target });
}
