import { defer, mergeMap, type OperatorFunction } from 'rxjs';
import type { z } from 'zod';
import { parseOptions } from '../options';
import type { Signal } from './signal';

/** A detector at work; it takes the events of any number of instruments. */
export interface RunningSignal<Input> {
  /** The signals that an input brings, mostly none. What throws leaves the state as it was. */
  next(input: Input): readonly Signal[];
}

/** One detector in three forms with the same signals. */
export interface SignalDetector<Input, Options> {
  /** Makes an RxJS operator; each subscription starts afresh. */
  (options: Options): OperatorFunction<Input, Signal>;
  batch(inputs: Iterable<Input>, options: Options): Signal[];
  start(options: Options): RunningSignal<Input>;
}

/** What `next` returns when there is nothing to say, always the same list. */
export const noSignals: readonly Signal[] = Object.freeze([]);

/** Makes the three forms of a detector from one computation. */
export const defineSignal = <Input, Schema extends z.ZodType>(definition: {
  /** The exported name, used in errors. */
  readonly name: string;
  readonly options: Schema;
  readonly start: (options: z.output<Schema>) => RunningSignal<Input>;
}): SignalDetector<Input, z.input<Schema>> => {
  const checked = (options: z.input<Schema>) => parseOptions(definition.options, options, definition.name);

  const operator = (given: z.input<Schema>): OperatorFunction<Input, Signal> => {
    const options = checked(given);
    return (source) =>
      defer(() => {
        const running = definition.start(options);
        return source.pipe(mergeMap((input) => running.next(input)));
      });
  };

  const start = (options: z.input<Schema>) => definition.start(checked(options));

  const batch = (inputs: Iterable<Input>, options: z.input<Schema>): Signal[] => {
    const running = start(options);
    const signals: Signal[] = [];
    for (const input of inputs) signals.push(...running.next(input));
    return signals;
  };

  return Object.assign(operator, { batch, start });
};
