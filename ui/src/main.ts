// The mark of index.html is on the screen before any of the program is worked through; then the window begins.

import './styles/main.css';

requestAnimationFrame(() =>
  // the second frame comes after the first was drawn
  requestAnimationFrame(() => void import('./begin').then(({ begin }) => begin())),
);
