/** A decimal number without rounding: `units / 10^places`. */
export interface ExactDecimal {
  readonly units: bigint;
  readonly places: number;
}

const scaled = ({ units, places }: ExactDecimal, to: number): bigint => units * 10n ** BigInt(to - places);

/** The shortest decimal that is this double: what a venue's text said. */
export const exactDecimal = (value: number): ExactDecimal => {
  const [mantissa, exponent = '0'] = String(value).split('e') as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
};

export const addExactly = (a: ExactDecimal, b: ExactDecimal): ExactDecimal => {
  const places = Math.max(a.places, b.places);
  return { units: scaled(a, places) + scaled(b, places), places };
};

export const negate = ({ units, places }: ExactDecimal): ExactDecimal => ({ units: -units, places });

export const multiplyExactly = (a: ExactDecimal, b: ExactDecimal): ExactDecimal => ({
  units: a.units * b.units,
  places: a.places + b.places,
});

/** −1, 0 or 1 as `a` is less than, equal to or more than `b`. */
export const compareExactly = (a: ExactDecimal, b: ExactDecimal): number => {
  const { units } = addExactly(a, negate(b));
  return units < 0n ? -1 : units > 0n ? 1 : 0;
};

/** How often `b`, above 0, goes into `a`, at least 0. */
export const wholeQuotient = (a: ExactDecimal, b: ExactDecimal): bigint => {
  const places = Math.max(a.places, b.places);
  return scaled(a, places) / scaled(b, places);
};

/** The closest double. */
export const toNumber = ({ units, places }: ExactDecimal): number => Number(`${units}e-${places}`);

/** A double that is not above the decimal. */
export const toNumberBelow = (value: ExactDecimal): number => {
  const closest = toNumber(value);
  if (compareExactly(exactDecimal(closest), value) <= 0) return closest;
  return closest - Math.abs(closest) * Number.EPSILON;
};
