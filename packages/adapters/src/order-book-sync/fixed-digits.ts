import { FrameFault } from './frame-fault';

const decimal = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The digits of a number with a fixed count of decimal places, without point and leading zeros: `0.00100000` → `100000`.
 *
 * Works on the text, so that no digit is lost; zeros that the text lacks are added, digits that it has too many are refused.
 */
export const fixedDigits = (text: string, places: number, what: string): string => {
  const parts = decimal.exec(text);
  if (parts === null) throw new FrameFault('NOT_A_DECIMAL', `${what} was no number from 0`);
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = fraction.length - Number(exponent);
  if (Math.abs(shift) > 100) throw new FrameFault('OUT_OF_RANGE', `${what} was too large or too small`);
  // The number is digits · 10^−shift; it becomes digits · 10^(places − shift).
  const digits = whole + fraction;
  const missing = places - shift;
  if (missing >= 0) return (digits + '0'.repeat(missing)).replace(/^0+/, '');
  const excess = digits.padStart(-missing, '0').slice(missing);
  if (/[1-9]/.test(excess)) throw new FrameFault('TOO_PRECISE', `${what} had more than ${places} decimal places`);
  return digits.slice(0, missing).replace(/^0+/, '');
};
