import type { OperatorFunction } from 'rxjs';
import type { z } from 'zod';
import { parseOptions } from '../options';
import type { Decision } from './decision';
import { closed, requireName } from './define-strategy';
import type { Snapshot, StrategyContext, StreamStrategy } from './strategy';

export interface StreamStrategyDefinition<Schema extends z.ZodType> {
  readonly name: string;
  readonly params: Schema;
  start(params: z.output<Schema>, context: StrategyContext): OperatorFunction<Snapshot, Decision>;
}

/**
 * Makes a strategy from an RxJS operator: one decision out for each snapshot in, at once or later.
 *
 * The engine sends the next snapshot only after the decision on the last one, so a slow model sees the same market in a
 * backtest and live. Emit `hold` where you would filter.
 *
 * @example
 * ```ts
 * import { hold, streamStrategy } from '@sigmax/core';
 * import { map } from 'rxjs';
 * streamStrategy(map(() => hold), { name: 'idle' }).kind; // => 'stream'
 * ```
 */
export const streamStrategy = (
  operator: OperatorFunction<Snapshot, Decision>,
  options: { readonly name?: string } = {},
): StreamStrategy => ({
  kind: 'stream',
  name: requireName('streamStrategy', options.name ?? 'stream-strategy'),
  params: {},
  start: () => operator,
});

/** Defines a stream strategy with parameters; the counterpart of `defineStrategy`. */
export const defineStreamStrategy =
  <Schema extends z.ZodType>(definition: StreamStrategyDefinition<Schema>) =>
  (params?: z.input<Schema>): StreamStrategy => {
    const parsed = closed(parseOptions(definition.params, params ?? {}, `strategy ${definition.name}`));
    return {
      kind: 'stream',
      name: requireName('defineStreamStrategy', definition.name),
      params: parsed as Readonly<Record<string, unknown>>,
      start: (context) => definition.start(parsed, context),
    };
  };
