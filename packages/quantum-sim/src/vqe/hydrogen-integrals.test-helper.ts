/**
 * The electronic problem of H2 in the basis STO-3G from first principles: exponents and coefficients of hydrogen by Hehre, Stewart and
 * Pople 1969; integrals over s functions by Szabo and Ostlund 1996, appendix A. In hartree and bohr.
 */
const exponents = [3.425250914, 0.6239137298, 0.168855404];
const coefficients = [0.1543289673, 0.5353281423, 0.4446345422];

const bohrInAngstrom = 0.52917721092;

/** (1/2) √(π/t) erf √t by its series; e^{−t} Σ (2t)^k / (2k + 1)!!. */
const boys = (t: number): number => {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 200; k++) {
    term *= (2 * t) / (2 * k + 1);
    sum += term;
  }
  return Math.exp(-t) * sum;
};

interface Primitive {
  readonly exponent: number;
  readonly weight: number;
  readonly at: number;
}

const orbital = (at: number): Primitive[] =>
  exponents.map((exponent, index) => ({
    exponent,
    weight: (coefficients[index] as number) * ((2 * exponent) / Math.PI) ** 0.75,
    at,
  }));

const product = (a: Primitive, b: Primitive) => {
  const sum = a.exponent + b.exponent;
  const reduced = (a.exponent * b.exponent) / sum;
  return {
    sum,
    reduced,
    factor: a.weight * b.weight * Math.exp(-reduced * (a.at - b.at) ** 2),
    centre: (a.exponent * a.at + b.exponent * b.at) / sum,
    square: (a.at - b.at) ** 2,
  };
};

const over = (orbitals: Primitive[][], of: (...primitives: Primitive[]) => number): number =>
  orbitals
    .reduce<Primitive[][]>((all, one) => all.flatMap((start) => one.map((last) => [...start, last])), [[]])
    .reduce((sum, primitives) => sum + of(...primitives), 0);

/** The exact lowest energy of the two electrons and that of the nuclei. */
export const hydrogenMolecule = (angstrom: number): { readonly electronic: number; readonly nuclear: number } => {
  const distance = angstrom / bohrInAngstrom;
  const left = orbital(0);
  const right = orbital(distance);
  const overlap = (a: Primitive[], b: Primitive[]) =>
    over([a, b], (p, q) => {
      const { sum, factor } = product(p as Primitive, q as Primitive);
      return factor * (Math.PI / sum) ** 1.5;
    });
  const core = (a: Primitive[], b: Primitive[]) =>
    over([a, b], (p, q) => {
      const { sum, reduced, factor, centre, square } = product(p as Primitive, q as Primitive);
      const kinetic = reduced * (3 - 2 * reduced * square) * (Math.PI / sum) ** 1.5;
      const attraction = [0, distance].reduce(
        (total, nucleus) => total - ((2 * Math.PI) / sum) * boys(sum * (centre - nucleus) ** 2),
        0,
      );
      return factor * (kinetic + attraction);
    });
  const repulsion = (a: Primitive[], b: Primitive[], c: Primitive[], d: Primitive[]) =>
    over([a, b, c, d], (p, q, r, s) => {
      const one = product(p as Primitive, q as Primitive);
      const two = product(r as Primitive, s as Primitive);
      const whole = one.sum * two.sum;
      const t = (whole / (one.sum + two.sum)) * (one.centre - two.centre) ** 2;
      return ((one.factor * two.factor * 2 * Math.PI ** 2.5) / (whole * Math.sqrt(one.sum + two.sum))) * boys(t);
    });

  const shared = overlap(left, right);
  const scale = (sign: 1 | -1) => 1 / Math.sqrt(2 * (1 + sign * shared));
  const molecular = (sign: 1 | -1): Primitive[] => [
    ...left.map((one) => ({ ...one, weight: one.weight * scale(sign) })),
    ...right.map((one) => ({ ...one, weight: sign * one.weight * scale(sign) })),
  ];
  const [low, high] = [molecular(1), molecular(-1)];
  // Two electrons in singlets of both low and both high: a matrix of two rows.
  const first = 2 * core(low, low) + repulsion(low, low, low, low);
  const second = 2 * core(high, high) + repulsion(high, high, high, high);
  const across = repulsion(low, high, low, high);
  return {
    electronic: (first + second) / 2 - Math.sqrt(((first - second) / 2) ** 2 + across ** 2),
    nuclear: 1 / distance,
  };
};
