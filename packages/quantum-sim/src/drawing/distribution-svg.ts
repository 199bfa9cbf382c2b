import { plainLine } from './ascii-text';
import { invalidOption } from './drawing-error';
import { svg } from './svg-markup';
import { type DrawingTheme, svgPage } from './svg-page';
import { textWidth } from './text-width';

export interface DistributionSvgOptions {
  readonly title?: string;
  readonly theme?: DrawingTheme;
  /** How many outcomes have a bar of their own, most probable first; the rest share one. 16 by default. */
  readonly maximumBars?: number;
  readonly width?: number;
}

interface Bar {
  readonly label: string;
  readonly share: number;
  readonly isRest: boolean;
}

const margin = 20;
const rowHeight = 26;
const barHeight = 16;
const titleHeight = 30;
const longestLabel = 40;
const valueWidth = 68;

const shortened = (text: string): string => {
  const characters = [...plainLine(text)];
  return characters.length <= longestLabel ? characters.join('') : `${characters.slice(0, longestLabel - 1).join('')}…`;
};

const percent = (share: number): string => {
  const value = 100 * share;
  return `${value !== 0 && value < 0.01 ? '< 0.01' : Number(value.toPrecision(value < 1 ? 2 : 3))} %`;
};

const barsOf = (weights: Readonly<Record<string, number>>, maximumBars: number): Bar[] => {
  const entries = Object.entries(weights);
  for (const [label, weight] of entries) {
    if (weight >= 0 && weight < Number.POSITIVE_INFINITY) continue;
    throw invalidOption('distributionSvg', `weights[${JSON.stringify(label)}]`, weight, 'Pass numbers from 0.');
  }
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(total > 0)) throw invalidOption('distributionSvg', 'the sum of weights', total, 'Pass one above 0.');
  // Equal ones in the order of their labels, by code units as everywhere.
  const sorted = entries.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const bars = sorted.slice(0, maximumBars).map(([label, weight]) => ({
    label: shortened(label),
    share: weight / total,
    isRest: false,
  }));
  const rest = sorted.slice(maximumBars);
  if (rest.length === 0) return bars;
  const share = rest.reduce((sum, [, weight]) => sum + weight, 0) / total;
  return [...bars, { label: `${rest.length} others`, share, isRest: true }];
};

/**
 * The shares of outcomes as horizontal bars, most probable first, as SVG without a DOM. Counts and probabilities are both
 * weights: the drawing shows each as a part of their sum.
 *
 * State: none. Units: pixels; labels are in percent. Cost: O(n log n).
 *
 * @throws {QuantumOptionsError} A weight is negative or not finite, all are 0, or an option is out of range.
 * @example
 * ```ts
 * import { circuit, exactDistribution } from '@sigmax/quantum-sim';
 * import { distributionSvg } from '@sigmax/quantum-sim/drawing';
 * const text = distributionSvg(exactDistribution(circuit(2).h(0).cx(0, 1).measureAll()), { title: 'A Bell pair' });
 * [text.includes('>11</text>'), text.includes('>50 %</text>')]; // => [true, true]
 * ```
 */
export const distributionSvg = (
  weights: Readonly<Record<string, number>>,
  options: DistributionSvgOptions = {},
): string => {
  const { title, theme = 'auto', maximumBars = 16, width = 560 } = options;
  if (!(Number.isSafeInteger(maximumBars) && maximumBars >= 1)) {
    throw invalidOption('distributionSvg', 'maximumBars', maximumBars, 'Pass a whole number from 1.');
  }
  const bars = barsOf(weights, maximumBars);
  const left = margin + Math.max(...bars.map(({ label }) => textWidth(label))) + 10;
  if (!(width >= left + 120 && width < Number.POSITIVE_INFINITY)) {
    throw invalidOption('distributionSvg', 'width', width, `Pass ${Math.ceil(left + 120)} pixels or more.`);
  }
  const longest = Math.max(...bars.map(({ share }) => share));
  const room = width - margin - valueWidth - left;
  const top = margin + (title === undefined ? 0 : titleHeight);
  const drawn = bars.map(({ label, share, isRest }, index) => {
    const y = top + index * rowHeight + rowHeight / 2;
    const length = Math.max((share / longest) * room, share > 0 ? 1 : 0);
    return svg`<text x="${left - 8}" y="${y + 4.5}" text-anchor="end">${label}</text><rect class="${isRest ? 'f0 faint' : 'f0'}" x="${left}" y="${y - barHeight / 2}" width="${length}" height="${barHeight}" rx="2"/><text class="muted" x="${left + length + 8}" y="${y + 4.5}">${percent(share)}</text>`;
  });
  const bottom = top + bars.length * rowHeight;
  const axis = svg`<path class="wire thin" d="M${left} ${top}V${bottom}"/>`;
  const head =
    title === undefined ? [] : [svg`<text class="title" x="${margin}" y="${margin + 14}">${plainLine(title)}</text>`];
  return svgPage([...head, ...drawn, axis], {
    width: title === undefined ? width : Math.max(width, 2 * margin + textWidth(title, 16)),
    height: bottom + margin,
    name: plainLine(title ?? `Distribution over ${bars.length} bars`),
    theme,
  });
};
