import { programToQubo } from '../problem/program-to-qubo';
import { quadraticProgram } from '../problem/quadratic-program';
import { createQubo, type Qubo, type QuboCoupling } from '../problem/qubo';
import type { SelectionProblem } from '../solvers/selection-problem';

/** Penalties A_s that are just large enough, one for each sector; see `programToQubo`. */
const tightPenalties = ({ qubo, sectors }: SelectionProblem, seed: number): number[] => {
  const { names, linear, couplings } = qubo;
  // By place, since an object would put names that are numbers first.
  const key = (index: number) => `x${index}`;
  const program = quadraticProgram({
    variables: Object.fromEntries(names.map((_, index) => [key(index), 'binary'])),
    sense: 'minimize',
    objective: {
      linear: Object.fromEntries(names.map((_, index) => [key(index), linear[index] as number])),
      quadratic: names.flatMap((_, i) =>
        names.slice(0, i).map((__, j): [string, string, number] => [key(i), key(j), couplings[i * names.length + j]!]),
      ),
    },
    constraints: sectors.map(({ assets, choose }, place) => ({
      name: `sector${place}`,
      linear: Object.fromEntries(assets.map((asset) => [key(names.indexOf(asset)), 1])),
      relation: '=',
      bound: choose,
    })),
  });
  const { penalties } = programToQubo(program, { seed });
  return sectors.map((_, place) => penalties[`sector${place}`] as number);
};

/** The cost of a selection on all bit strings: f(x) + Σ_s A_s (Σ x − k_s)², with the penalties that were used. */
export const penalisedSelection = (
  problem: SelectionProblem,
  penalty: number | 'tight',
  seed: number,
): { readonly qubo: Qubo; readonly penalties: readonly number[] } => {
  const { qubo, sectors } = problem;
  const { names } = qubo;
  const size = names.length;
  const penalties = penalty === 'tight' ? tightPenalties(problem, seed) : sectors.map(() => penalty);
  const linear = qubo.linear.slice();
  const couplings: QuboCoupling[] = names.flatMap((_, i) =>
    names.slice(0, i).map((__, j): QuboCoupling => [i, j, qubo.couplings[i * size + j]!]),
  );
  let constant = qubo.constant;
  sectors.forEach(({ assets, choose }, place) => {
    const weight = penalties[place] as number;
    const members = assets.map((asset) => names.indexOf(asset));
    constant += weight * choose * choose;
    members.forEach((i, index) => {
      linear[i]! += weight * (1 - 2 * choose);
      for (const j of members.slice(0, index)) couplings.push([i, j, 2 * weight]);
    });
  });
  return { qubo: createQubo({ names, constant, linear, couplings }), penalties };
};
