/** The six parts of a bar that a file must have, in the order in which venues write them. */
export const roles = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** What a column holds; `closeTime` is optional and only compared. */
export type Role = (typeof roles)[number] | 'closeTime';

const openTimes = ['opentime', 'opentimems', 'opentimestamp', 'starttime', 'start'];
const closeTimes = ['closetime', 'closetimems', 'closetimestamp', 'endtime', 'end'];
const times = ['time', 'timestamp', 'timestampms', 'timems', 'date', 'datetime', 'timeutc', 'dateutc'];

const aliases: Readonly<Record<Role, readonly string[]>> = {
  time: [...times, ...openTimes, 'ts', 't', 'unix', 'unixtime', 'unixtimestamp'],
  open: ['open', 'o', 'openprice'],
  high: ['high', 'h', 'highprice'],
  low: ['low', 'l', 'lowprice'],
  close: ['close', 'c', 'closeprice'],
  volume: ['volume', 'vol', 'v', 'basevolume', 'volumebase'],
  closeTime: closeTimes,
};

const everyAlias = new Set(Object.values(aliases).flat());

/** A name without case, spaces and punctuation: `Open Time` and `open_time` are one. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');

/** Whether a name commonly means a role. */
export const isAlias = (name: string, role: Role): boolean => aliases[role].includes(plainName(name));

/** Whether a cell is a name that a header would have. */
export const isColumnName = (cell: string): boolean => everyAlias.has(plainName(cell));

/** Which end of the bar a time column's name says it is, if it does. */
export const stampOfName = (name: string): 'open' | 'close' | undefined => {
  if (openTimes.includes(plainName(name))) return 'open';
  return closeTimes.includes(plainName(name)) ? 'close' : undefined;
};
