import type { LayoutCondition, LayoutOperation } from './circuit-layout';

/** What the box of a target shows; boxes of several qubits say which of them they are. */
export const boxLabel = ({ label, angles, targets, kind }: LayoutOperation, target: number): string => {
  const place = targets.indexOf(target);
  const name = place === 0 && angles.length > 0 ? `${label}(${angles.join(', ')})` : label;
  return targets.length > 1 && kind !== 'swap' ? `${name} ${place}` : name;
};

const conditionText = ({ bits, value, isNegated }: LayoutCondition, bitCount: number): string => {
  const isAll = bits.length === bitCount && bits.every((bit, index) => bit === index);
  const isRun = bits.every((bit, index) => bit === bits[0]! + index);
  const part = bits.length === 1 ? `[${bits[0]}]` : isRun ? `[${bits[0]}:${bits.at(-1)}]` : `[${bits.join(',')}]`;
  return `c${isAll ? '' : part}${isNegated ? '≠' : '='}${value}`;
};

/** What stands below the wire of the bits: where a measurement goes, and what conditions ask. */
export const bitLabel = ({ bit, conditions }: LayoutOperation, bitCount: number): string =>
  [...conditions.map((one) => conditionText(one, bitCount)), ...(bit === undefined ? [] : [`${bit}`])].join(' ');
