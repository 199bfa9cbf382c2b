import { ProblemError } from '../errors';

interface FixedAngles {
  readonly degree: number;
  readonly gammas: readonly number[];
  readonly betas: readonly number[];
  readonly ratio: number;
}

/** Angles of e^{−iγ Σ ZZ / 4} and e^{−iβ Σ X}; from QOKit at a00cc72a, fixed_angles_for_regular_graphs.json (Apache-2.0). */
const table: readonly FixedAngles[] = [
  { degree: 3, gammas: [1.2310672582], betas: [0.3926720292], ratio: 0.6924500474 },
  {
    degree: 3,
    gammas: [0.9754194654, 1.7959753912],
    betas: [0.5550603401, 0.2925078148],
    ratio: 0.7559062918,
  },
  {
    degree: 3,
    gammas: [0.8441681638, 1.5968255081, 1.8741775931],
    betas: [0.60875726, 0.459275309, 0.2353956226],
    ratio: 0.7923980073,
  },
  {
    degree: 3,
    gammas: [0.8175276903, 1.5611699285, 1.9754562406, 2.3126273509],
    betas: [0.5995654665, 0.4344182508, 0.2969500149, 0.1590668373],
    ratio: 0.8168758698,
  },
  {
    degree: 3,
    gammas: [0.7191788139, 1.4131452052, 1.6451130953, 2.0095097897, 2.3085491637],
    betas: [0.6318520294, 0.5226524412, 0.389742061, 0.2754121639, 0.1491700496],
    ratio: 0.8363791265,
  },
  { degree: 4, gammas: [1.0469602242], betas: [0.3927575513], ratio: 0.6623797244 },
  {
    degree: 4,
    gammas: [0.8162424866, 1.4796039263],
    betas: [0.5343441634, 0.2830366021],
    ratio: 0.7160913881,
  },
  {
    degree: 4,
    gammas: [0.7090069913, 1.3027540004, 1.5085400017],
    betas: [0.5879466969, 0.4231775201, 0.22301356],
    ratio: 0.7485649901,
  },
  {
    degree: 4,
    gammas: [0.6300124489, 1.1751017901, 1.3464480828, 1.5424099406],
    betas: [0.6049882912, 0.4777982183, 0.3612667299, 0.1875189095],
    ratio: 0.7690249856,
  },
  { degree: 5, gammas: [0.9272900272], betas: [0.3927087075], ratio: 0.6431084006 },
  {
    degree: 5,
    gammas: [0.7173204313, 1.2897420609],
    betas: [0.5241108355, 0.2787934614],
    ratio: 0.6907090466,
  },
  {
    degree: 5,
    gammas: [0.6232921297, 1.1270276834, 1.2954205482],
    betas: [0.5783284846, 0.4076195525, 0.2189278513],
    ratio: 0.7199012006,
  },
];

/**
 * Angles for the greatest cut of any regular graph, found once for all of them, and the ratio to the greatest cut that they are
 * expected to reach at least. They need no search; for `qaoaAnsatz` with scaling `raw` and the cost of `maxCut` with weights 1.
 *
 * - Returns [γ_1 … γ_p, β_1 … β_p] for degrees 3 (p ≤ 5), 4 (p ≤ 4) and 5 (p ≤ 3).
 *
 * Source: Wurtz and Lykov 2021, "Fixed-angle conjectures for the quantum approximate optimization algorithm on regular MaxCut
 * graphs" (arXiv 2107.00677).
 *
 * @throws {ProblemError} there are no angles for that degree and number of layers.
 * @example
 * ```ts
 * import { fixedMaxCutAngles } from '@sigmax/quantum-sim/qaoa';
 * fixedMaxCutAngles(3, 1); // => { angles: [0.6155336291, -0.3926720292], ratio: 0.6924500474 }
 * ```
 */
export const fixedMaxCutAngles = (
  degree: number,
  layers: number,
): { readonly angles: readonly number[]; readonly ratio: number } => {
  const found = table.find((row) => row.degree === degree && row.gammas.length === layers);
  if (found === undefined) {
    throw new ProblemError({
      code: 'NO_FIXED_ANGLES',
      message: `fixedMaxCutAngles: degree was ${degree} and layers ${layers}.`,
      remedy: `Pass one of ${table.map((row) => `(${row.degree}, ${row.gammas.length})`).join(', ')}.`,
      context: { degree, layers },
    });
  }
  // e^{−iγ' C} with C = −cut has ZZ / 2 where the table has ZZ / 4, and lower costs are reached with the other sign of β.
  return { angles: [...found.gammas.map((one) => one / 2), ...found.betas.map((one) => -one)], ratio: found.ratio };
};
