// What Today says while no step is next: that all is on track only where it is.

import { longDay } from '../../app/days';
import type { TodayView } from '../../ipc/bindings';
import { say, type Key } from '../../messages/say';

export interface QuietWords {
  /** Below the date. */
  lead: Key;
  title: string;
  text: string[];
}

export function quietWords(view: TodayView): QuietWords {
  const { nextDay, today } = view;
  const ahead = nextDay ? say('today.trackNext', { day: longDay(nextDay, today) }) : '';
  const unchecked = view.toCheck > 0 ? say('today.unchecked', { count: view.toCheck }) : '';
  const close = say('today.trackClose');
  if (view.putOff > 0) {
    const isToday = nextDay === today;
    const text = isToday ? [say('today.dayToday')] : [say('today.putOffText', { count: view.putOff }), ahead];
    return {
      lead: isToday ? 'today.lead.dayToday' : 'today.lead.putOff',
      title: say('today.putOff', { count: view.putOff }),
      text: [text.filter(Boolean).join(' '), unchecked].filter(Boolean),
    };
  }
  if (view.toCheck > 0 || view.lettersOpen > 0) {
    const open = view.lettersOpen > 0 ? say('today.open', { count: view.lettersOpen }) : '';
    return {
      lead: 'today.lead.none',
      title: nextDay ? say('today.ahead', { day: longDay(nextDay, today) }) : say('today.notAll'),
      text: [[open, unchecked].filter(Boolean).join(' '), close],
    };
  }
  return {
    lead: 'today.lead.none',
    title: say('today.track'),
    text: [[say('today.trackText'), ahead].filter(Boolean).join(' '), close],
  };
}
