import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import type { TrainingCallback } from '../training/training-callback';
import { clockOption } from './clock-option';
import type { LogSink } from './log-sink';

const schema = z.strictObject({
  clock: clockOption().default(systemClock),
  name: z.string().min(1).default('log'),
});

/**
 * A callback of `train` that writes the figures of each iteration to sinks: its statistics, `meanReturn` of the last 100 episodes
 * and `episodes`, how many ended. Closes the sinks at the end.
 *
 * @example
 * ```ts
 * import { jsonLinesLog, logTraining } from '@sigmax/rl';
 * const lines: string[] = [];
 * const sink = jsonLinesLog({ write: (line) => void lines.push(line), close: () => {} });
 * logTraining([sink]).name; // => 'log'
 * ```
 */
export const logTraining = <Action = unknown>(
  sinks: readonly LogSink[],
  options: { readonly clock?: Pick<Clock, 'nowMs'>; readonly name?: string } = {},
): TrainingCallback<Action> => {
  const { clock, name } = parseOptions(schema, options, 'logTraining');
  return {
    name,
    onIteration: ({ stepsDone, statistics, meanReturn, episodes }) => {
      const values = { ...statistics, episodes: episodes.length, meanReturn };
      for (const sink of sinks) sink.write({ step: stepsDone, timeMs: clock.nowMs(), values });
      return undefined;
    },
    onEnd: () => {
      for (const sink of sinks) sink.close();
    },
  };
};
