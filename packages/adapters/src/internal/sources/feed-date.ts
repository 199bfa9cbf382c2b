const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones that RFC 822 names, in minutes east. Its military letters but Z were defined the wrong way round and are not read. */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

/** Minutes east of a zone as written, `undefined` for one that nobody can be sure of. */
const zoneMinutes = (text: string): number | undefined => {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (offset === null) return Object.hasOwn(zones, text.toLowerCase()) ? zones[text.toLowerCase()] : undefined;
  const [, sign, hours, minutes] = offset;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 14 * 60 ? (sign === '-' ? -total : total) : undefined;
};

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly fractionMs: number;
  readonly zone: number | undefined;
}

const timeOf = (parts: Parts): number | undefined => {
  const { year, month, day, hours, minutes, seconds, fractionMs, zone } = parts;
  if (zone === undefined || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const dayMs = Date.UTC(year, month, day);
  const date = new Date(dayMs);
  // A day that the month has not would be rolled over.
  if (year < 100 || date.getUTCMonth() !== month || date.getUTCDate() !== day) return undefined;
  return dayMs + ((hours * 60 + minutes - zone) * 60 + seconds) * 1_000 + fractionMs;
};

/** Years of two digits as RFC 2822, section 4.3, reads them. */
const fullYear = (text: string): number => {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2_000 + year : 1_900 + year;
};

const mail =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{2}|\d{4}),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([a-z]{1,4}|[+-]\d\d:?\d\d)(?:\s*\([^)]*\))?$/i;

const iso = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)$/i;

/**
 * Reads a time of a feed, RFC 822 with its usual liberties or ISO 8601, in ms since the epoch.
 *
 * `undefined` for what is no time, for a day that the month has not, and for a time without a zone or with one whose name is
 * ambiguous: hours would be made up. The day of the week is not compared.
 */
export const feedDate = (text: string): number | undefined => {
  const short = text.trim();
  if (short.length > 80) return undefined;
  const written = mail.exec(short);
  if (written !== null) {
    const [, day, name = '', year = '', hours, minutes, seconds = '0', zone = ''] = written;
    return timeOf({
      year: fullYear(year),
      month: months.indexOf(name.slice(0, 3).toLowerCase()),
      day: Number(day),
      hours: Number(hours),
      minutes: Number(minutes),
      seconds: Number(seconds),
      fractionMs: 0,
      zone: zoneMinutes(zone),
    });
  }
  const exact = iso.exec(short);
  if (exact === null) return undefined;
  const [, year, month, day, hours, minutes, seconds = '0', fraction = '0', zone = ''] = exact;
  return timeOf({
    year: Number(year),
    month: Number(month) - 1,
    day: Number(day),
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    fractionMs: Math.floor(Number(`0.${fraction}`) * 1_000),
    zone: zoneMinutes(zone),
  });
};
