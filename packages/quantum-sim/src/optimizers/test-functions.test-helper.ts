import { createHash } from 'node:crypto';
import type { Minimum, ObjectiveWithGradient } from './minimum';

/** Rosenbrock 1960: a bent valley, minimum 0 at (1, …, 1). */
export const rosenbrock: ObjectiveWithGradient = (point, gradient) => {
  gradient.fill(0);
  let value = 0;
  for (let i = 0; i + 1 < point.length; i++) {
    const [x, y] = [point[i]!, point[i + 1]!];
    const rest = y - x * x;
    value += 100 * rest * rest + (1 - x) * (1 - x);
    gradient[i]! += -400 * x * rest - 2 * (1 - x);
    gradient[i + 1]! += 200 * rest;
  }
  return value;
};

/** Beale 1958: minimum 0 at (3, 0.5). */
export const beale: ObjectiveWithGradient = (point, gradient) => {
  gradient.fill(0);
  const [x, y] = [point[0]!, point[1]!];
  let value = 0;
  [1.5, 2.25, 2.625].forEach((constant, index) => {
    const exponent = index + 1;
    let high = y;
    let low = 1;
    for (let times = 1; times < exponent; times++) {
      low = high;
      high *= y;
    }
    const rest = constant - x + x * high;
    value += rest * rest;
    gradient[0]! += 2 * rest * (high - 1);
    gradient[1]! += 2 * rest * x * exponent * low;
  });
  return value;
};

/** Powell 1962: singular at its minimum, 0 at the origin. */
export const powell: ObjectiveWithGradient = (point, gradient) => {
  const [a, b, c, d] = point as unknown as [number, number, number, number];
  const [p, q, r, s] = [a + 10 * b, c - d, b - 2 * c, a - d];
  gradient.set([2 * p + 40 * s * s * s, 20 * p + 4 * r * r * r, 10 * q - 8 * r * r * r, -10 * q - 40 * s * s * s]);
  return p * p + 5 * q * q + r * r * r * r + 10 * s * s * s * s;
};

/** An objective without its gradient. */
export const withoutGradient =
  (objective: ObjectiveWithGradient) =>
  (point: Float64Array): number =>
    objective(point, new Float64Array(point.length));

/** The first twelve digits of a digest over every bit of a run. */
export const digestOf = ({ point, trace, iterations, evaluations, reason }: Minimum): string => {
  const hash = createHash('sha256');
  const numbers = [...trace, ...point, iterations, evaluations];
  const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
  numbers.forEach((one, index) => {
    bytes.setFloat64(8 * index, one, true);
  });
  return hash.update(new Uint8Array(bytes.buffer)).update(reason).digest('hex').slice(0, 12);
};
