import { type Angle, ParameterExpression } from '../circuit/angle';
import { CircuitError } from '../errors';

/** An angle in which the parameters that have a value are numbers. */
export const bindAngle = (angle: Angle, values: Readonly<Record<string, number>>): Angle => {
  if (typeof angle === 'number') return angle;
  const open = angle.terms.filter(({ name }) => values[name] === undefined);
  let { constant } = angle;
  for (const { name, factor } of angle.terms) constant += factor * (values[name] ?? 0);
  if (!Number.isFinite(constant)) {
    throw new CircuitError({
      code: 'INVALID_ANGLE',
      message: `exportOpenQasm: an angle was ${constant}.`,
      remedy: 'Pass finite numbers for the parameters.',
      context: { values },
    });
  }
  return open.length === 0 ? constant : new ParameterExpression(open, constant);
};
