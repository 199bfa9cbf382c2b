import type { MeasureUnit } from '../measures/catalogue/definition';

/** Numbers as a reader wants them. Written by hand: a locale's own formatting differs between engines. */

/** What stands where there is no number. */
export const nothing = '–';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with a fixed number of decimals, thousands in groups and a real minus sign. */
export const fixed = (value: number, decimals: number): string => {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
};

/** Decimals that show at least `digits` significant digits, and no fewer than `least` decimals. */
const decimalsFor = (value: number, digits: number, least: number): number => {
  if (value === 0) return least;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return Math.min(Math.max(digits - 1 - magnitude, least), 12);
};

/** A fraction in percent: 0.1234 is "12.34 %". */
export const percent = (value: number | undefined, { sign = false } = {}): string => {
  if (value === undefined) return nothing;
  const size = Math.abs(value) * 100;
  const decimals = size >= 1_000 ? 0 : size >= 0.1 || size < 0.000_000_5 ? 2 : decimalsFor(size, 2, 2);
  return `${sign && value > 0 ? '+' : ''}${fixed(value * 100, Math.min(decimals, 6))} %`;
};

/** An amount: two decimals, more where the asset is worth much and amounts are small. */
export const money = (value: number | undefined, asset?: string): string => {
  if (value === undefined) return nothing;
  const size = Math.abs(value);
  const text = fixed(value, size >= 1 || size === 0 ? 2 : Math.min(decimalsFor(size, 4, 2), 8));
  return asset === undefined ? text : `${text} ${asset}`;
};

/** A price or a quantity with the digits that it has, up to eight, without the noise of binary fractions. */
export const exact = (value: number | undefined): string => {
  if (value === undefined) return nothing;
  const text = fixed(value, decimalsFor(value, 8, 0));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

export const plain = (value: number | undefined): string => {
  if (value === undefined) return nothing;
  const size = Math.abs(value);
  return fixed(
    value,
    size >= 1_000 ? 0 : size >= 0.01 || size < 0.000_000_5 ? 2 : Math.min(decimalsFor(size, 2, 2), 6),
  );
};

export const count = (value: number | undefined): string => (value === undefined ? nothing : fixed(value, 0));

const units = [
  ['y', 365 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time in its two largest units: "3 d 4 h". */
export const duration = (ms: number | undefined): string => {
  if (ms === undefined) return nothing;
  const at = units.findIndex(([, size]) => ms >= size);
  if (at < 0) return ms === 0 ? '0 s' : `${fixed(ms, 0)} ms`;
  const [unit, size] = units[at] as (typeof units)[number];
  const next = units[at + 1];
  const whole = Math.floor(ms / size);
  if (next === undefined || whole >= 100) return `${grouped(String(Math.round(ms / size)))} ${unit}`;
  const rest = Math.round((ms - whole * size) / next[1]);
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${next[0]}`;
};

/** "2025-10-10", UTC. */
export const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** "2025-10-10 21:15", UTC. */
export const minute = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ');

/** A value in the unit of its measure. */
export const inUnit = (value: number | undefined, unit: MeasureUnit): string => {
  switch (unit) {
    case 'fraction':
    case 'fraction per year':
      return percent(value);
    case 'money':
      return money(value);
    case 'count':
    case 'periods':
      return count(value);
    case 'milliseconds':
      return duration(value);
    case 'number':
      return plain(value);
  }
};
