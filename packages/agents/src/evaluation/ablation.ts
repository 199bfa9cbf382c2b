import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Forecast } from './forecasts';
import { signalWeights } from './signal-weights';

/** What an agent said over the same moments as the others. */
export interface AgentForecasts {
  readonly name: string;
  readonly forecasts: readonly Forecast[];
}

export interface AblationOptions {
  readonly agents: readonly AgentForecasts[];
  /** Part of the moments, from the first, on which weights are fitted; the rest is what is scored. Defaults to 0.5. */
  readonly fitted?: number | undefined;
  /** How much better than noise an agent has to be for a weight. Defaults to 3: noise gets one in about 1 of 700 cases. */
  readonly strictness?: number | undefined;
}

export interface AblationRow {
  readonly name: string;
  /** Part of the fitted signal; all sum to 1, or are 0 where nobody helps. */
  readonly weight: number;
  /** Mean of sign(signal) × return on the moments that were not fitted: what it is worth alone. */
  readonly alone: number;
  /** What the others lose without it on those moments: score of all − score of all but it, with weights fitted anew. */
  readonly contribution: number;
  /** Part of the moments with an opinion. */
  readonly coverage: number;
}

export interface Ablation {
  readonly rows: readonly AblationRow[];
  /** Mean of sign(signal) × return of all together on the moments that were not fitted. */
  readonly together: number;
  /** Moments that were scored. */
  readonly count: number;
  toString(): string;
}

const schema = z.strictObject({
  agents: z.array(z.strictObject({ name: z.string().min(1), forecasts: z.array(z.custom<Forecast>()) })).min(1),
  fitted: z.number().min(0.1).max(0.9).default(0.5),
  strictness: z.number().min(0).max(10).default(3),
});

const keyOf = ({ timeMs, instrumentId }: Forecast): string => `${timeMs} ${instrumentId}`;

const percent = (value: number): string => `${(100 * value).toFixed(3)} %`.padStart(10);

/**
 * Takes each agent out of several in turn and says what it is worth: the weight that it gets beside the others, and what they lose
 * without it on moments that no weight was fitted on.
 *
 * Weights: least squares of the forward return on score × confidence, none below 0, with a price that keeps noise out. Score of a
 * combination: mean of sign(Σ w × signal) × forward return. No costs: it compares forecasts and not accounts.
 *
 * - Units: returns as fractions. Cost: one fit more than agents. State: none.
 *
 * @throws {InvalidOptionsError} agents speak of other moments than each other, two have one name, or there are fewer than 20 moments.
 * @example
 * ```ts
 * import { ablation } from '@sigmax/agents/evaluation';
 * const forecast = (place: number, signal: number, forwardReturn: number) =>
 *   ({ timeMs: place, instrumentId: 'demo:BTC/USDT', signal, score: signal, confidence: 1, isAbstention: false, forwardReturn });
 * const returns = Array.from({ length: 200 }, (_, place) => (((place * 7919) % 101) - 50) / 1_000);
 * const knows = returns.map((value, place) => forecast(place, Math.sign(value), value));
 * const calm = returns.map((value, place) => forecast(place, place % 2 === 0 ? 1 : -1, value));
 * const { rows } = ablation({ agents: [{ name: 'knows', forecasts: knows }, { name: 'calm', forecasts: calm }] });
 * rows.map(({ name, weight }) => [name, weight]); // => [['knows', 1], ['calm', 0]]
 * ```
 */
export const ablation = (options: AblationOptions): Ablation => {
  const { agents, fitted, strictness } = parseOptions(schema, options, 'ablation');
  const names = new Set(agents.map(({ name }) => name));
  const [first] = agents;
  const keys = first?.forecasts.map(keyOf) ?? [];
  const other = agents.find(
    ({ forecasts }) => forecasts.length !== keys.length || forecasts.some((one, at) => keyOf(one) !== keys[at]),
  );
  const problem =
    names.size < agents.length
      ? 'two agents have one name'
      : other !== undefined
        ? `${other.name} speaks of other moments than ${first?.name}`
        : keys.length < 20
          ? `there are ${keys.length} moments`
          : undefined;
  if (problem !== undefined) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `ablation: ${problem}.`,
      remedy: 'Give agents with names of their own, asked at the same 20 moments or more, as answersOf does.',
    });
  }
  const returns = Float64Array.from(first?.forecasts ?? [], ({ forwardReturn }) => forwardReturn);
  const signals = agents.map(({ forecasts }) => Float64Array.from(forecasts, ({ signal }) => signal));
  const split = Math.floor(keys.length * fitted);
  const weightsOf = (chosen: readonly Float64Array[]): readonly number[] =>
    signalWeights(
      chosen.map((signal) => signal.subarray(0, split)),
      returns.subarray(0, split),
      strictness,
    );
  const scoreOf = (chosen: readonly Float64Array[], weights: readonly number[]): number => {
    let sum = 0;
    for (let at = split; at < keys.length; at++) {
      const joint = chosen.reduce(
        (total, signal, place) => total + (signal[at] as number) * (weights[place] as number),
        0,
      );
      sum += Math.sign(joint) * (returns[at] as number);
    }
    return sum / (keys.length - split);
  };
  const weights = weightsOf(signals);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const together = scoreOf(signals, weights);
  const rows = agents
    .map(({ name, forecasts }, at): AblationRow => {
      const others = signals.filter((_, place) => place !== at);
      return {
        name,
        weight: total > 0 ? (weights[at] as number) / total : 0,
        alone: scoreOf([signals[at] as Float64Array], [1]),
        contribution: together - scoreOf(others, weightsOf(others)),
        coverage: forecasts.filter(({ isAbstention }) => !isAbstention).length / forecasts.length,
      };
    })
    .sort((a, b) => b.weight - a.weight || b.contribution - a.contribution);
  const lines = rows.map(
    ({ name, weight, alone, contribution }) =>
      `${name.padEnd(24)} ${weight.toFixed(3).padStart(7)} ${percent(alone)} ${percent(contribution)}`,
  );
  const head = `${'agent'.padEnd(24)}  weight      alone  leaves out`;
  return { rows, together, count: keys.length - split, toString: () => [head, ...lines].join('\n') };
};
