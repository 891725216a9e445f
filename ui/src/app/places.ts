// The places at left, from one table: a place that a later release brings is one more row.

import FilesIcon from '@lucide/svelte/icons/files';
import ScaleIcon from '@lucide/svelte/icons/scale';
import SettingsIcon from '@lucide/svelte/icons/settings';
import PlanIcon from '@lucide/svelte/icons/shield-check';
import SunIcon from '@lucide/svelte/icons/sun';
import SyringeIcon from '@lucide/svelte/icons/syringe';
import type { Key } from '../messages/say';
import type { Place } from './router.svelte';

export interface NavRow {
  place: Place;
  name: Key;
  icon: typeof SunIcon;
  /** Stands at the foot, apart from the places of the case. */
  foot: boolean;
}

export const navRows: readonly NavRow[] = [
  { place: 'today', name: 'nav.today', icon: SunIcon, foot: false },
  { place: 'documents', name: 'nav.documents', icon: FilesIcon, foot: false },
  { place: 'appeals', name: 'nav.appeals', icon: ScaleIcon, foot: false },
  { place: 'plan', name: 'nav.plan', icon: PlanIcon, foot: false },
  { place: 'treatment', name: 'nav.treatment', icon: SyringeIcon, foot: false },
  { place: 'settings', name: 'nav.settings', icon: SettingsIcon, foot: true },
];

/** The row a place belongs to. */
export function rowOf(place: Place): Place {
  if (['checklist', 'claims', 'claim', 'sent', 'letter', 'packet', 'form'].includes(place)) return 'appeals';
  if (place === 'versions') return 'plan';
  return place === 'review' || place === 'queue' || place === 'trash' ? 'documents' : place;
}
