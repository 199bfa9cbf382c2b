/**
 * Decimal numbers from bytes, the same double as `Number()` would give.
 *
 * A mantissa below 2^53 and a power of ten of at most 10^22 are both exact doubles, so one division or
 * multiplication is correctly rounded (Clinger 1990, "How to read floating point numbers accurately"); everything else
 * goes through `Number()`.
 *
 * @module
 */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const exactLimit = 2 ** 53;
const decimalSyntax = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const [plus, minus, point, zero, nine] = [0x2b, 0x2d, 0x2e, 0x30, 0x39];

const slowDecimal = (bytes: Buffer, start: number, end: number): number => {
  const text = bytes.toString('latin1', start, end);
  return decimalSyntax.test(text) ? Number(text) : Number.NaN;
};

/**
 * Returns the number written in `bytes[start, end)`, or `NaN` when it is not a plain decimal: a sign, digits, a point
 * and an exponent, nothing else. Too large an exponent gives `Infinity`.
 */
export const parseDecimal = (bytes: Buffer, start: number, end: number): number => {
  let at = start;
  const first = bytes[at];
  if (first === minus || first === plus) at++;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= zero && byte <= nine) {
      mantissa = mantissa * 10 + (byte - zero);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === point && decimals < 0) {
      decimals = 0;
    } else {
      return slowDecimal(bytes, start, end);
    }
  }
  if (digits === 0) return Number.NaN;
  if (mantissa >= exactLimit || decimals > 22) return slowDecimal(bytes, start, end);
  const value = decimals > 0 ? mantissa / (powersOfTen[decimals] as number) : mantissa;
  return first === minus ? -value : value;
};
