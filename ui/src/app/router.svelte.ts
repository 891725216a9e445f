// Own hash router: a place and, where it has one, an id. Never what was typed: addresses are not sealed.

export type Place =
  | 'today'
  | 'documents'
  | 'trash'
  | 'review'
  | 'queue'
  | 'appeals'
  | 'letter'
  | 'packet'
  | 'form'
  | 'checklist'
  | 'claims'
  | 'claim'
  | 'sent'
  | 'plan'
  | 'versions'
  | 'treatment'
  | 'settings'
  | 'one';
const places: readonly Place[] = [
  'today',
  'documents',
  'trash',
  'review',
  'queue',
  'appeals',
  'letter',
  'packet',
  'form',
  'checklist',
  'claims',
  'claim',
  'sent',
  'plan',
  'treatment',
  'versions',
  'settings',
  'one',
];

export interface Where {
  place: Place;
  id: string | null;
  /** A part of it: a fact of a letter, or `date` for the facts a date hangs on; the newer of two plan books; a
   *  gap of a letter. */
  part: string | null;
}

/** Reads `#/documents/abc`, `#/review/abc/date`; what is no place is Today. */
export function readHash(hash: string): Where {
  const [place = '', id, part] = hash.replace(/^#\/?/, '').split('/');
  const known = places.find((name) => name === place);
  return {
    place: known ?? 'today',
    id: known && id ? decodeURIComponent(id) : null,
    part: known && id && part ? decodeURIComponent(part) : null,
  };
}

/** The address of a place. */
export function hashOf(place: Place, id?: string | null, part?: string | null): string {
  return [`#/${place}`, ...(id ? [id, ...(part ? [part] : [])].map(encodeURIComponent) : [])].join('/');
}

export class Router {
  where = $state<Where>({ place: 'today', id: null, part: null });
  #listen = () => {
    this.where = readHash(location.hash);
  };

  constructor() {
    this.where = readHash(location.hash);
    addEventListener('hashchange', this.#listen);
  }

  go(place: Place, id?: string | null, part?: string | null) {
    const hash = hashOf(place, id, part);
    if (location.hash === hash) return;
    location.hash = hash;
    this.where = readHash(hash);
  }

  /** Takes the part off the address: it was shown, and going there again shows it again. */
  settle(place: Place, id: string) {
    history.replaceState(null, '', hashOf(place, id));
    this.where = readHash(location.hash);
  }

  back() {
    history.back();
  }

  stop() {
    removeEventListener('hashchange', this.#listen);
  }
}
