// The state of the window: where the app stands, the place shown, what lies over it (sheets, the drop), what can be
// undone. Screens read it by `useApp`; commands that change something go through `change`.

import { createContext, tick } from 'svelte';
import { events } from '../ipc/bindings';
import type {
  AppView,
  ChangeView,
  DropHoverView,
  DropTarget,
  ErrorView,
  PacketProgress,
  QueueView,
  RecordKind,
  SettingsView,
  TodayView,
  WhyView,
} from '../ipc/bindings';
import { asError, desk } from '../ipc/desk';
import { say } from '../messages/say';
import { Asked } from './asked.svelte';
import { Drafts } from './drafts';
import { wear } from './looks';
import { Router, type Place } from './router.svelte';

/** What lies over the screen, at most one at a time. */
export type Over =
  | { what: 'find' }
  | { what: 'keys' }
  | { what: 'words'; text: string }
  | { what: 'pause' }
  | { what: 'check-sheet' }
  | { what: 'why'; deadline: string | null; view: WhyView | null; document: string | null };

declare global {
  interface Window {
    /** Where the app stood when this window was made. */
    holdfastStart?: AppView;
  }
}

/** How long what is only mentioned stands, in milliseconds. */
const MENTIONED = 6000;

export class App {
  readonly router = new Router();
  readonly app = new Asked<AppView>();
  readonly today = new Asked<TodayView>();
  readonly queue = new Asked<QueueView>();
  readonly settings = new Asked<SettingsView>();
  readonly drafts = new Drafts();
  over = $state<Over | null>(null);
  drop = $state.raw<DropHoverView | null>(null);
  /** The target under the pointer, as the shell sees it. */
  aim = $state<DropTarget>('read');
  /** How far the packet is that is being put together. */
  packet = $state.raw<PacketProgress | null>(null);
  /** The last change, for the undo bar. */
  changed = $state.raw<ChangeView | null>(null);
  /** Takes the last change back where the journal holds nothing of it, such as a setting of this computer. */
  back = $state.raw<(() => Promise<boolean>) | null>(null);
  /** How many open forms take papers themselves: while there is one, filing leads away from none. */
  taking = 0;
  /** An error of something done from the frame or a list. */
  trouble = $state.raw<ErrorView | null>(null);
  /** Prints what is shown, where that takes more than the window's own printing. */
  printer: (() => void) | null = null;
  /** How often each kind of record changed; screens read again by it. */
  touched = $state<Record<RecordKind, number>>({
    documents: 0,
    reviews: 0,
    deadlines: 0,
    queue: 0,
    settings: 0,
    cases: 0,
    reminders: 0,
    'case-records': 0,
  });
  /** Said to screen readers, politely. */
  said = $state('');
  #stops: (() => void)[] = [];

  constructor() {
    // The program may send along where it stands, so that the first picture need not wait for an answer.
    this.app.view = window.holdfastStart ?? null;
    // of the start alone: a page that is loaded anew asks
    delete window.holdfastStart;
  }

  get phase() {
    return this.app.view?.phase ?? null;
  }
  get day() {
    return this.today.view?.today ?? this.app.view?.today ?? '';
  }

