import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../../function-option';
import type { Band } from '../policy-evaluation';

export interface ChartLine {
  readonly name: string;
  readonly at: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface BandChartOptions {
  readonly title: string;
  readonly band: Band;
  /** What the middle line and the band are called. */
  readonly name: string;
  /** Lines to compare with. */
  readonly lines?: readonly ChartLine[];
  /** Text of a value on the horizontal axis. */
  readonly formatAt: (at: number) => string;
  readonly formatValue: (value: number) => string;
}

const schema = z.strictObject({
  title: z.string(),
  band: z.looseObject({}),
  name: z.string(),
  lines: z
    .array(z.looseObject({ name: z.string() }))
    .readonly()
    .optional(),
  formatAt: functionOption(),
  formatValue: functionOption(),
});

const size = { width: 720, height: 320, left: 64, right: 16, top: 36, bottom: 48 };
const colours = ['#64748b', '#d97706', '#9333ea', '#059669'];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] as string);

const rangeOf = (all: readonly ArrayLike<number>[]): { low: number; high: number } => {
  let [low, high] = [Infinity, -Infinity];
  for (const values of all) {
    for (let index = 0; index < values.length; index++) {
      low = Math.min(low, values[index] as number);
      high = Math.max(high, values[index] as number);
    }
  }
  return high > low ? { low, high } : { low: low - 1, high: low + 1 };
};

/** Most points of a line: more than a screen has columns say nothing. */
const mostPoints = 600;

/** Places that are drawn: all, or every k-th and the last. */
const placesOf = (length: number): number[] => {
  const step = Math.max(1, Math.ceil(length / mostPoints));
  const places = Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
  return places.at(-1) === length - 1 ? places : [...places, length - 1];
};

/**
 * A line with its band as an SVG document of 720 × 320, with two axes, lines to compare with and a legend.
 *
 * The same input gives the same text. Lines of more than 600 points are thinned.
 *
 * @throws {InvalidOptionsError} the band has fewer than two points.
 * @example
 * ```ts
 * import { bandChart } from '@sigmax/rl/evaluation';
 * const at = Float64Array.of(0, 1, 2);
 * const band = { at, low: at, middle: at.map((x) => x + 1), high: at.map((x) => x + 2) };
 * const svg = bandChart({ title: 'Return', name: 'policy', band, formatAt: String, formatValue: String });
 * svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'); // => true
 * ```
 */
export const bandChart = (options: BandChartOptions): string => {
  parseOptions(schema, options, 'bandChart');
  const { title, band, name, lines = [], formatAt, formatValue } = options;
  if (band.at.length < 2) {
    throw new InvalidOptionsError({
      code: 'TOO_FEW_POINTS',
      message: `bandChart: the band had ${band.at.length} points.`,
      remedy: 'Give at least 2.',
    });
  }
  const { width, height, left, right, top, bottom } = size;
  const x = rangeOf([band.at, ...lines.map(({ at }) => at)]);
  const y = rangeOf([band.low, band.middle, band.high, ...lines.map(({ values }) => values)]);
  const toX = (at: number): string => (left + ((at - x.low) / (x.high - x.low)) * (width - left - right)).toFixed(1);
  const toY = (value: number): string =>
    (height - bottom - ((value - y.low) / (y.high - y.low)) * (height - top - bottom)).toFixed(1);
  const path = (at: ArrayLike<number>, values: ArrayLike<number>, places: readonly number[]): string =>
    places.map((place) => `${toX(at[place] as number)},${toY(values[place] as number)}`).join(' L');
  const drawn = placesOf(band.at.length);
  const area = `M${path(band.at, band.low, drawn)} L${path(band.at, band.high, [...drawn].reverse())} Z`;
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const named = [
    { name, colour: '#2563eb' },
    ...lines.map((line, index) => ({ name: line.name, colour: colours[index % colours.length] as string })),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="20" font-size="14" fill="#0f172a">${escaped(title)}</text>`,
    ...steps.map((share) => {
      const value = y.low + share * (y.high - y.low);
      return `<path d="M${left},${toY(value)} H${width - right}" stroke="#e2e8f0"/><text x="${left - 6}" y="${toY(value)}" dy="4" text-anchor="end" fill="#475569">${escaped(formatValue(value))}</text>`;
    }),
    ...[0, 0.5, 1].map((share) => {
      const at = x.low + share * (x.high - x.low);
      const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
      return `<text x="${toX(at)}" y="${height - bottom + 16}" text-anchor="${anchor}" fill="#475569">${escaped(formatAt(at))}</text>`;
    }),
    `<path d="${area}" fill="#2563eb" fill-opacity="0.15"/>`,
    ...lines.map(
      ({ at, values }, index) =>
        `<path d="M${path(at, values, placesOf(at.length))}" fill="none" stroke="${colours[index % colours.length]}"/>`,
    ),
    `<path d="M${path(band.at, band.middle, drawn)}" fill="none" stroke="#2563eb" stroke-width="1.5"/>`,
    ...named.map(
      ({ name: label, colour }, index) =>
        `<rect x="${left + index * 160}" y="${height - 16}" width="10" height="3" fill="${colour}"/><text x="${left + index * 160 + 14}" y="${height - 11}" fill="#0f172a">${escaped(label)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
};
