// One paper while it is looked at: its pages, which of them is in sight, what is looked for in it, printing it.

import { tick } from 'svelte';
import { Asked } from '../../app/asked.svelte';
import type { DocumentView } from '../../ipc/bindings';
import { pictured } from './printing';

export class Paper {
  readonly asked = new Asked<DocumentView>();
  /** Words to find in this paper alone; none while the search of the list counts. */
  within = $state<string | null>(null);
  /** Where they are typed. */
  field = $state<HTMLInputElement | null>(null);
  /** What holds the pages. */
  pages = $state<HTMLElement | null>(null);
  page = $state(1);
  printing = $state(false);
  readonly #words: () => string;
  /** The words whose first hit was turned to. */
  #turned = '';

  readonly view = $derived(this.asked.view);
  readonly hitPages = $derived.by(() => {
    const pages = this.view?.hits.map((hit) => hit.page) ?? [];
    return pages.filter((page, n) => pages.indexOf(page) === n).sort((a, b) => a - b);
  });

  /** `words`: what the search of the list looks for. */
  constructor(words: () => string) {
    this.#words = words;
  }

  get found(): string {
    return this.within ?? this.#words();
  }

  turnTo(number: number) {
    this.pages?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
    this.page = number;
  }

  /** A search opens at its first hit. */
  turnToHit() {
    const first = this.hitPages[0];
    if (this.found === this.#turned || first === undefined || !this.pages) return;
    this.#turned = this.found;
    queueMicrotask(() => this.turnTo(first));
  }

  find = async () => {
    this.within ??= this.#words();
    await tick();
    this.field?.select();
    this.field?.focus();
  };

  endFind = () => {
    this.within = null;
    this.pages?.focus();
  };

  print = async () => {
    if (this.printing) return;
    this.printing = true;
    await tick();
    await pictured(this.pages);
    window.print();
    this.printing = false;
  };

  /** The page in sight is the last one whose top is above the upper third. */
  scrolled = () => {
    const pages = this.pages;
    if (!pages) return;
    const top = pages.getBoundingClientRect().top + pages.clientHeight / 3;
    for (const each of pages.querySelectorAll<HTMLElement>('[data-page]')) {
      if (each.getBoundingClientRect().top <= top) this.page = Number(each.dataset.page);
    }
  };
}
