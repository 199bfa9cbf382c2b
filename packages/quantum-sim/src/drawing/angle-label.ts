import type { Angle } from '../circuit/angle';

const divisors = [1, 2, 3, 4, 6, 8, 12, 16, 32];

const multipleOfPi = (value: number): string | undefined => {
  const size = Math.abs(value);
  for (const divisor of divisors) {
    const factor = Math.round((size * divisor) / Math.PI);
    if (factor < 1 || factor > 32 || Math.abs((factor * Math.PI) / divisor - size) > 1e-12) continue;
    return `${value < 0 ? '−' : ''}${factor === 1 ? '' : factor}π${divisor === 1 ? '' : `/${divisor}`}`;
  }
  return undefined;
};

/** A number in four digits, as in a label. */
export const numberLabel = (value: number): string => String(Number(value.toPrecision(4))).replaceAll('-', '−');

/**
 * An angle as a label: multiples of π by name, other numbers in four digits, parameters by their names.
 */
export const angleLabel = (angle: Angle): string => {
  if (typeof angle === 'number') return multipleOfPi(angle) ?? numberLabel(angle);
  const terms = angle.terms.map(({ name, factor }) => {
    if (factor === 1) return name;
    return factor === -1 ? `−${name}` : `${angleLabel(factor)}·${name}`;
  });
  if (angle.constant !== 0 || terms.length === 0) terms.push(angleLabel(angle.constant));
  return terms.reduce((text, term) => (term.startsWith('−') ? `${text}${term}` : `${text}+${term}`));
};
