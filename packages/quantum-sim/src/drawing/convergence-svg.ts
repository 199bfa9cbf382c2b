import { numberLabel } from './angle-label';
import { plainLine } from './ascii-text';
import { axisTicks } from './axis-ticks';
import { invalidOption } from './drawing-error';
import { type SvgMarkup, svg } from './svg-markup';
import { type DrawingTheme, svgPage } from './svg-page';
import { textWidth } from './text-width';
import { thinOut } from './thin-out';

/** The values of an optimisation, one for each step. */
export interface ConvergenceSeries {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

export interface ConvergenceSvgOptions {
  readonly title?: string;
  /** What the values are. */
  readonly valueLabel?: string;
  /** What the steps are; `iteration` by default. */
  readonly stepLabel?: string;
  /** Values to compare with, each a broken line: the exact optimum, say. */
  readonly references?: readonly { readonly name: string; readonly value: number }[];
  readonly theme?: DrawingTheme;
  readonly width?: number;
  readonly height?: number;
}

const margin = 20;
const titleHeight = 28;
const keyHeight = 22;
const axisHeight = 44;
const mostSeries = 8;
const mostReferences = 4;
/** More points than pixels cannot be told apart. */
const mostPoints = 1200;

const checkNumbers = (series: readonly ConvergenceSeries[], references: readonly { value: number }[]): void => {
  if (!(series.length >= 1 && series.length <= mostSeries)) {
    throw invalidOption('convergenceSvg', 'the number of series', series.length, `Pass 1 to ${mostSeries}.`);
  }
  if (!(references.length <= mostReferences)) {
    const remedy = `Pass ${mostReferences} at most.`;
    throw invalidOption('convergenceSvg', 'the number of references', references.length, remedy);
  }
  for (const { name, values } of series) {
    if (values.length === 0) throw invalidOption('convergenceSvg', `the length of ${name}`, 0, 'Pass a value or more.');
    for (let index = 0; index < values.length; index++) {
      if (Number.isFinite(values[index])) continue;
      throw invalidOption('convergenceSvg', `${name}[${index}]`, values[index], 'Pass finite numbers.');
    }
  }
  for (const { value } of references) {
    if (!Number.isFinite(value)) throw invalidOption('convergenceSvg', 'a reference', value, 'Pass finite numbers.');
  }
};

const extremes = (lists: readonly ArrayLike<number>[]): readonly [number, number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      low = Math.min(low, list[index]!);
      high = Math.max(high, list[index]!);
    }
  }
  return [low, high];
};

interface Key {
  readonly name: string;
  readonly line: string;
}

/** Names beside pieces of their lines, as many in a row as fit. */
const placeKeys = (keys: readonly Key[], width: number) => {
  let [x, row] = [margin, 0];
  return keys.map((key) => {
    const needed = 34 + textWidth(key.name) + 16;
    if (x > margin && x + needed > width - margin) {
      x = margin;
      row++;
    }
    const placed = { ...key, x, row };
    x += needed;
    return placed;
  });
};

/**
 * How values changed from step to step, as lines, as SVG without a DOM. Above 1,200 points a line keeps the lowest and the
 * highest of each part.
 *
 * State: none. Units: pixels. Cost: O(values).
 *
 * @throws {QuantumOptionsError} There are not 1 to 8 series, more than 4 references, a series is empty, a value is not
 * finite, or the size is too small.
 * @example
 * ```ts
 * import { convergenceSvg } from '@sigmax/quantum-sim/drawing';
 * const text = convergenceSvg([{ name: 'SPSA', values: [-0.2, -0.7, -0.9, -0.95] }], {
 *   valueLabel: 'energy',
 *   references: [{ name: 'exact', value: -1 }],
 * });
 * [text.includes('>SPSA</text>'), text.includes('>exact</text>')]; // => [true, true]
 * ```
 */
