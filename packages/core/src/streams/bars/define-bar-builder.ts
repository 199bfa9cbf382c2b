import type { OperatorFunction, Subscriber } from 'rxjs';
import type { z } from 'zod';
import type { Clock } from '../../clock';
import type { Bar } from '../../market/bar';
import { type BarSeries, barAt } from '../../market/bar-series';
import { isBarSeries } from '../../market/market';
import { parseOptions } from '../../options';
import type { EventDropped, NoticeSink, StreamNotice } from '../notice';
import { Stage, stageOperator } from '../stage';

/** Takes a finished bar. */
export type EmitBar = (bar: Bar) => void;

/** How a builder tells what it dropped and what else happened. */
export interface BuilderReport {
  drop(event: unknown, reason: EventDropped['reason']): void;
  tell(notice: StreamNotice): void;
}

/**
 * Bars being built from events.
 *
 * An implementer guarantees: a bar that went out never changes, an unfinished one never goes out, and what goes out follows
 * from the events alone, or from them and the times given to `advance`.
 */
export interface RunningBarBuilder<Input> {
  next(input: Input, emit: EmitBar): void;
  /** The source has ended: emits bars that are finished and waited for late events only. */
  end?(emit: EmitBar): void;
  /** Emits the bars that are finished at a time of the clock, whether an event came or not. */
  advance?(nowMs: number, emit: EmitBar): void;
  /** The time at which `advance` has something to do; `undefined` while there is nothing to wait for. */
  dueMs?(): number | undefined;
}

/** One way to build bars in two forms: an operator, and a batch function with the same bars. */
export interface BarBuilder<Input, Options> {
  (options: Options): OperatorFunction<Input, Bar>;
  /** Builds from stored events at once; `options.clock` has no part in it. */
  batch(events: Iterable<Input> | (Bar extends Input ? BarSeries : never), options: Options): Bar[];
}

interface CommonOptions {
  readonly notices?: NoticeSink | undefined;
  readonly clock?: Clock | undefined;
}

export interface BarBuilderDefinition<Input, Schema extends z.ZodType<CommonOptions>> {
  /** The exported name, used in errors and notices. */
  readonly name: string;
  readonly options: Schema;
  readonly start: (options: z.output<Schema>, report: BuilderReport) => RunningBarBuilder<Input>;
}

class BuilderStage<Input> extends Stage<Input, Bar> implements BuilderReport {
  private readonly builder: RunningBarBuilder<Input>;
  private readonly clock: Clock | undefined;
  private readonly emitBar: EmitBar = (bar) => this.emit(bar);
  private timerMs = Number.POSITIVE_INFINITY;
  private cancelTimer: (() => void) | undefined;

  constructor(
    output: Subscriber<Bar>,
    name: string,
    options: CommonOptions,
    start: (report: BuilderReport) => RunningBarBuilder<Input>,
  ) {
    super(output, name, options.notices);
    this.builder = start(this);
    this.clock = this.builder.advance === undefined ? undefined : options.clock;
    if (this.clock !== undefined) this.add(() => this.cancelTimer?.());
  }

  override drop(event: unknown, reason: EventDropped['reason']): void {
    super.drop(event, reason);
  }

  tell(notice: StreamNotice): void {
    this.notices?.next(notice);
  }

  protected override take(input: Input): void {
    this.builder.next(input, this.emitBar);
    if (this.clock !== undefined) this.arm(this.clock);
  }

  protected override finish(): boolean {
    this.builder.end?.(this.emitBar);
    return true;
  }

  /** Sets the timer anew where a bar falls due before the one that it is set for. */
  private arm(clock: Clock): void {
    const dueMs = this.builder.dueMs?.();
    if (dueMs === undefined || dueMs >= this.timerMs || this.closed) return;
    this.cancelTimer?.();
    this.timerMs = dueMs;
    this.cancelTimer = clock.after(Math.max(0, dueMs - clock.nowMs()), () => this.act(() => this.wake(clock)));
  }

  private wake(clock: Clock): void {
    this.timerMs = Number.POSITIVE_INFINITY;
    this.cancelTimer = undefined;
    this.builder.advance?.(clock.nowMs(), this.emitBar);
    this.arm(clock);
  }
}

function* barsOfSeries(series: BarSeries): Generator<Bar> {
  for (let index = 0; index < series.length; index++) yield barAt(series, index);
}

/**
 * Makes the two forms of a bar builder from one computation.
 *
 * - State: each subscription and each batch starts afresh.
 * - Errors: `InvalidOptionsError` where the operator is made; what `next` throws goes down the error channel.
 */
export const defineBarBuilder = <Input, Schema extends z.ZodType<CommonOptions>>(
  definition: BarBuilderDefinition<Input, Schema>,
): BarBuilder<Input, z.input<Schema>> => {
  const { name, start } = definition;

  const operator = (given: z.input<Schema>): OperatorFunction<Input, Bar> => {
    const options = parseOptions(definition.options, given, name);
    return stageOperator((output) => new BuilderStage(output, name, options, (report) => start(options, report)));
  };

  const batch = (events: Iterable<Input> | BarSeries, given: z.input<Schema>): Bar[] => {
    const options = parseOptions(definition.options, given, name);
    let count = 0;
    const builder = start(options, {
      drop: (event, reason) => {
        count += 1;
        options.notices?.next({ type: 'event-dropped', operator: name, reason, event, count });
      },
      tell: (notice) => options.notices?.next(notice),
    });
    const bars: Bar[] = [];
    const emit: EmitBar = (bar) => {
      bars.push(bar);
    };
    const inputs = isBarSeries(events) ? (barsOfSeries(events) as Iterable<unknown>) : events;
    for (const event of inputs as Iterable<Input>) builder.next(event, emit);
    builder.end?.(emit);
    return bars;
  };

  return Object.assign(operator, { batch });
};
