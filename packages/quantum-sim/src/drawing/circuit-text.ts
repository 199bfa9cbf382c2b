import type { Circuit } from '../circuit/circuit';
import { QuantumOptionsError } from '../errors';
import { asciiText, plainLine } from './ascii-text';
import { type CircuitLayout, type CircuitLayoutOptions, circuitLayout, type LayoutOperation } from './circuit-layout';
import { bitLabel, boxLabel } from './operation-texts';
import { type TextCanvas, textCanvas } from './text-canvas';

export interface CircuitTextOptions extends CircuitLayoutOptions {
  /** Letters and signs of ASCII alone. */
  readonly isAscii?: boolean;
  /** How many characters a line may have before the circuit goes on below; a column that is wider stands alone. */
  readonly width?: number;
}

const linesPerQubit = 3;
const middleOf = (qubit: number): number => linesPerQubit * qubit + 1;

const lengthOf = (text: string): number => [...text].length;

/** What the drawing needs of a layout, as texts. */
interface Texts {
  readonly box: (operation: LayoutOperation, target: number) => string;
  readonly bits: (operation: LayoutOperation) => string;
}

const isBox = ({ kind }: LayoutOperation): boolean => kind !== 'swap' && kind !== 'barrier';

const widthOf = (operation: LayoutOperation, texts: Texts): number => {
  const boxes = isBox(operation) ? operation.targets.map((target) => lengthOf(texts.box(operation, target)) + 4) : [1];
  return Math.max(...boxes, lengthOf(texts.bits(operation)));
};

const drawBox = (canvas: TextCanvas, center: number, qubit: number, text: string): void => {
  const inner = lengthOf(text) + 2;
  const left = center - Math.floor((inner + 2) / 2);
  const line = middleOf(qubit);
  const isFromAbove = ['│', '┼'].includes(canvas.at(line - 1, center));
  const below = canvas.at(line + 1, center);
  canvas.write(line - 1, left, `┌${'─'.repeat(inner)}┐`);
  canvas.write(line, left, `┤ ${text} ├`);
  canvas.write(line + 1, left, `└${'─'.repeat(inner)}┘`);
  if (isFromAbove) canvas.write(line - 1, center, '┴');
  if (below === '│') canvas.write(line + 1, center, '┬');
  if (below === '║') canvas.write(line + 1, center, '╥');
};

/** A line down from the middle of one row to that of another, across the wires between. */
const drawLine = (
  canvas: TextCanvas,
  column: number,
  [from, to]: readonly [number, number],
  isDouble: boolean,
): void => {
  for (let line = from + 1; line < to; line++) {
    const isWire = line % linesPerQubit === 1;
    canvas.write(line, column, isDouble ? (isWire ? '╫' : '║') : isWire ? '┼' : '│');
  }
};

const drawOperation = (
  canvas: TextCanvas,
  operation: LayoutOperation,
  center: number,
  qubitCount: number,
  texts: Texts,
): void => {
  const { kind, targets, controls, bit, conditions } = operation;
  if (kind === 'barrier') {
    for (const qubit of targets) {
      for (let line = 0; line < linesPerQubit; line++) canvas.write(linesPerQubit * qubit + line, center, '░');
    }
    return;
  }
  const rows = [...targets, ...controls];
  const [first, last] = [Math.min(...rows), Math.max(...rows)];
  drawLine(canvas, center, [middleOf(first), middleOf(last)], false);
  if (bit !== undefined || conditions.length > 0) {
    const bottom = linesPerQubit * qubitCount;
    drawLine(canvas, center, [middleOf(last), bottom], true);
    canvas.write(bottom, center, '╩');
    const text = texts.bits(operation);
    canvas.write(bottom + 1, center - Math.floor(lengthOf(text) / 2), text);
  }
  for (const control of controls) canvas.write(middleOf(control), center, '●');
  for (const target of targets) {
    if (kind === 'swap') canvas.write(middleOf(target), center, '×');
    else drawBox(canvas, center, target, texts.box(operation, target));
  }
};