export const convergenceSvg = (series: readonly ConvergenceSeries[], options: ConvergenceSvgOptions = {}): string => {
  const {
    title,
    valueLabel,
    stepLabel = 'iteration',
    references = [],
    theme = 'auto',
    width = 640,
    height = 340,
  } = options;
  checkNumbers(series, references);
  if (!(width >= 300 && height >= 200 && width + height < Number.POSITIVE_INFINITY)) {
    throw invalidOption('convergenceSvg', 'the size', `${width} × ${height}`, 'Pass 300 × 200 pixels or more.');
  }
  const [low, high] = extremes([...series.map(({ values }) => values), references.map(({ value }) => value)]);
  const valueTicks = axisTicks(low, high, 5);
  const longest = Math.max(...series.map(({ values }) => values.length));
  const stepTicks =
    longest === 1 ? [0] : axisTicks(0, longest - 1, 6).filter((tick) => Number.isInteger(tick) && tick < longest);
  const keys = placeKeys(
    [
      ...series.map(({ name }, index) => ({
        name: plainLine(name),
        line: `s${index % 4} thick${index >= 4 ? ' dash' : ''}`,
      })),
      ...references.map(({ name }) => ({ name: plainLine(name), line: 'line thin dash' })),
    ],
    width,
  );
  const keyTop = margin + (title === undefined ? 0 : titleHeight);
  const top = keyTop + (keys.at(-1)!.row + 1) * keyHeight + (valueLabel === undefined ? 8 : 26);
  const left = margin + Math.max(...valueTicks.map((tick) => textWidth(numberLabel(tick), 11))) + 8;
  const [right, bottom] = [width - margin, height - axisHeight];
  const [floor, ceiling] = [valueTicks[0]!, valueTicks.at(-1)!];
  const x = (step: number): number => left + (longest === 1 ? 0.5 : step / (longest - 1)) * (right - left);
  const y = (value: number): number => bottom - ((value - floor) / (ceiling - floor)) * (bottom - top);

  const content: SvgMarkup[] = [];
  if (title !== undefined)
    content.push(svg`<text class="title" x="${margin}" y="${margin + 14}">${plainLine(title)}</text>`);
  for (const { name, line, x: keyX, row } of keys) {
    const keyY = keyTop + row * keyHeight + 10;
    content.push(
      svg`<path class="${line} none" d="M${keyX} ${keyY}H${keyX + 26}"/><text x="${keyX + 34}" y="${keyY + 4.5}">${name}</text>`,
    );
  }
  if (valueLabel !== undefined)
    content.push(svg`<text class="muted small" x="${margin}" y="${top - 10}">${plainLine(valueLabel)}</text>`);
  for (const tick of valueTicks) {
    content.push(
      svg`<path class="grid thin" d="M${left} ${y(tick)}H${right}"/><text class="muted small" x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${numberLabel(tick)}</text>`,
    );
  }
  for (const tick of stepTicks) {
    content.push(
      svg`<path class="wire thin" d="M${x(tick)} ${bottom}V${bottom + 4}"/><text class="muted small" x="${x(tick)}" y="${bottom + 17}" text-anchor="middle">${String(tick)}</text>`,
    );
  }
  content.push(svg`<path class="wire thin" d="M${left} ${bottom}H${right}"/>`);
  content.push(
    svg`<text class="muted small" x="${right}" y="${bottom + 34}" text-anchor="end">${plainLine(stepLabel)}</text>`,
  );
  for (const { value } of references)
    content.push(svg`<path class="line thin dash" d="M${left} ${y(value)}H${right}"/>`);
  series.forEach(({ values }, index) => {
    const kept = thinOut(values, mostPoints);
    if (kept.length === 1) {
      content.push(svg`<circle class="${`f${index % 4}`}" cx="${x(0)}" cy="${y(values[0]!)}" r="4"/>`);
      return;
    }
    const points = kept.map((step, at) => svg`${at === 0 ? 'M' : 'L'}${x(step)} ${y(values[step]!)}`);
    const dash = index >= 4 ? ' dash' : '';
    content.push(svg`<path class="${`s${index % 4} thick none${dash}`}" d="${points}"/>`);
  });
  return svgPage(content, { width, height, name: plainLine(title ?? valueLabel ?? 'Convergence'), theme });
};
