const mostDecimals = 9;

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/**
 * The factor that makes decimal numbers whole with no common divisor, or `undefined` where nine decimals do not do. Numbers count
 * as decimals when they are within one part in 10^12.
 */
export const wholeScale = (numbers: Iterable<number>): number | undefined => {
  const values = Array.from(numbers, Math.abs).filter((one) => one !== 0);
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const scale = Number(`1e${decimals}`);
    const whole = values.map((one) => Math.round(one * scale));
    const isWhole = values.every((one, index) => Math.abs(one * scale - whole[index]!) <= 1e-12 * one * scale);
    if (!isWhole || whole.some((one) => one > Number.MAX_SAFE_INTEGER)) continue;
    return whole.length === 0 ? 1 : scale / whole.reduce(greatestCommonDivisor);
  }
  return undefined;
};