/** Columns that fit beside each other. */
const blocksOf = (widths: readonly number[], available: number): number[][] => {
  const blocks: number[][] = [];
  let used = 0;
  for (const [column, width] of widths.entries()) {
    if (blocks.length === 0 || used + width + 1 > available) {
      blocks.push([]);
      used = 0;
    }
    blocks.at(-1)!.push(column);
    used += width + 1;
  }
  return blocks.length === 0 ? [[]] : blocks;
};

const drawBlock = (
  layout: CircuitLayout,
  columns: readonly number[],
  widths: readonly number[],
  texts: Texts,
  labels: readonly string[],
): string[] => {
  const { qubitLabels, bitCount } = layout;
  const qubitCount = qubitLabels.length;
  const hasBits = bitCount > 0;
  const labelWidth = Math.max(...labels.map(lengthOf));
  const width = columns.reduce((sum, column) => sum + widths[column]! + 1, 1);
  const canvas = textCanvas(linesPerQubit * qubitCount + (hasBits ? 2 : 0), labelWidth + width);
  for (const [row, label] of labels.entries()) {
    const line = row < qubitCount ? middleOf(row) : linesPerQubit * qubitCount;
    canvas.write(line, labelWidth - lengthOf(label), label);
    canvas.write(line, labelWidth, (row < qubitCount ? '─' : '═').repeat(width));
  }
  let left = labelWidth + 1;
  for (const column of columns) {
    const center = left + Math.floor(widths[column]! / 2);
    for (const operation of layout.columns[column]!) drawOperation(canvas, operation, center, qubitCount, texts);
    left += widths[column]! + 1;
  }
  return canvas.lines();
};

/**
 * A circuit as lines of text: qubit 0 on top, time to the right, the classical bits as one wire at the bottom. A box of several
 * qubits is a box on each, numbered in the order in which the gate takes them.
 *
 * State: none. Cost: O(operations · qubits).
 *
 * @throws {QuantumOptionsError} `width` is not a whole number from 20.
 * @throws {QuantumCapacityError} There are more operations than `maximumOperations`, 10,000 unless given.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { circuitText } from '@sigmax/quantum-sim/drawing';
 * circuitText(circuit(2, 0).h(0).cx(0, 1), { isAscii: true }).split('\n'); // => ['     +---+', 'q0: -| H |---o---', '     +---+   |', '           +-+-+', 'q1: -------| X |-', '           +---+']
 * ```
 */
export const circuitText = (circuit: Circuit, options: CircuitTextOptions = {}): string => {
  const { isAscii = false, width = 100 } = options;
  if (!(Number.isSafeInteger(width) && width >= 20)) {
    throw new QuantumOptionsError({
      code: 'INVALID_WIDTH',
      message: `circuitText: width was ${width}.`,
      remedy: 'Pass a whole number from 20.',
      context: { width },
    });
  }
  const layout = circuitLayout(circuit, options);
  const { columns, qubitLabels, bitCount, globalPhases } = layout;
  const clean = (text: string): string => (isAscii ? asciiText(plainLine(text)) : plainLine(text));
  const texts: Texts = {
    box: (operation, target) => clean(boxLabel(operation, target)),
    bits: (operation) => clean(bitLabel(operation, bitCount)),
  };
  const labels = [...qubitLabels.map((label) => `${clean(label)}: `), ...(bitCount > 0 ? [`c: ${bitCount}/`] : [])];
  const widths = columns.map((column) => Math.max(...column.map((operation) => widthOf(operation, texts))));
  const blocks = blocksOf(widths, width - Math.max(...labels.map(lengthOf)) - 1);
  const drawn = blocks.map((block) => drawBlock(layout, block, widths, texts, labels).join('\n'));
  const phases = globalPhases.length === 0 ? [] : [clean(`global phase: ${globalPhases.join(' + ')}`)];
  const text = [...phases, drawn.join('\n\n')].join('\n');
  return isAscii ? asciiText(text) : text;
};
