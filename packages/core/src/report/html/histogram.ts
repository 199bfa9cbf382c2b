import { quantileOfSorted } from '../../measures/statistics/quantile';
import { count, percent } from '../format';
import { html, type Markup } from './markup';

/** A bin of a histogram. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The next of 1, 2, 5, 10, 20, 50 … not below `size`. */
const roundUp = (size: number): number => {
  const magnitude = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5, 10].find((one) => one * magnitude >= size * (1 - 1e-9)) ?? 10;
  return step * magnitude;
};

/**
 * Bins of equal, round width with 0 at a border, so that no bin mixes gains and losses. The outer bins take what lies
 * beyond the 0.5 % quantiles.
 */
export const binsOf = (sorted: ArrayLike<number>, most: number): Bin[] => {
  if (sorted.length === 0) return [];
  const low = Math.min(quantileOfSorted(sorted, 0.005, 'lower') as number, 0);
  const high = Math.max(quantileOfSorted(sorted, 0.995, 'higher') as number, 0);
  // Differences this small are rounding.
  if (high - low < 1e-12) return [{ from: low, to: high, count: sorted.length }];
  const width = roundUp((high - low) / most);
  const first = Math.floor(low / width + 1e-9);
  const last = Math.max(Math.ceil(high / width - 1e-9) - 1, first);
  const counts = new Array<number>(last - first + 1).fill(0);
  for (let index = 0; index < sorted.length; index++) {
    const bin = Math.min(Math.max(Math.floor((sorted[index] as number) / width + 1e-9), first), last);
    counts[bin - first] = (counts[bin - first] as number) + 1;
  }
  return counts.map((number, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
    count: number,
  }));
};

/** Few values want few bins. */
export const binCount = (values: number): number => Math.min(Math.max(Math.ceil(2 * Math.sqrt(values)), 8), 40);

const size = { width: 560, height: 230, left: 44, right: 12, top: 12, bottom: 30 };

/** A line in a histogram with a name, such as a value at risk. */
export interface HistogramMark {
  readonly value: number;
  readonly name: string;
}

const label = (value: number): string => percent(value).replace(/\.?0+ %$/, ' %');

/** A histogram of fractions as SVG. */
export const histogram = (
  bins: readonly Bin[],
  name: string,
  marks: readonly HistogramMark[] = [],
): Markup | undefined => {
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined || first.from === last.to) return undefined;
  const { width, height, left, right, top, bottom } = size;
  const tallest = Math.max(...bins.map((bin) => bin.count));
  const x = (value: number): number =>
    left +
    ((Math.min(Math.max(value, first.from), last.to) - first.from) / (last.to - first.from)) * (width - left - right);
  const y = (number: number): number => height - bottom - (number / tallest) * (height - top - bottom);
  const at = (value: number): string => value.toFixed(1);
  const base = height - bottom;
  const bars = bins
    .filter((bin) => bin.count > 0)
    .map((bin) => {
      const [from, to] = [x(bin.from), x(bin.to)];
      return html`<rect class="${bin.to <= bin.from || bin.from >= 0 ? 'gain' : 'loss'}" x="${at(from + 0.5)}" y="${at(y(bin.count))}" width="${at(Math.max(to - from - 1, 0.5))}" height="${at(base - y(bin.count))}"><title>${label(bin.from)} to ${label(bin.to)}: ${count(bin.count)}</title></rect>`;
    });
  const ticks = axisTicks(first.from, last.to).map(
    (value) =>
      html`<text x="${at(x(value))}" y="${base + 18}" text-anchor="middle">${label(value)}</text><line class="tick" x1="${at(x(value))}" x2="${at(x(value))}" y1="${base}" y2="${base + 4}"/>`,
  );
  const lines = marks
    .filter(({ value }) => value > first.from && value < last.to)
    .map(
      ({ value, name: text }) =>
        html`<line class="mark" x1="${at(x(value))}" x2="${at(x(value))}" y1="${top}" y2="${base}"/><text class="mark" x="${at(x(value) - 5)}" y="${top + 9}" text-anchor="end">${text}</text>`,
    );
  return html`<svg class="histogram" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">
<line class="axis" x1="${left}" x2="${width - right}" y1="${base}" y2="${base}"/><text x="${left - 6}" y="${top + 8}" text-anchor="end">${count(tallest)}</text><text x="${left - 6}" y="${base}" text-anchor="end">0</text>
${bars}${ticks}${lines}</svg>`;
};

/** About six round values, 0 among them. */
const axisTicks = (from: number, to: number): number[] => {
  const step = roundUp((to - from) / 7);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};
