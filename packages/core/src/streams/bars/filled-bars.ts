import { DataError } from '../../errors';
import type { EmitBar, RunningBarBuilder } from './define-bar-builder';
import { nextTimeMs } from './next-time';
import { type PriceEvent, requirePriceEvent } from './price-event';
import { RunningBar } from './running-bar';

export interface FilledBarRules<Input extends PriceEvent> {
  readonly operator: string;
  readonly types: readonly string[];
  /** What an event adds to the amount of its bar. */
  readonly amountOf: (event: Input) => number;
  /** Whether a bar is full with what it has. */
  readonly isFull: (bar: RunningBar) => boolean;
}

interface Filling {
  bar: RunningBar;
  /** The latest event, and the latest bar. */
  latestMs: number;
  previousMs: number;
}

/** Bars that close when they are full, one instrument apart from the other. An event goes into one bar as a whole. */
export class FilledBars<Input extends PriceEvent> implements RunningBarBuilder<Input> {
  readonly #rules: FilledBarRules<Input>;
  readonly #fillings = new Map<string, Filling>();

  constructor(rules: FilledBarRules<Input>) {
    this.#rules = rules;
  }

  next(event: Input, emit: EmitBar): void {
    const { operator, types, amountOf, isFull } = this.#rules;
    requirePriceEvent(operator, types, event);
    const filling = this.#filling(event);
    const { bar } = filling;
    bar.add(event);
    bar.amount += amountOf(event);
    if (!isFull(bar)) return;
    filling.bar = new RunningBar();
    filling.previousMs = nextTimeMs(event.timeMs, filling.previousMs);
    emit(bar.finish(event.instrumentId, filling.previousMs));
  }

  #filling(event: Input): Filling {
    const { instrumentId, timeMs } = event;
    let filling = this.#fillings.get(instrumentId);
    if (filling === undefined) {
      filling = { bar: new RunningBar(), latestMs: timeMs, previousMs: Number.NEGATIVE_INFINITY };
      this.#fillings.set(instrumentId, filling);
    }
    requireRising(this.#rules.operator, event, filling.latestMs);
    filling.latestMs = timeMs;
    return filling;
  }
}

/** @throws {DataError} an event lies before the one before it. */
export const requireRising = (operator: string, event: PriceEvent, latestMs: number): void => {
  if (event.timeMs >= latestMs) return;
  throw new DataError({
    code: 'OUT_OF_ORDER',
    message: `${operator} (${event.instrumentId}): time ${event.timeMs} came after ${latestMs}.`,
    remedy: 'Sort the events, for example with sortWithin.',
    context: { event: { ...event }, latestMs },
  });
};
