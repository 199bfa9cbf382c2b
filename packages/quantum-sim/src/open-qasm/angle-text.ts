import type { Angle } from '../circuit/angle';

/** A number as both versions of OpenQASM read it, and read it back to the last bit. */
export const numberText = (value: number): string => {
  const text = String(value + 0);
  // An exponent wants a decimal point in OpenQASM 2.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
};

const divisors = [1, 2, 3, 4, 6, 8, 12, 16, 32, 64];

/** k·π/m where that is the number to the last bit, computed as the text says. */
const multipleOfPi = (value: number): string | undefined => {
  const size = Math.abs(value);
  for (const divisor of divisors) {
    const factor = Math.round((size * divisor) / Math.PI);
    if (factor < 1 || factor > 64 || (factor * Math.PI) / divisor !== size) continue;
    const sign = value < 0 ? '-' : '';
    return `${sign}${factor === 1 ? '' : `${factor}*`}pi${divisor === 1 ? '' : `/${divisor}`}`;
  }
  return undefined;
};

const termText = (name: string, factor: number): string => {
  if (factor === 1) return name;
  if (factor === -1) return `-${name}`;
  if (factor === 0.5) return `${name}/2`;
  if (factor === -0.5) return `-${name}/2`;
  return `${multipleOfPi(factor) ?? numberText(factor)}*${name}`;
};

/** An angle as an expression. */
export const angleText = (angle: Angle): string => {
  if (typeof angle === 'number') return multipleOfPi(angle) ?? numberText(angle);
  const parts = angle.terms.map(({ name, factor }) => termText(name, factor));
  if (angle.constant !== 0 || parts.length === 0) parts.push(angleText(angle.constant));
  return parts.reduce((text, part) => (part.startsWith('-') ? `${text}${part}` : `${text}+${part}`));
};
