import type { Ising } from '../problem/ising';

/** The function with spin `first` put in as sign · z_second, or as sign. */
export const eliminateSpin = (
  { names, constant, fields, couplings }: Ising,
  first: number,
  second: number | undefined,
  sign: number,
): Ising => {
  const size = names.length;
  const kept = names.map((_, index) => index).filter((index) => index !== first);
  const moved = fields.slice();
  const joined = couplings.slice();
  let whole = constant;
  if (second === undefined) {
    whole += sign * fields[first]!;
    for (const i of kept) moved[i]! += sign * couplings[first * size + i]!;
  } else {
    moved[second]! += sign * fields[first]!;
    whole += sign * couplings[first * size + second]!;
    for (const i of kept) {
      if (i === second) continue;
      joined[second * size + i]! += sign * couplings[first * size + i]!;
      joined[i * size + second] = joined[second * size + i]!;
    }
  }
  return {
    names: kept.map((index) => names[index] as string),
    constant: whole,
    fields: Float64Array.from(kept, (index) => moved[index]!),
    couplings: Float64Array.from(kept.flatMap((i) => kept.map((j) => joined[i * size + j] as number))),
  };
};
