// Pictures of every screen from the built page with a mocked program: to compare with the mockups while developing.
// `npm run build && npm run pictures -- <folder> [axe]`. The pictures of the README come from the real app instead.
//
// With `axe`, each screen is also checked by axe-core, and any violation ends the run with an error.

import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer as viteServer } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'dist');
const out = process.argv[2] ?? join(here, '..', 'dist-pictures');
const axe = process.argv.includes('axe')
  ? readFileSync(join(here, '../node_modules/axe-core/axe.min.js'), 'utf8')
  : null;
mkdirSync(out, { recursive: true });

const vite = await viteServer({
  root: join(here, '..'),
  server: { middlewareMode: true },
  logLevel: 'error',
});
const {
  answers,
  letterOf,
  app,
  today,
  todaySooner,
  soonerWhy,
  searched,
  found,
  many,
  planKind,
  review,
  queueDone,
  why,
} = await vite.ssrLoadModule('/tests/fixtures/case.ts');
await vite.close();

const letter = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 490 634"><rect width="490" height="634" fill="#fff"/><g font-family="serif" font-size="10" fill="#1b1b1b"><text x="38" y="46" font-size="14" font-weight="bold">LARKMOOR HEALTH</text><text x="38" y="84">NORA HALE</text><text x="361" y="84">November 12, 2026</text><text x="378" y="130">26-300-55172-01</text><text x="38" y="160" font-size="15" font-weight="bold">Explanation of Benefits</text><text x="38" y="260">10/05/26 – 10/22/26   96365 × 6   2,040.00</text><text x="38" y="350">Amount you may owe your provider: $3,150.00</text><text x="38" y="418">E7  This service is considered experimental or investigational</text><text x="38" y="457">N2  Our records show no approval in advance for this service.</text><text x="38" y="506">You may ask us to review this decision within 180 days.</text></g></svg>`;
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'";
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://x').pathname);
  if (path.startsWith('/picture-')) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(letter);
    return;
  }
  try {
    const file = path === '/' ? '/index.html' : path;
    const body = readFileSync(join(dist, file));
    response
      .writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      })
      .end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
  headless: true,
});
const locked = { ...app, phase: 'locked', caseName: null, receivedWhileLocked: 2 };
// an answer of this form is given as an error of the program
const trouble = {
  refused: {
    code: 'file-damaged',
    message: 'A part of your vault cannot be read. The sealed papers are safe.',
    hint: 'Try it again. If it stays so, check all seals in Settings.',
  },
};
const quiet = { ...today, today: '2026-11-25', next: null, days: today.days.slice(0, 1) };
const sooner = { ...review.date, why: soonerWhy };
const passed = {
  ...today.days[1],
  deadline: 'd9',
  date: '2026-06-27',
  days: -149,
  title: 'Appeal to Larkmoor Health: June 27 has passed',
  note: 'There may still be a way. From ‘Denial letter, January 4’.',
  state: 'passed',
  line: null,
};
const passedWhy = {
  ...why,
  deadline: { ...why.deadline, state: 'passed', due: '2026-06-27' },
  lead: 'June 27 has passed. There may still be a way.',
  ways: [
    'You can ask them in writing to take it late, and say why it came late.',
    'Your doctor can ask again with new facts. A new no starts a new time.',
  ],
};
const screens = [
  ['today', '#/today', {}],
  ['today-passed', '#/today', { today: { ...today, days: [...today.days.slice(0, 2), passed] } }],
  [
    'deadline-why-passed',
    '#/appeals',
    { why: passedWhy },
    (page) => page.getByTestId('ladder-why-2').click(),
  ],
  [
    'documents-undo',
    '#/documents',
    { documents: many },
    async (page) => {
      await page.getByTestId('row-1').click();
      await page.keyboard.press('Delete');
      await page.getByTestId('undo-bar').waitFor();
    },
  ],
  ['today-quiet', '#/today', { today: quiet }],
  ['today-empty', '#/today', { today: { ...quiet, days: [], waiting: [], empty: true, toCheck: 0 } }],
  [
    'letter-review',
    '#/review/doc-eob',
    {},
    async (page) => {
      await page.getByTestId('choice-received_date-1').check();
      await page.getByTestId('choice-claim.member_owes-1').check();
    },
  ],
  [
    'letter-review-plan',
    '#/review/doc-eob',
    { review: { ...review, questions: [planKind, ...review.questions] } },
    async (page) => {
      await page.getByTestId('choice-plan.kind-1').check();
      await page.getByTestId('then-plan.kind-1').check();
    },
  ],
  [
    'letter-review-nothing',
    '#/review/doc-eob',
    {
      review: {
        ...review,
        questions: [],
        more: [],
        sure: [],
        kinds: [
          { value: 'denial', say: 'A letter that says no' },
          { value: 'eob', say: 'A benefits statement' },
          { value: 'bill', say: 'A bill' },
        ],
        date: { headline: 'No date yet', say: 'Pick what it is first.', why: null, open: 0 },
      },
    },
  ],
  ['today-sooner', '#/today', { today: todaySooner }],
  ['letter-review-sooner', '#/review/doc-eob', { review: { ...review, more: 2, date: sooner } }],
  ['letter-review-not-back', '#/review/doc-eob', { draft: trouble }],
  ['one-thing-sooner', '#/one', { today: todaySooner }],
  ['documents', '#/documents', {}],
  ['documents-many', '#/documents', { documents: many }],
  [
    'documents-empty',
    '#/documents',
    { documents: { documents: [], total: 0, inTrash: 0, kinds: [], didYouMean: null } },
  ],
  ['documents-trouble', '#/documents', { documents: trouble }],
  ['today-trouble', '#/today', { today: trouble }],
  [
    'documents-search',
    '#/documents',
    { documents: searched, document: found },
    async (page) => {
      await page.getByTestId('search').fill('medical necessity');
      await page.waitForTimeout(300);
    },
  ],
  ['trash', '#/trash', {}],
  ['import-queue', '#/queue', {}],
  ['import-queue-done', '#/queue', { queue: queueDone }],
  ['import-queue-empty', '#/queue', { queue: { files: [], done: 0, total: 0, running: false } }],
  ['appeals', '#/appeals', {}],
  ['after-decision', '#/appeals', {}, (page) => page.getByTestId('after-see').click()],
  ['share-without-names', '#/appeals', {}, (page) => page.getByTestId('share-open').click()],
  ['checklist', '#/checklist', {}],
  ['checklist-about', '#/checklist', {}, (page) => page.getByTestId('more-pharmacy').click()],
  ['checklist-trouble', '#/checklist', { checklist: trouble }],
  ['records-request', '#/checklist', {}, (page) => page.getByTestId('ask-infusion-notes').click()],
  [
    'print-out',
    '#/checklist',
    {},
    async (page) => {
      await page.getByTestId('more-pharmacy').click();
      await page.getByTestId('rows-pharmacy').click();
    },
  ],
  ['deadline-why', '#/appeals', {}, (page) => page.getByTestId('ladder-why-2').click()],
  [
    'deadline-why-sooner',
    '#/appeals',
    { why: soonerWhy },
    (page) => page.getByTestId('ladder-why-2').click(),
  ],
  ['settings', '#/settings/lock', {}],
  [
    'settings-check-sheet',
    '#/settings/lock',
    { check_recovery: trouble },
    async (page) => {
      await page.getByTestId('set-check').click();
      await page.getByTestId('check-words').fill('1. harbor, 2. velvet');
      await page.getByTestId('check-do').click();
      await page.getByTestId('trouble').waitFor();
    },
  ],
  [
    'settings-new-sheet',
    '#/settings/lock',
    {},
    async (page) => {
      await page.getByTestId('set-sheet').click();
      await page.getByTestId('ask-yes').click();
      await page.getByTestId('new-sheet').waitFor();
    },
  ],
  [
    'settings-new-sheet-leave',
    '#/settings/lock',
    {},
    async (page) => {
      await page.getByTestId('set-sheet').click();
      await page.getByTestId('ask-yes').click();
      await page.getByTestId('new-sheet').waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('ask-no').waitFor();
    },
  ],
  ['today-sheet', '#/today', { today: { ...today, sheetWanted: true, sheetBrokeOff: true } }],
  ['settings-looks', '#/settings/looks', {}],
  ['settings-reminders', '#/settings/reminders', {}],
  ['settings-vault', '#/settings/vault', {}],
  [
    'find',
    '#/today',
    {},
    async (page) => {
      await page.getByTestId('top-find').click();
      await page.getByTestId('find-words').fill('claim');
    },
  ],
  ['keys', '#/today', {}, (page) => page.keyboard.press('?')],
  ['one-thing', '#/one', {}],
  [
    'drop-overlay',
    '#/today',
    {},
    (page) =>
      page.evaluate(() =>
        window.emitMock('drop-hover', {
          over: { files: 5, inFolders: 0, summary: '4 PDFs and 1 photo, 12 MB', refused: [] },
        }),
      ),
  ],
  ['letter', '#/letter/l1', {}],
  ['letter-bare', '#/letter/l1', {}, (page) => page.getByTestId('show-bare').click()],
  ['letter-gap', '#/letter/l1/reference', {}],
  ['letter-final', '#/letter/l1', { letter: { ...letterOf, isFinal: true } }],
  ['letter-kinds', '#/appeals', {}, (page) => page.getByTestId('write-other').click()],
  ['packet', '#/packet/l1', {}],
  ['locked', '', { app_state: locked }],
  [
    'trouble',
    '',
    {
      app_state: {
        ...app,
        phase: 'trouble',
        trouble: {
          code: 'vault-damaged',
          message: 'A part of your vault cannot be read. The sealed papers are safe.',
          hint: 'Try it again, or open a copy of the folder.',
        },
      },
    },
  ],
  ['first-run-vault', '', { app_state: { ...app, phase: 'first-run' } }],
  [
    'first-run-passphrase',
    '',
    { app_state: { ...app, phase: 'first-run' } },
    async (page) => {
      await page.getByTestId('first-vault-next').click();
      await page.getByTestId('passphrase-use').click();
      await page.waitForTimeout(200);
    },
  ],
  ['first-run-recovery', '', { app_state: { ...app, phase: 'recovery' } }],
];
const only = process.env.ONLY?.split(',');
const looks = (process.env.LOOKS ?? 'light-1280x800,dark-1280x800,light-900x700,dark-900x700').split(',');
let bad = 0;

