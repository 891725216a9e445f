// A setting acts at once, says what was changed, and can be taken back.

import type { SettingsView } from '../ipc/bindings';
import { desk } from '../ipc/desk';
import { say, type Key } from '../messages/say';
import type { App } from './app.svelte';
import { monthDay } from './days';
import { wear } from './looks';

export type SettingName = keyof SettingsView;
/** Changes one setting; false where it stayed as it was. */
export type SetSetting = (name: SettingName, value: unknown) => Promise<boolean>;

const names: Partial<Record<SettingName, Key>> = {
  theme: 'set.theme',
  density: 'set.density',
  textSize: 'set.textSize',
  reduceMotion: 'set.motion',
  singleKeys: 'set.singleKeys',
  lockMinutes: 'set.lockAfter',
  lockOnClose: 'set.lockClose',
  keychain: 'set.keychain',
  noticeLevel: 'set.sayHead',
  reminderTime: 'set.time',
  quietFrom: 'set.quietFrom',
  quietTo: 'set.quietTo',
  safeDayDistances: 'set.safeDays',
  lastDayDistances: 'set.lastDays',
  autostart: 'set.autostart',
};

async function put(app: App, name: SettingName, value: unknown): Promise<boolean> {
  const done = await app.settings.ask(() => desk.setSetting({ name, value: JSON.stringify(value) }));
  wear(app.settings.view);
  return done;
}

/** Changes one setting and offers to take it back. */
export async function changeSetting(app: App, name: SettingName, value: unknown): Promise<boolean> {
  const before = app.settings.view?.[name];
  if (!(await put(app, name, value))) return false;
  const key = names[name];
  app.show(
    { said: key ? say('set.did', { name: say(key) }) : '', undo: null, touched: [] },
    before === undefined ? null : () => put(app, name, before),
  );
  return true;
}

/** Lets reminders rest until this day, or no longer; offers to take it back. */
export async function pauseUntil(app: App, day: string | null): Promise<boolean> {
  const before = app.settings.view?.pausedUntil ?? null;
  const ask = async (until: string | null) => {
    const done = await app.settings.ask(() => desk.pauseReminders(until));
    if (done) await app.today.ask(desk.today);
    return done;
  };
  if (!(await ask(day))) return false;
  const said = day ? say('set.pausedUntil', { day: monthDay(day, app.day) }) : say('set.pauseEnded');
  app.show({ said, undo: null, touched: [] }, () => ask(before));
  return true;
}
