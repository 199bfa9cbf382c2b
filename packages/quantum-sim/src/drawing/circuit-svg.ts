import type { Circuit } from '../circuit/circuit';
import { QuantumOptionsError } from '../errors';
import { plainLine } from './ascii-text';
import { type CircuitLayout, type CircuitLayoutOptions, circuitLayout, type LayoutOperation } from './circuit-layout';
import { bitLabel, boxLabel } from './operation-texts';
import { type SvgMarkup, svg } from './svg-markup';
import { type DrawingTheme, svgPage } from './svg-page';
import { textWidth } from './text-width';

export interface CircuitSvgOptions extends CircuitLayoutOptions {
  readonly theme?: DrawingTheme;
  /** How many pixels wide the drawing may be before the circuit goes on below; a column that is wider stands alone. */
  readonly width?: number;
}

const margin = 20;
const rowHeight = 46;
const boxHeight = 32;
const columnGap = 16;
/** Between one line of columns and the next. */
const blockGap = 28;
const bitRow = 40;
const bitText = 24;
const phaseLine = 26;
const smallSize = 11;

const boxWidth = (text: string): number => Math.max(boxHeight, textWidth(text) + 16);

const columnWidth = (operations: readonly LayoutOperation[], bitCount: number): number =>
  Math.max(
    ...operations.map((operation) => {
      const below = textWidth(plainLine(bitLabel(operation, bitCount)), smallSize) + 4;
      const { kind, targets } = operation;
      if (kind === 'flip' || kind === 'swap' || kind === 'barrier' || kind === 'measure') {
        return Math.max(boxHeight, below);
      }
      return Math.max(below, ...targets.map((target) => boxWidth(plainLine(boxLabel(operation, target)))));
    }),
  );

interface Frame {
  readonly rowY: (qubit: number) => number;
  readonly bitY: number;
  readonly bitCount: number;
}

const doubleLine = (x: number, from: number, to: number): SvgMarkup =>
  svg`<path class="wire thin none" d="M${x - 1.5} ${from}V${to}M${x + 1.5} ${from}V${to}"/>`;

const drawTarget = (operation: LayoutOperation, target: number, x: number, y: number): SvgMarkup => {
  const { kind } = operation;
  if (kind === 'swap')
    return svg`<path class="s0 thick none" d="M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x - 6} ${y + 6}L${x + 6} ${y - 6}"/>`;
  if (kind === 'flip') {
    return svg`<circle class="box thick" cx="${x}" cy="${y}" r="12"/><path class="s0 thick none" d="M${x - 12} ${y}H${x + 12}M${x} ${y - 12}V${y + 12}"/>`;
  }
  if (kind === 'measure') {
    const side = boxHeight / 2;
    return svg`<rect class="box" x="${x - side}" y="${y - side}" width="${boxHeight}" height="${boxHeight}" rx="4"/><path class="line thin none" d="M${x - 9} ${y + 6}A9 9 0 0 1 ${x + 9} ${y + 6}M${x} ${y + 6}L${x + 7} ${y - 7}"/>`;
  }
  const text = plainLine(boxLabel(operation, target));
  const width = boxWidth(text);
  return svg`<rect class="box" x="${x - width / 2}" y="${y - boxHeight / 2}" width="${width}" height="${boxHeight}" rx="4"/><text x="${x}" y="${y + 4.5}" text-anchor="middle">${text}</text>`;
};

/** The end of a line to the bits: an arrow where a measurement writes, a dot where a condition reads. */
const drawBitEnd = (operation: LayoutOperation, x: number, { bitY, bitCount }: Frame): SvgMarkup => {
  const end =
    operation.bit === undefined
      ? svg`<circle class="dot" cx="${x}" cy="${bitY}" r="4"/>`
      : svg`<path class="dot" d="M${x - 5} ${bitY - 8}H${x + 5}L${x} ${bitY - 1}Z"/>`;
  const text = plainLine(bitLabel(operation, bitCount));
  return svg`${end}<text class="small" x="${x}" y="${bitY + 18}" text-anchor="middle">${text}</text>`;
};

const drawOperation = (operation: LayoutOperation, x: number, frame: Frame): SvgMarkup[] => {
  const { rowY, bitY } = frame;
  const { kind, targets, controls, bit, conditions } = operation;
  if (kind === 'barrier') {
    return targets.map(
      (qubit) =>
        svg`<rect class="veil" x="${x - 4}" y="${rowY(qubit) - rowHeight / 2}" width="8" height="${rowHeight}"/>`,
    );
  }
  const rows = [...targets, ...controls];
  const [first, last] = [Math.min(...rows), Math.max(...rows)];
  const isDown = bit !== undefined || conditions.length > 0;
  // Lines first, so that boxes stand on them.
  return [
    ...(isDown ? [doubleLine(x, rowY(last), bitY), drawBitEnd(operation, x, frame)] : []),
    ...(first === last ? [] : [svg`<path class="s0 thick none" d="M${x} ${rowY(first)}V${rowY(last)}"/>`]),
    ...controls.map((qubit) => svg`<circle class="f0" cx="${x}" cy="${rowY(qubit)}" r="5"/>`),
    ...targets.map((qubit) => drawTarget(operation, qubit, x, rowY(qubit))),
  ];
};

