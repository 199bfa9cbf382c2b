import type { Qubo } from '../problem/qubo';
import type { Random } from '../seeded-random';
import { flip, flipChange, type LocalState, localState, randomBits, randomSelection, swapChange } from './local-state';
import { type SectorMembers, type SelectionProblem, sectorMembers } from './selection-problem';

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
  /** Makes a move. */
  readonly make: (state: LocalState, move: Move) => void;
}

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
    make: (state, { first }) => flip(qubo, state, first),
  };
};

/** Swaps inside each sector that has both held and free assets. */
export const swapMoves = (problem: SelectionProblem, what: string): Moves => {
  const { qubo } = problem;
  const size = qubo.linear.length;
  const sectors = sectorMembers(problem, what);
  const moving = sectors.filter(({ members, choose }) => choose > 0 && choose < members.length);
  const sweep = moving.reduce((sum, { members }) => sum + members.length, 0);

  // Of which sector a drawn place is: each in proportion to its assets.
  const byPlace = moving.flatMap((sector) => sector.members.map(() => sector));

  return {
    qubo,
    sweep,
    start: (random) => {
      const state = localState(qubo, randomSelection(size, sectors, random));
      // Held assets stand before free ones, so that drawing either is one draw.
      for (const { members } of moving) {
        const slots = Int32Array.from(members).sort((a, b) => state.bits[b]! - state.bits[a]! || a - b);
        slots.forEach((member, slot) => {
          state.slotOf[member] = slot;
        });
        for (const member of members) state.slots[member] = slots;
      }
      return state;
    },
    propose: (state, random) => {
      const { members, choose } = byPlace[random.integer(sweep)] as SectorMembers;
      const slots = state.slots[members[0]!]!;
      const first = slots[random.integer(choose)]!;
      const second = slots[choose + random.integer(slots.length - choose)]!;
      return { first, second, change: swapChange(qubo, state, first, second) };
    },
    best: (state, isAllowed) => {
      let found: Move | undefined;
      for (const { members, choose } of moving) {
        const slots = state.slots[members[0]!]!;
        for (let held = 0; held < choose; held++) {
          const first = slots[held]!;
          for (let free = choose; free < slots.length; free++) {
            const second = slots[free]!;
            const change = swapChange(qubo, state, first, second);
            if (found !== undefined && change >= found.change) continue;
            const move = { first, second, change };
            if (isAllowed(move)) found = move;
          }
        }
      }
      return found;
    },
    make: (state, { first, second }) => {
      flip(qubo, state, first);
      flip(qubo, state, second);
      const slots = state.slots[first]!;
      const [from, to] = [state.slotOf[first]!, state.slotOf[second]!];
      slots[from] = second;
      slots[to] = first;
      state.slotOf[second] = from;
      state.slotOf[first] = to;
    },
  };
};

/** The neighbourhood of a problem: swaps where it has sectors, flips where it is a bare QUBO. */
export const movesOf = (problem: Qubo | SelectionProblem, what: string): Moves =>
  'sectors' in problem ? swapMoves(problem, what) : flipMoves(problem);