  /** Listens, asks where the app stands, and tells the shell when the first picture stood on the screen. */
  async start() {
    const painted = firstPicture();
    const listening = [
      events.changed.listen(({ payload }) => this.touch(payload.touched)),
      events.queueChanged.listen(() => void this.readQueue()),
      events.dropHover.listen(({ payload }) => this.hover(payload.over)),
      events.dropAim.listen(({ payload }) => (this.aim = payload.aim)),
      events.packetProgress.listen(({ payload }) => (this.packet = payload)),
      events.dropped.listen(() => void this.dropped()),
      events.locked.listen(() => void this.wasLocked()),
      // what comes due, or is received, while nobody looks
      events.whileLocked.listen(() => this.phase === 'locked' && void this.app.ask(desk.appState)),
      events.go.listen(({ payload }) => void this.goAsTold(payload.screen, payload.id)),
    ];
    await Promise.all([
      ...listening.map(async (stop) => this.#stops.push(await stop)),
      this.app.ask(desk.appState),
    ]);
    desk.painted(await painted).catch(() => undefined);
    if (this.phase === 'open') await this.opened();
    else void this.readLooks();
  }

  stop() {
    void this.drafts.flush();
    for (const stop of this.#stops.splice(0)) stop();
    this.router.stop();
  }

  /** Takes the app where `view` says it stands. */
  stand(view: AppView) {
    this.app.view = view;
    if (view.phase === 'open') {
      this.drafts.back();
      void this.opened();
    } else this.forget();
    if (view.phase === 'first-run') this.drafts.forget();
  }

  async opened() {
    await Promise.all([this.today.ask(desk.today), this.readQueue(), this.readLooks()]);
  }

  async readLooks() {
    if (await this.settings.ask(desk.settings)) wear(this.settings.view);
  }

  async readQueue() {
    const before = this.queue.view?.files.length ?? null;
    if (this.phase === 'open') {
      // files that came since are the last change now
      if ((await this.queue.ask(desk.queue)) && before !== null) {
        if ((this.queue.view?.files.length ?? 0) > before) this.isPast();
      }
    } else if (this.phase === 'locked') {
      await this.app.ask(desk.appState);
      // it opened by itself, with this computer's login
      if (this.app.view?.phase === 'open') await this.opened();
    }
  }

  touch(kinds: readonly RecordKind[]) {
    for (const kind of kinds) this.touched[kind]++;
    if (this.phase !== 'open') return;
    void this.today.ask(desk.today);
    if (kinds.includes('queue')) void this.readQueue();
    if (kinds.includes('settings') || kinds.includes('reminders')) void this.readLooks();
  }

  /** Does something that changes records: shows what was done with its undo, or the error. */
  async change(act: () => Promise<ChangeView>): Promise<boolean> {
    try {
      const change = await act();
      this.trouble = null;
      this.show(change);
      return true;
    } catch (thrown) {
      const error = asError(thrown);
      // nothing is wrong, and nothing is to be done: it is said where an undo is said, and goes by itself
      if (error.code === 'nothing-to-undo') this.mention(error.message);
      else this.trouble = error;
      return false;
    }
  }

  /** Says something in the place of the undo bar, for a while. */
  mention(said: string) {
    const mentioned: ChangeView = { said, undo: null, touched: [] };
    this.show(mentioned);
    setTimeout(() => {
      if (this.changed === mentioned) this.isPast();
    }, MENTIONED);
  }

  show(change: ChangeView, back: (() => Promise<boolean>) | null = null) {
    this.changed = change.said ? change : null;
    this.back = change.said ? back : null;
    this.said = change.said;
    this.touch(change.touched);
  }

  /** What the undo bar names is no longer the last change: the bar goes, Ctrl+Z stays. */
  isPast() {
    this.changed = null;
    this.back = null;
  }

  /** Puts a next step off. */
  async later(step: string) {
    if (await this.today.ask(() => desk.laterToday(step))) this.isPast();
  }

  /** Does something with the queue. */
  async inQueue(act: () => Promise<QueueView>) {
    const done = await this.queue.ask(act);
    if (done) this.isPast();
    return done;
  }

  async undo() {
    const back = this.back;
    if (this.changed && back) {
      if (await back()) this.show({ said: say('do.undone'), undo: null, touched: [] });
      return;
    }
    const number = this.changed?.undo;
    await this.change(number ? () => desk.undoChange(number) : desk.undo);
  }
  redo = () => this.change(desk.redo);

  print() {
    if (this.printer) this.printer();
    else window.print();
  }

  /** Lets the person choose papers, and does with them what dropping them there would do. */
  addDocuments = (to: DropTarget = 'read') => this.#add(() => desk.addDocuments(to));
  /** Files what was copied in a file manager. */
  pasteDocuments = () => this.#add(desk.pasteDocuments);

  async #add(act: () => Promise<QueueView>) {
    const before = this.queue.view?.files.length ?? 0;
    try {
      const queue = await act();
      this.queue.view = queue;
      if (queue.files.length > before) this.isPast();
      if (this.taking === 0 && queue.files.length > 0 && (queue.running || queue.files.length > before))
        this.go('queue');
    } catch (thrown) {
      this.trouble = asError(thrown);
    }
  }

  hover(over: DropHoverView | null) {
    this.drop = over;
    if (!over) this.aim = 'read';
  }

  get settingUp() {
    return this.phase === 'first-run' || this.phase === 'recovery';
  }

  /** The first letter came in the last step of the setup: the vault is open by now. */
  async endSetup() {
    if ((await this.app.ask(desk.appState)) && this.app.view?.phase === 'open') void this.opened();
  }

  async dropped() {
    this.hover(null);
    if (this.settingUp) await this.endSetup();
    await this.readQueue();
    if (this.phase === 'open' && this.taking === 0) this.go('queue');
  }

  async lock() {
    try {
      // the last key pressed may not have reached the draft yet
      await tick();
      await this.drafts.flush();
      this.stand(await desk.lock());
    } catch (thrown) {
      this.trouble = asError(thrown);
    }
  }

  async hide() {
    await tick();
    // what was typed is on its way to the vault before it locks; nothing waits for the answer
    const kept = this.drafts.flush();
    // nothing of the case may stand in the window while it goes away
    this.forget();
    try {
      await kept;
      await desk.hide();
    } catch (thrown) {
      this.trouble = asError(thrown);
    } finally {
      // also where it failed: the window shows what is, not what was wished
      await this.app.ask(desk.appState);
    }
  }

  async wasLocked() {
    this.forget();
    await this.app.ask(desk.appState);
  }

  /** Takes all of the case out of the window. */
  forget() {
    this.drafts.leave();
    this.over = null;
    this.changed = null;
    this.back = null;
    this.trouble = null;
    this.said = '';
    this.today.clear();
    this.queue.clear();
    if (this.app.view?.phase === 'open')
      this.app.view = { ...this.app.view, phase: 'locked', caseName: null };
  }

  go(place: Place, id?: string | null, part?: string | null) {
    this.over = null;
    this.router.go(place, id, part);
  }

  /** Opens the sample case, in place of a vault of one's own. */
  async openSample() {
    this.drafts.forget();
    this.router.go('today');
    this.stand(await desk.openSample());
  }

  /** Opens what the tray or a notice asked for. */
  async goAsTold(screen: string, id: string | null) {
    // the vault may have been opened meanwhile: by a letter in the last step of the setup, or as the sample
    if (this.phase !== 'open') await this.endSetup();
    if (screen === 'queue') this.go('queue');
    else if (screen === 'deadline' && id) {
      this.go('today');
      this.why(id);
    } else this.go('today');
  }

  /** Explains the hard words of what lies on top: a sheet, or the screen. */
  explain() {
    if (this.over?.what === 'words') {
      this.over = null;
      return;
    }
    const sheets = [...document.querySelectorAll<HTMLElement>('[role="dialog"], dialog[open]')];
    const top = sheets.at(-1) ?? document.getElementById('main') ?? document.body;
    this.over = { what: 'words', text: top.innerText };
  }

  why(deadline: string, document: string | null = null) {
    this.over = { what: 'why', deadline, view: null, document };
  }
  /** Why a date that is not saved yet. */
  whyView(view: WhyView, document: string) {
    this.over = { what: 'why', deadline: null, view, document };
  }
}

/** The moment (milliseconds of Unix time) at which the first picture stands: two frames on. */
function firstPicture(): Promise<number> {
  return new Promise((tell) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => tell(performance.timeOrigin + performance.now())),
    ),
  );
}

export const [useApp, provideApp] = createContext<App>();
