// Puts the chosen looks on the root: theme, density, text size, motion, and the width of the frame in words.

import type { SettingsView } from '../ipc/bindings';

/** What the frame is laid out by; the text size counts, so that 200 % reads like a window half as wide. */
export type Width = 'wide' | 'middle' | 'narrow';

export function widthOf(pixels: number, percent: number): Width {
  const width = (pixels * 100) / percent;
  if (width >= 1024) return 'wide';
  return width >= 640 ? 'middle' : 'narrow';
}

let percent = 100;

/** Measures the frame anew. */
export function measure() {
  document.documentElement.dataset.width = widthOf(innerWidth, percent);
}

/** Wears these looks; none are the system's. */
export function wear(settings: SettingsView | null) {
  const root = document.documentElement;
  if (settings && settings.theme !== 'system') root.dataset.theme = settings.theme;
  else delete root.dataset.theme;
  if (settings?.density === 'compact') root.dataset.density = 'compact';
  else delete root.dataset.density;
  if (settings?.reduceMotion) root.dataset.motion = 'less';
  else delete root.dataset.motion;
  percent = settings?.textSize ?? 100;
  root.style.fontSize = percent === 100 ? '' : `${percent}%`;
  measure();
}
