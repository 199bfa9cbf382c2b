import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type Activation, type WeightBlock, weightLayout } from '../network/layer-graph';
import {
  type ActionHead,
  actionOutputSize,
  logStandardDeviationName,
  parsePolicyDescription,
} from '../network/policy-description';

export type CellName = 'lstm' | 'gru';

/** A recurrent policy and its value function as plain data: a cell on the observation, hidden layers on the cell, a head. */
export interface RecurrentDescription {
  readonly observationSize: number;
  readonly cell: CellName;
  /** Units of the cell. */
  readonly recurrentSize: number;
  readonly hiddenSizes: readonly number[];
  readonly trunks: 'separate' | 'shared';
  readonly activation: Exclude<Activation, 'linear'>;
  readonly head: ActionHead;
}

/**
 * `gates`: how many times the units of a cell its input and its recurrent matrix give; `parts`: how many times it remembers, the
 * first of them its output.
 */
export const cellSizes = { lstm: { gates: 4, parts: 2 }, gru: { gates: 3, parts: 1 } } as const;

const schema = z.strictObject({ cell: z.enum(['lstm', 'gru']), recurrentSize: z.int().min(1).max(65_536) });

/**
 * Checks a description, read from a file for example.
 *
 * @throws {InvalidOptionsError} a field is wrong, or bounds differ in length.
 */
export const parseRecurrentDescription = (value: object): RecurrentDescription => {
  const { cell, recurrentSize, ...rest } = value as RecurrentDescription;
  const own = parseOptions(schema, { cell, recurrentSize }, 'recurrent description');
  const dense = parsePolicyDescription(rest);
  if (dense.head.type !== 'squashed-gaussian') return { ...dense, ...own };
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: 'recurrent description: head.type was "squashed-gaussian".',
    remedy: 'Use categorical or gaussian.',
  });
};

/** Names of what has a cell of its own. */
export const trunksOf = ({ trunks }: Pick<RecurrentDescription, 'trunks'>): readonly string[] =>
  trunks === 'shared' ? ['trunk'] : ['policy', 'value'];

/** How many numbers are remembered of one episode. */
export const stateSizeOf = (description: RecurrentDescription): number =>
  trunksOf(description).length * cellSizes[description.cell].parts * description.recurrentSize;

/** Blocks of each trunk's cell (`inputs`, `recurrent`, `bias`) and hidden layers, then those of the heads. */
export const recurrentLayout = (
  description: RecurrentDescription,
): { readonly blocks: readonly WeightBlock[]; readonly size: number } => {
  const { observationSize, cell, recurrentSize, hiddenSizes, activation, head } = description;
  const { gates } = cellSizes[cell];
  const blocks: WeightBlock[] = [];
  let offset = 0;
  const add = (name: string, rows: number, columns: number): void => {
    blocks.push({ name, rows, columns, offset });
    offset += rows * columns;
  };
  const above = (name: string, inputSize: number, sizes: readonly number[], names: (index: number) => string): void => {
    const layers = sizes.map((one, index) => ({
      name: `${name}.${names(index)}`,
      from: index - 1,
      size: one,
      activation,
    }));
    for (const { name: block, rows, columns } of weightLayout({ inputSize, layers, free: [] }).blocks)
      add(block, rows, columns);
  };
  for (const trunk of trunksOf(description)) {
    add(`${trunk}.cell.inputs`, observationSize, gates * recurrentSize);
    add(`${trunk}.cell.recurrent`, recurrentSize, gates * recurrentSize);
    add(`${trunk}.cell.bias`, 1, gates * recurrentSize);
    above(trunk, recurrentSize, hiddenSizes, String);
  }
  const top = hiddenSizes.at(-1) ?? recurrentSize;
  above('policy', top, [actionOutputSize(head)], () => 'head');
  above('value', top, [1], () => 'head');
  if (head.type === 'gaussian') add(logStandardDeviationName, 1, head.low.length);
  return { blocks, size: offset };
};