for (const look of looks) {
  const [theme, sizes] = look.split('-');
  const [width, height] = sizes.split('x').map(Number);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    bypassCSP: axe !== null,
  });
  for (const [name, hash, changed, act] of screens) {
    if (only && !only.includes(name)) continue;
    const page = await context.newPage();
    page.on('console', (line) => {
      // the browser of this script knows no page: scheme; a picture that is not there is drawn as lines
      if (line.type() !== 'error' || /UNKNOWN_URL_SCHEME|404|page:/.test(line.text())) return;
      bad++;
      console.error(`${name}: ${line.text()}`);
    });
    page.on('pageerror', (error) => (bad++, console.error(`${name}: ${error}`)));
    await page.addInitScript(
      (given) => {
        const listeners = new Map();
        let next = 1;
        const callbacks = new Map();
        window.emitMock = (event, payload) => {
          for (const id of listeners.get(event) ?? []) callbacks.get(id)?.({ event, id, payload });
        };
        window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: () => {} };
        window.__TAURI_INTERNALS__ = {
          transformCallback: (callback) => {
            callbacks.set(next, callback);
            return next++;
          },
          invoke: async (command, args) => {
            if (command === 'plugin:event|listen') {
              listeners.set(args.event, [...(listeners.get(args.event) ?? []), args.handler]);
              return args.handler;
            }
            if (given[command]?.refused) throw given[command].refused;
            if (command in given) return structuredClone(given[command]);
            throw new Error(`no answer for ${command}`);
          },
        };
      },
      { ...answers, ...changed },
    );
    await page.goto(address + hash);
    await page.waitForTimeout(250);
    await page.evaluate(() => document.fonts.ready);
    if (act) await act(page);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(out, `${name}-${look}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) {
      bad++;
      console.error(`${name} ${look}: ${wide} px too wide`);
    }
    // whatever is scrolled into view, the frame itself stays where it is
    const tall = await page.evaluate(() => {
      const frames = [
        document.documentElement,
        document.body,
        ...document.querySelectorAll('#app, .app, .app main'),
      ];
      const scrolled = (frame) => {
        frame.scrollTop = 10_000;
        const by = frame.scrollTop;
        frame.scrollTop = 0;
        return by;
      };
      return Math.max(...frames.map(scrolled));
    });
    if (tall > 0) {
      bad++;
      console.error(`${name} ${look}: the frame can be scrolled by ${tall} px`);
    }
    if (axe) {
      await page.evaluate(axe);
      const found = await page.evaluate(() =>
        window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
      );
      for (const each of found.violations) {
        bad++;
        console.error(
          `${name} ${look}: ${each.id}: ${each.help}: ${each.nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 140))
            .join(' | ')}`,
        );
      }
    }
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
if (bad > 0) {
  console.error(`${bad} findings`);
  process.exitCode = 1;
} else console.log('no findings');
