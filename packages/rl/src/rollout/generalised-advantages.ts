/** One environment's steps in order, as columns of one length. */
export interface AdvantageInputs {
  readonly rewards: ArrayLike<number>;
  /** V of the observation before each step. */
  readonly values: ArrayLike<number>;
  /** V of the observation after each step, the last of its episode included; 0 where the step terminated. */
  readonly nextValues: ArrayLike<number>;
  /** 1 where an episode ended with the step, terminated or truncated. */
  readonly ends: ArrayLike<number>;
  readonly discount: number;
  /** λ: 1 is the sum of rewards less the value, 0 a single step. */
  readonly lambda: number;
}

/**
 * Generalised advantage estimation over the steps `from` to `from + count`, written into `out` at the same places.
 *
 * δₜ = rₜ + γ V(sₜ₊₁) − V(sₜ), Aₜ = δₜ + γλ Aₜ₊₁, where Aₜ₊₁ counts as 0 when step t ended its episode. A truncated step has the
 * value of its final observation in `nextValues`, a terminated one 0. Source: Schulman et al. 2016, equations 11 to 16; Pardo et
 * al. 2018 for truncation.
 */
export const generalisedAdvantages = (
  { rewards, values, nextValues, ends, discount, lambda }: AdvantageInputs,
  out: Float64Array,
  from = 0,
  count: number = out.length,
): void => {
  let advantage = 0;
  for (let at = from + count - 1; at >= from; at--) {
    const surprise = (rewards[at] as number) + discount * (nextValues[at] as number) - (values[at] as number);
    advantage = ends[at] === 1 ? surprise : surprise + discount * lambda * advantage;
    out[at] = advantage;
  }
};
