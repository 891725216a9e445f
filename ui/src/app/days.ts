// How days, moments and sizes are written (one way for each). Days come as `YYYY-MM-DD` and are never moved by a
// clock zone; which day today is comes from the program.

type Form = (day: Date) => string;

/** Made when first asked for: each costs the first picture a few milliseconds. */
function form(options: Intl.DateTimeFormatOptions): Form {
  let made: Intl.DateTimeFormat | undefined;
  return (day) => (made ??= new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' })).format(day);
}

const long = form({ weekday: 'long', month: 'long', day: 'numeric' });
const longYear = form({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const short = form({ month: 'short', day: 'numeric' });
const shortYear = form({ month: 'short', day: 'numeric', year: 'numeric' });
const month = form({ month: 'long', day: 'numeric' });
const monthYear = form({ month: 'long', day: 'numeric', year: 'numeric' });
const row = form({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' });

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day as a moment at midnight UTC; none where it is not a day of the calendar. */
export function parseDay(iso: string): Date | null {
  const parts = DAY.exec(iso.slice(0, 10));
  if (!parts) return null;
  const [y, m, d] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // Set whole: given to `Date.UTC`, a year below 100 is one of the last century.
  const day = new Date(0);
  day.setUTCFullYear(y, m - 1, d);
  return day.getUTCMonth() === m - 1 && day.getUTCDate() === d ? day : null;
}

function write(iso: string, today: string | null, same: Form, other: Form): string {
  const day = parseDay(iso);
  if (!day) return iso;
  return (today !== null && iso.slice(0, 4) === today.slice(0, 4) ? same : other)(day);
}

/** "Friday, December 4", with the year when it is not this one. */
export const longDay = (iso: string, today: string) => write(iso, today, long, longYear);
/** "Friday, December 4, 2026", always. */
export const fullDay = (iso: string) => write(iso, null, long, longYear);
/** "Fri, Dec 4, 2026": a fact in its row, as the program writes it. */
export const rowDay = (iso: string) => write(iso, null, row, row);
/** "Dec 4", with the year when it is not this one. */
export const shortDay = (iso: string, today: string) => write(iso, today, short, shortYear);
/** "December 4", with the year when it is not this one. */
export const monthDay = (iso: string, today: string) => write(iso, today, month, monthYear);
/** "December 4, 2026", always. */
export const sheetDay = (iso: string) => write(iso, null, month, monthYear);

/** The local day and time of a moment (RFC 3339): its own clock as written, not this computer's. */
export function moment(rfc: string): { day: string; time: string } {
  const found = /T(\d{2}):(\d{2})/.exec(rfc);
  const hours = Number(found?.[1] ?? 0);
  const time = `${hours % 12 === 0 ? 12 : hours % 12}:${found?.[2] ?? '00'} ${hours < 12 ? 'am' : 'pm'}`;
  return { day: rfc.slice(0, 10), time };
}

/** `count` days after `iso`. */
export function plusDays(iso: string, count: number): string {
  const day = parseDay(iso);
  if (!day) return iso;
  return new Date(day.getTime() + count * 86_400_000).toISOString().slice(0, 10);
}

/** A typed day (`11/21/2026`, `Nov 21 2026`, `2026-11-21`) as ISO; none where it cannot be read. */
export function readDay(typed: string): string | null {
  const text = typed.trim();
  if (DAY.test(text)) return parseDay(text) ? text : null;
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(text);
  const worded = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(text);
  let parts: [string, number, string] | null = null;
  if (slashed) parts = [slashed[3] ?? '', Number(slashed[1]), slashed[2] ?? ''];
  if (worded) {
    const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
    parts = [
      worded[3] ?? '',
      names.indexOf((worded[1] ?? '').slice(0, 3).toLowerCase()) + 1,
      worded[2] ?? '',
    ];
  }
  if (!parts) return null;
  const year = parts[0].length === 2 ? `20${parts[0]}` : parts[0];
  const iso = `${year}-${String(parts[1]).padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
  return parseDay(iso) ? iso : null;
}

/** A typed sum (`$3,150`, `3150.5`) as a decimal string; none where it cannot be read. */
export function readMoney(typed: string): string | null {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (!found) return null;
  return `${(found[1] ?? '').replaceAll(',', '')}.${(found[2] ?? '').padEnd(2, '0')}`;
}

/** A decimal sum as "$3,150.00". */
export function money(sum: string): string {
  const value = Number(sum);
  if (sum.trim() === '' || !Number.isFinite(value)) return sum;
  return value.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

/** Bytes (digits) as "2.1 MB". */
export function size(bytes: string): string {
  const count = Number(bytes);
  if (!Number.isFinite(count)) return bytes;
  if (count < 1000) return `${count} bytes`;
  if (count < 1_000_000) return `${Math.round(count / 1000)} KB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
