// Own hash router: a place and, where it has one, an id. Never what was typed: addresses are not sealed.

export type Place = 'today' | 'documents' | 'trash' | 'review' | 'queue' | 'appeals' | 'settings' | 'one';
const places: readonly Place[] = [
  'today',
  'documents',
  'trash',
  'review',
  'queue',
  'appeals',
  'settings',
  'one',
];

export interface Where {
  place: Place;
  id: string | null;
}

/** Reads `#/documents/abc`; what is no place is Today. */
export function readHash(hash: string): Where {
  const [place = '', id] = hash.replace(/^#\/?/, '').split('/');
  const known = places.find((name) => name === place);
  return { place: known ?? 'today', id: known && id ? decodeURIComponent(id) : null };
}

/** The address of a place. */
export function hashOf(place: Place, id?: string | null): string {
  return id ? `#/${place}/${encodeURIComponent(id)}` : `#/${place}`;
}

export class Router {
  where = $state<Where>({ place: 'today', id: null });
  #listen = () => {
    this.where = readHash(location.hash);
  };

  constructor() {
    this.where = readHash(location.hash);
    addEventListener('hashchange', this.#listen);
  }

  go(place: Place, id?: string | null) {
    const hash = hashOf(place, id);
    if (location.hash === hash) return;
    location.hash = hash;
    this.where = readHash(hash);
  }

  back() {
    history.back();
  }

  stop() {
    removeEventListener('hashchange', this.#listen);
  }
}
