import type { Qubo } from '../problem/qubo';
import type { Random } from '../seeded-random';
import { flip, flipChange, type LocalState, localState, randomBits, randomSelection, swapChange } from './local-state';
import { type SelectionProblem, sectorMembers } from './selection-problem';

/** A move: variable `first` flips and, where it is a swap, `second` too. */
export interface Move {
  readonly first: number;
  /** −1 for a single flip. */
  readonly second: number;
  readonly change: number;
}

/** The neighbourhood that a local search walks: single flips, or swaps inside each sector. */
export interface Moves {
  readonly qubo: Qubo;
  /** How many moves make one sweep. */
  readonly sweep: number;
  readonly start: (random: Random) => LocalState;
  readonly propose: (state: LocalState, random: Random) => Move;
  /** The move of least change for which `isAllowed` is true, or `undefined`. */
  readonly best: (state: LocalState, isAllowed: (move: Move) => boolean) => Move | undefined;
}

/** Makes a move. */
export const makeMove = (qubo: Qubo, state: LocalState, { first, second }: Move): void => {
  flip(qubo, state, first);
  if (second >= 0) flip(qubo, state, second);
};

/** Single flips of free variables. */
export const flipMoves = (qubo: Qubo): Moves => {
  const size = qubo.linear.length;
  return {
    qubo,
    sweep: size,
    start: (random) => localState(qubo, randomBits(size, random)),
    propose: (state, random) => {
      const first = random.integer(size);
      return { first, second: -1, change: flipChange(state, first) };
    },
    best: (state, isAllowed) => {
      let found: Move | undefined;
      for (let first = 0; first < size; first++) {
        const move = { first, second: -1, change: flipChange(state, first) };
        if ((found === undefined || move.change < found.change) && isAllowed(move)) found = move;
      }
      return found;
    },
  };
};

/** Swaps inside each sector that has both held and free assets. */
export const swapMoves = (problem: SelectionProblem, what: string): Moves => {
  const { qubo } = problem;
  const size = qubo.linear.length;
  const sectors = sectorMembers(problem, what);
  const moving = sectors.filter(({ members, choose }) => choose > 0 && choose < members.length);
  const sweep = moving.reduce((sum, { members }) => sum + members.length, 0);

  const pick = (state: LocalState, members: readonly number[], held: 0 | 1, random: Random): number => {
    for (;;) {
      const member = members[random.integer(members.length)] as number;
      if (state.bits[member] === held) return member;
    }
  };

  return {
    qubo,
    sweep,
    start: (random) => localState(qubo, randomSelection(size, sectors, random)),
    propose: (state, random) => {
      let place = random.integer(sweep);
      let sector = moving[0] as (typeof moving)[number];
      for (const one of moving) {
        sector = one;
        if (place < one.members.length) break;
        place -= one.members.length;
      }
      const first = pick(state, sector.members, 1, random);
      const second = pick(state, sector.members, 0, random);
      return { first, second, change: swapChange(qubo, state, first, second) };
    },
    best: (state, isAllowed) => {
      let found: Move | undefined;
      for (const { members } of moving) {
        for (const first of members) {
          if (state.bits[first] !== 1) continue;
          for (const second of members) {
            if (state.bits[second] !== 0) continue;
            const change = swapChange(qubo, state, first, second);
            if (found !== undefined && change >= found.change) continue;
            const move = { first, second, change };
            if (isAllowed(move)) found = move;
          }
        }
      }
      return found;
    },
  };
};

/** The neighbourhood of a problem: swaps where it has sectors, flips where it is a bare QUBO. */
export const movesOf = (problem: Qubo | SelectionProblem, what: string): Moves =>
  'sectors' in problem ? swapMoves(problem, what) : flipMoves(problem);
