import { cosine, sine } from '../portable-math';
import { numberLabel } from './angle-label';
import { plainLine } from './ascii-text';
import type { BlochVector } from './bloch-vector';
import { invalidOption } from './drawing-error';
import { type SvgMarkup, svg } from './svg-markup';
import { type DrawingTheme, svgPage } from './svg-page';
import { textWidth } from './text-width';

export interface BlochSphereSvgOptions {
  /** One for each sphere; `q0`, `q1`, … by default. */
  readonly labels?: readonly string[];
  readonly theme?: DrawingTheme;
  /** How many spheres stand beside each other. 4 by default. */
  readonly spheresPerRow?: number;
}

const margin = 20;
const radius = 90;
const cell = { width: 250, height: 290 };
const most = 64;

/** The reader looks from above, a little to the right of the x axis. */
const turn = Math.PI / 6;
const lift = Math.PI / 9;

interface Point {
  readonly x: number;
  readonly y: number;
  /** Towards the reader when above 0. */
  readonly depth: number;
}

/** Parallel projection; lengths in radii, y upwards on the page being negative. */
const project = ({ x, y, z }: BlochVector): Point => ({
  x: -sine(turn) * x + cosine(turn) * y,
  y: sine(lift) * (cosine(turn) * x + sine(turn) * y) - cosine(lift) * z,
  depth: cosine(lift) * (cosine(turn) * x + sine(turn) * y) + sine(lift) * z,
});

const axes: readonly (readonly [BlochVector, string])[] = [
  [{ x: 1, y: 0, z: 0 }, 'x'],
  [{ x: 0, y: 1, z: 0 }, 'y'],
];

const checkVector = ({ x, y, z }: BlochVector, index: number): void => {
  const length = Math.sqrt(x * x + y * y + z * z);
  if (length <= 1 + 1e-6) return;
  const remedy = 'Pass three numbers whose squares add up to 1 at most.';
  throw invalidOption('blochSphereSvg', `the length of vector ${index}`, length, remedy);
};

const drawSphere = (vector: BlochVector, label: string, centerX: number, centerY: number): SvgMarkup[] => {
  const at = (point: BlochVector, scale = 1): readonly [number, number] => {
    const { x, y } = project(point);
    return [centerX + scale * radius * x, centerY + scale * radius * y];
  };
  const flat = radius * sine(lift);
  const [left, right] = [centerX - radius, centerX + radius];
  const sphere = svg`<circle class="wire thin none" cx="${centerX}" cy="${centerY}" r="${radius}"/><path class="wire thin none" d="M${left} ${centerY}A${radius} ${flat} 0 0 0 ${right} ${centerY}"/><path class="wire thin none dash faint" d="M${left} ${centerY}A${radius} ${flat} 0 0 1 ${right} ${centerY}"/>`;
  const axisLines = axes.map(([axis, name]) => {
    const [x, y] = at(axis);
    const [backX, backY] = at(axis, -1);
    const [textX, textY] = at(axis, 1.2);
    return svg`<path class="wire thin faint" d="M${backX} ${backY}L${x} ${y}"/><text class="muted small" x="${textX}" y="${textY + 4}" text-anchor="middle">${name}</text>`;
  });
  const up: BlochVector = { x: 0, y: 0, z: 1 };
  const [poleX, north] = at(up);
  const [, south] = at(up, -1);
  const poles = svg`<path class="wire thin faint" d="M${poleX} ${north}V${south}"/><text class="muted small" x="${poleX}" y="${centerY - radius - 8}" text-anchor="middle">|0⟩</text><text class="muted small" x="${poleX}" y="${centerY + radius + 17}" text-anchor="middle">|1⟩</text>`;
  const [tipX, tipY] = at(vector);
  const [footX, footY] = at({ ...vector, z: 0 });
  const foot = svg`<path class="s1 thin none dash faint" d="M${tipX} ${tipY}L${footX} ${footY}L${centerX} ${centerY}"/>`;
  // What points away from the reader is broken.
  const line = project(vector).depth < -1e-9 ? 's0 thick dash' : 's0 thick';
  const arrow = svg`<path class="${line}" d="M${centerX} ${centerY}L${tipX} ${tipY}"/><circle class="f0" cx="${tipX}" cy="${tipY}" r="5"/>`;
  const tidy = (value: number): string => numberLabel(Math.abs(value) < 5e-5 ? 0 : value);
  const numbers = `x ${tidy(vector.x)}, y ${tidy(vector.y)}, z ${tidy(vector.z)}`;
  const texts = svg`<text class="title" x="${centerX}" y="${centerY - radius - 28}" text-anchor="middle">${label}</text><text class="small" x="${centerX}" y="${centerY + radius + 42}" text-anchor="middle">${numbers}</text>`;
  return [sphere, ...axisLines, poles, foot, arrow, texts];
};

/**
 * Bloch vectors as arrows in spheres, as SVG without a DOM: |0⟩ on top, x towards the reader, y to the right. Arrows that point
 * away from the reader are broken; arrows inside the sphere are qubits that are entangled or mixed.
 *
 * State: none. Units: pixels. Cost: O(vectors).
 *
 * @throws {QuantumOptionsError} There are not 1 to 64 vectors, or one is longer than 1 by more than 1e-6.
 * @example
 * ```ts
 * import { circuit, simulate } from '@sigmax/quantum-sim';
 * import { blochSphereSvg, blochVector } from '@sigmax/quantum-sim/drawing';
 * const state = simulate(circuit(2).h(0).t(0));
 * const text = blochSphereSvg([blochVector(state, 0), blochVector(state, 1)], { labels: ['BTC', 'ETH'] });
 * text.includes('x 0.7071, y 0.7071, z 0'); // => true
 * ```
 */
export const blochSphereSvg = (vectors: readonly BlochVector[], options: BlochSphereSvgOptions = {}): string => {
  const { labels = [], theme = 'auto', spheresPerRow = 4 } = options;
  if (!(vectors.length >= 1 && vectors.length <= most)) {
    throw invalidOption('blochSphereSvg', 'the number of vectors', vectors.length, `Pass 1 to ${most}.`);
  }
  if (!(Number.isSafeInteger(spheresPerRow) && spheresPerRow >= 1)) {
    throw invalidOption('blochSphereSvg', 'spheresPerRow', spheresPerRow, 'Pass a whole number from 1.');
  }
  vectors.forEach(checkVector);
  const names = vectors.map((_, index) => plainLine(labels[index] ?? `q${index}`));
  const columns = Math.min(spheresPerRow, vectors.length);
  const rows = Math.ceil(vectors.length / columns);
  const width = Math.max(cell.width, ...names.map((name) => textWidth(name, 16) + margin));
  const content = vectors.flatMap((vector, index) => {
    const centerX = margin + width * ((index % columns) + 0.5);
    const centerY = margin + cell.height * (Math.floor(index / columns) + 0.5) - 4;
    return drawSphere(vector, names[index]!, centerX, centerY);
  });
  return svgPage(content, {
    width: 2 * margin + columns * width,
    height: 2 * margin + rows * cell.height,
    name: `Bloch spheres of ${names.join(', ')}`,
    theme,
  });
};
