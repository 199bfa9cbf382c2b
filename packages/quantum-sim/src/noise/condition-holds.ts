import type { Condition } from '../circuit/operation';

/** Whether the bits, the first of them least significant, read the value. */
export const conditionHolds = ({ bits: places, value }: Condition, bits: Uint8Array): boolean =>
  places.every((place, index) => bits[place] === Math.floor(value / 2 ** index) % 2);
