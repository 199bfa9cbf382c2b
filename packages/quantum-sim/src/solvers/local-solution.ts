import { type Qubo, quboValue } from '../problem/qubo';
import type { Assignment } from './exact-qubo';
import { selectedNames } from './selection-problem';

/** What a heuristic found. */
export interface HeuristicSolution extends Assignment {
  /** How many moves were looked at. */
  readonly moves: number;
  /** The best value of each read, in order. */
  readonly readValues: readonly number[];
}

/** Names the best assignment of all reads; its value is formed anew, free of what flips have rounded. */
export const heuristicSolution = (qubo: Qubo, reads: readonly Uint8Array[], moves: number): HeuristicSolution => {
  const readValues = reads.map((bits) => quboValue(qubo, bits));
  const best = readValues.reduce((least, value, index) => (value < (readValues[least] as number) ? index : least), 0);
  const bits = reads[best] as Uint8Array;
  return { selected: selectedNames(qubo.names, bits), bits, value: readValues[best] as number, moves, readValues };
};