/** Columns that fit beside each other, with the places of their middles. */
const blocksOf = (widths: readonly number[], left: number, available: number) => {
  const blocks: { columns: { column: number; x: number }[]; end: number }[] = [];
  for (const [column, width] of widths.entries()) {
    let block = blocks.at(-1);
    if (block === undefined || block.end + width + columnGap > available) {
      block = { columns: [], end: left + columnGap };
      blocks.push(block);
    }
    block.columns.push({ column, x: block.end + width / 2 });
    block.end += width + columnGap;
  }
  return blocks.length === 0 ? [{ columns: [], end: left + 4 * columnGap }] : blocks;
};

const drawWires = (
  layout: CircuitLayout,
  left: number,
  right: number,
  { rowY, bitY, bitCount }: Frame,
): SvgMarkup[] => {
  const wires = layout.qubitLabels.map(
    (label, qubit) =>
      svg`<text x="${left - 8}" y="${rowY(qubit) + 4.5}" text-anchor="end">${plainLine(label)}</text><path class="wire thin" d="M${left} ${rowY(qubit)}H${right}"/>`,
  );
  if (bitCount === 0) return wires;
  const bits = svg`<text x="${left - 8}" y="${bitY + 4.5}" text-anchor="end">${`c/${bitCount}`}</text><path class="wire thin none" d="M${left} ${bitY - 1.5}H${right}M${left} ${bitY + 1.5}H${right}"/>`;
  return [...wires, bits];
};

/**
 * A circuit as SVG, without a DOM: qubit 0 on top, time to the right, the classical bits as one double wire at the bottom. A
 * gate of several qubits has a box on each, numbered in the order in which the gate takes them.
 *
 * State: none. Units: pixels. Cost: O(operations · qubits).
 *
 * @throws {QuantumOptionsError} `width` is not a number from 200.
 * @throws {QuantumCapacityError} There are more operations than `maximumOperations`, 10,000 unless given.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { circuitSvg } from '@sigmax/quantum-sim/drawing';
 * const text = circuitSvg(circuit(2).h(0).cx(0, 1).measureAll(), { qubitLabels: ['BTC', 'R&D'] });
 * text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"'); // => true
 * text.includes('>R&amp;D</text>'); // => true
 * ```
 */
export const circuitSvg = (circuit: Circuit, options: CircuitSvgOptions = {}): string => {
  const { theme = 'auto', width = 960 } = options;
  if (!(width >= 200 && width < Number.POSITIVE_INFINITY)) {
    throw new QuantumOptionsError({
      code: 'INVALID_WIDTH',
      message: `circuitSvg: width was ${width}.`,
      remedy: 'Pass a number of pixels from 200.',
      context: { width },
    });
  }
  const layout = circuitLayout(circuit, options);
  const { qubitLabels, bitCount, columns, globalPhases } = layout;
  const labels = [...qubitLabels, ...(bitCount > 0 ? [`c/${bitCount}`] : [])];
  const left = margin + Math.max(...labels.map((label) => textWidth(plainLine(label)))) + 8;
  const widths = columns.map((operations) => columnWidth(operations, bitCount));
  const blocks = blocksOf(widths, left, width - margin);
  const right = Math.max(...blocks.map(({ end }) => end));
  const top = margin + (globalPhases.length > 0 ? phaseLine : 0);
  const blockHeight = qubitLabels.length * rowHeight + (bitCount > 0 ? bitRow + bitText - rowHeight / 2 : 0);
  const content: SvgMarkup[] = [];
  const phaseText = plainLine(`global phase: ${globalPhases.join(' + ')}`);
  if (globalPhases.length > 0)
    content.push(svg`<text class="muted" x="${margin}" y="${margin + 12}">${phaseText}</text>`);
  blocks.forEach((block, index) => {
    const start = top + index * (blockHeight + blockGap) + rowHeight / 2;
    const rowY = (qubit: number): number => start + qubit * rowHeight;
    const frame: Frame = { rowY, bitY: rowY(qubitLabels.length - 1) + bitRow, bitCount };
    content.push(...drawWires(layout, left, block.end, frame));
    for (const { column, x } of block.columns) {
      for (const operation of columns[column]!) content.push(...drawOperation(operation, x, frame));
    }
  });
  const phaseWidth = globalPhases.length > 0 ? margin + textWidth(phaseText) : 0;
  return svgPage(content, {
    width: Math.max(right, phaseWidth) + margin,
    height: top + blocks.length * (blockHeight + blockGap) - blockGap + margin,
    name: `Circuit of ${qubitLabels.length} qubits in ${columns.length} columns`,
    theme,
  });
};
