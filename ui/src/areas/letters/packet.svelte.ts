// A packet as it is wanted and as it came out: its limit, its parts, what is blacked out, and how far it is.

import { Asked } from '../../app/asked.svelte';
import type { PacketOptions, PacketProgress, PacketView } from '../../ipc/bindings';
import { desk } from '../../ipc/desk';

/** A box on a page, its cover sheet not counted, in shares of its width and height from its upper left. */
export interface Mark {
  page: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
/** What is seen at a time: a page of the packet, or a page of the cover sheet of one of its parts. */
export interface Leaf {
  /** The page of the packet; of a cover sheet, the one after it. */
  page: number;
  /** The part whose cover sheet it is, from 0. */
  part: number | null;
  /** Which page of the cover sheet, from 1. */
  sheet: number;
}
/** All that goes out, in order. */
export function leavesOf(view: PacketView | null): Leaf[] {
  const pages = (first: number, last: number): Leaf[] =>
    Array.from({ length: last - first + 1 }, (_, n) => ({ page: first + n, part: null, sheet: 0 }));
  if (!view) return [];
  if (view.files.length === 0) return pages(1, view.pages);
  return view.files.flatMap((file, part) => {
    const covers = Math.max(0, file.pages - (file.last - file.first + 1));
    const sheets = Array.from({ length: covers }, (_, n) => ({ page: file.first, part, sheet: n + 1 }));
    return [...sheets, ...pages(file.first, file.last)];
  });
}
export type Way = 'any' | 'pages' | 'mb';
/** What a fax and a web page take at a time, where nothing else is known. */
const USUAL = { any: 0, pages: 50, mb: 10 };

/** Over all packets of this window: a page that was looked at before must not be shown again as it was then. */
let builds = 0;
/** Told apart from a window that was loaded before, whose questions may still be on their way. */
const WINDOW = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
/** Questions of this window: two can reach the program in the other order, and the newest counts. */
let turns = 0;

export class PacketMaking {
  readonly asked = new Asked<PacketView>();
  cover = $state(false);
  way = $state<Way>('any');
  most = $state(0);
  split = $state(false);
  shrink = $state(false);
  /** What is blacked out in the packet that is shown, or is being put together. */
  words = $state.raw<string[]>([]);
  boxes = $state.raw<Mark[]>([]);
  /** Boxes fell away, since the pages moved. */
  boxesGone = $state(false);
  progress = $state.raw<PacketProgress | null>(null);
  /** Counts the times it was put together: the same page may look otherwise. */
  build = $state(0);
  readonly #id: string;
  #marked = '';
  #turn = 0;

  constructor(id: string) {
    this.#id = id;
  }

  get view() {
    return this.asked.view;
  }
  get isOver() {
    const view = this.view;
    if (!view || this.way === 'any' || this.most < 1) return false;
    return this.way === 'pages' ? view.pages > this.most : view.bytes > this.most * 1_000_000;
  }
  get options(): PacketOptions {
    const most = (way: Way) => (this.split && this.way === way && this.most > 0 ? this.most : null);
    return {
      cover: this.cover,
      maxPages: most('pages'),
      maxMb: most('mb'),
      shrink: this.shrink,
      redact: { words: this.words, boxes: this.boxes },
    };
  }

  /** Puts it together as it is wanted now. */
  async make() {
    this.progress = null;
    const turn = (this.#turn = ++turns);
    if (!(await this.asked.ask(() => desk.showPacket(this.#id, this.options, WINDOW, turn)))) return;
    this.build = ++builds;
    if (this.boxes.length > 0 && this.#pages() !== this.#marked) {
      // a box on another page than the one it was marked on would cover the wrong thing
      this.boxes = [];
      this.boxesGone = true;
      await this.make();
    }
  }
  /** Calls off what this packet asked for, and nothing that was asked for since. */
  async stop() {
    await desk.stopPacket(WINDOW, this.#turn);
  }
  /** Another way, with what is usual for it. */
  choose(way: Way) {
    this.way = way;
    this.most = USUAL[way];
    if (this.split) return this.whole();
    return undefined;
  }
  async part() {
    this.split = true;
    await this.make();
  }
  async whole() {
    this.split = false;
    await this.make();
  }
  async sharper(on: boolean) {
    this.shrink = !on;
    await this.make();
  }
  async blackOut(words: string[], boxes: Mark[]) {
    this.words = words;
    this.boxes = boxes;
    this.boxesGone = false;
    this.#marked = this.#pages();
    await this.make();
  }

  /** Where each part stands, its cover sheet not counted. */
  #pages() {
    const view = this.view;
    const parts = view?.parts.filter((part) => part.first > view.front) ?? [];
    return JSON.stringify(parts.map((part) => [part.title, part.first - (view?.front ?? 0), part.count]));
  }
}
