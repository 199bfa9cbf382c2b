import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Answer } from '../opinion/answer';
import { barsUpTo, type EvaluationWorld } from './evaluation-world';

/** What an agent said of an instrument at a moment, and what came of it. */
export interface Forecast {
  readonly timeMs: number;
  readonly instrumentId: string;
  /** Score × confidence; 0 for an abstention. */
  readonly signal: number;
  readonly score: number;
  readonly confidence: number;
  readonly isAbstention: boolean;
  /** Return of the close over the horizon that followed, as a fraction. */
  readonly forwardReturn: number;
}

const schema = z.strictObject({ horizonBars: z.int().positive() });

/**
 * Puts the answers of an agent beside the returns that followed them: close after `horizonBars` bars / close − 1.
 *
 * Moments whose horizon reaches behind the end of the world are left out. Measured from the close of the moment; a bot trades at the next
 * open at the earliest.
 *
 * @throws {InvalidOptionsError} the horizon is no whole number of bars.
 */
export const forecastsOf = (
  answers: readonly Answer[],
  world: EvaluationWorld,
  options: { readonly horizonBars: number },
): readonly Forecast[] => {
  const { horizonBars } = parseOptions(schema, options, 'forecastsOf');
  const series = new Map(world.market.map((one) => [one.instrumentId, one]));
  return answers.flatMap((answer) => {
    const { timeMs, instrumentId } = answer;
    const bars = series.get(instrumentId);
    if (bars === undefined) return [];
    const place = barsUpTo(bars, timeMs) - 1;
    const [now, then] = [bars.close[place], bars.close[place + horizonBars]];
    if (now === undefined || then === undefined) return [];
    const isAbstention = answer.type === 'abstention';
    const { score, confidence } = isAbstention ? { score: 0, confidence: 0 } : answer;
    return [
      {
        timeMs,
        instrumentId,
        score,
        confidence,
        signal: score * confidence,
        isAbstention,
        forwardReturn: then / now - 1,
      },
    ];
  });
};
