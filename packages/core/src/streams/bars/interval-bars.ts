import { DataError } from '../../errors';
import type { BuilderReport, EmitBar } from './define-bar-builder';
import { boundaryAtOrBefore, intervalOriginMs } from './interval-end';
import { OpenIntervals } from './open-intervals';
import type { PriceEvent } from './price-event';
import type { RunningBar } from './running-bar';

export interface IntervalRules {
  readonly operator: string;
  readonly timeframeMs: number;
  /** Whether an event on a boundary begins an interval, as a trade does, or ends one, as a bar stamped with its close. */
  readonly boundary: 'begins' | 'ends';
  readonly latenessMs: number;
  readonly late: 'drop' | 'error';
  readonly emptyIntervals: 'none' | 'flat';
  /** How many flat bars may follow each other. */
  readonly maximumEmpty: number;
  /** Whether the interval in which the stream began is left out. */
  readonly dropsFirst: boolean;
  /** How many events make a bar whole, where that is known, and what becomes of one with fewer. */
  readonly expectedParts: number | undefined;
  readonly incomplete: 'keep' | 'drop' | 'error';
}

/**
 * Events gathered into intervals of one length, for any number of instruments.
 *
 * The latest time seen moves all instruments on: the intervals that closed `latenessMs` before it go out in the order of
 * their closes, and of one close in the order in which the instruments came first.
 */
export class IntervalBars {
  readonly #rules: IntervalRules;
  readonly #report: BuilderReport;
  readonly #originMs: number;
  readonly #instruments = new Map<string, OpenIntervals>();
  #latestMs = Number.NEGATIVE_INFINITY;
  /** Every interval that closes at or before this has gone out. */
  #closedMs = Number.NEGATIVE_INFINITY;
  /** The time from which on an event closes an interval. */
  #flushMs = Number.NEGATIVE_INFINITY;
  #firstCloseMs: number | undefined;
  #openCount = 0;
  #incompleteCount = 0;

  constructor(rules: IntervalRules, report: BuilderReport) {
    this.#rules = rules;
    this.#report = report;
    this.#originMs = intervalOriginMs(rules.timeframeMs);
  }

  add(event: PriceEvent, emit: EmitBar): void {
    const { timeMs } = event;
    const { boundary, timeframeMs, latenessMs } = this.#rules;
    const isBegin = boundary === 'begins';
    if (timeMs > this.#latestMs) this.#latestMs = timeMs;
    if (timeMs > this.#flushMs || (isBegin && timeMs === this.#flushMs)) {
      const limitMs = timeMs - latenessMs;
      const before = this.#boundary(limitMs);
      this.#flush(isBegin || before < limitMs ? before : before - timeframeMs, emit);
    }
    const start = this.#boundary(timeMs);
    const closeMs = isBegin || start < timeMs ? start + timeframeMs : start;
    const instrument = this.#instrument(event);
    if (closeMs <= this.#closedMs || closeMs <= instrument.closedMs) {
      this.#late(event, closeMs);
      return;
    }
    this.#firstCloseMs ??= closeMs;
    if (instrument.put(closeMs, event)) this.#openCount += 1;
    // A bar that ends with its interval leaves nothing of it to wait for.
    if (!isBegin && timeMs === closeMs && latenessMs === 0) this.#close(instrument, closeMs, emit);
  }

  /** Emits what has closed at a time of the clock. */
  advance(nowMs: number, emit: EmitBar): void {
    if (this.#instruments.size > 0) this.#flush(this.#boundary(nowMs - this.#rules.latenessMs), emit);
  }

  /** When the next interval closes, for a clock. */
  dueMs(): number | undefined {
    const { timeframeMs, latenessMs, emptyIntervals } = this.#rules;
    const hasSomething = this.#openCount > 0 || (emptyIntervals === 'flat' && this.#instruments.size > 0);
    return hasSomething ? this.#closedMs + timeframeMs + latenessMs : undefined;
  }

  /** The source has ended: nothing late can come any more. */
  end(emit: EmitBar): void {
    if (this.#instruments.size > 0) this.#flush(this.#boundary(this.#latestMs), emit);
  }

  #boundary(timeMs: number): number {
    return boundaryAtOrBefore(timeMs, this.#rules.timeframeMs, this.#originMs);
  }

  #instrument({ instrumentId, type }: PriceEvent): OpenIntervals {
    let found = this.#instruments.get(instrumentId);
    if (found === undefined) {
      found = new OpenIntervals(instrumentId, type);
      this.#instruments.set(instrumentId, found);
    }
    if (found.type === type) return found;
    throw new DataError({
      code: 'MIXED_EVENTS',
      message: `${this.#rules.operator} (${instrumentId}): a ${type} came after a ${found.type}.`,
      remedy: `Build bars from one type of events, for example with only('${found.type}').`,
      context: { instrumentId, type },
    });
  }

  #late(event: PriceEvent, closeMs: number): void {
    const { late, operator, latenessMs } = this.#rules;
    if (late === 'drop') {
      this.#report.drop(event, 'late');
      return;
    }
    throw new DataError({
      code: 'LATE_EVENT',
      message: `${operator} (${event.instrumentId}): time ${event.timeMs} came after the bar of ${closeMs} had gone out.`,
      remedy: 'Give latenessMs for which bars wait, or late: "drop".',
      context: { event: { ...event }, closeMs, latenessMs },
    });
  }

  #flush(throughMs: number, emit: EmitBar): void {
    if (!(throughMs > this.#closedMs)) return;
    const { timeframeMs, latenessMs, emptyIntervals } = this.#rules;
    if (emptyIntervals === 'flat') this.#closeEach(throughMs, emit);
    else this.#closeKnown(throughMs, emit);
    this.#closedMs = throughMs;
    this.#flushMs = throughMs + timeframeMs + latenessMs;
  }

  #closeKnown(throughMs: number, emit: EmitBar): void {
    while (this.#openCount > 0) {
      let closeMs = Number.POSITIVE_INFINITY;
      for (const { firstCloseMs } of this.#instruments.values()) {
        if (firstCloseMs !== undefined && firstCloseMs < closeMs) closeMs = firstCloseMs;
      }
      if (closeMs > throughMs) return;
      for (const instrument of this.#instruments.values()) {
        if (instrument.firstCloseMs === closeMs) this.#close(instrument, closeMs, emit);
      }
    }
  }

  /** Goes through every interval, so that an instrument without events in one gets a flat bar. */
  #closeEach(throughMs: number, emit: EmitBar): void {
    if (this.#instruments.size === 0) return;
    const { timeframeMs } = this.#rules;
    for (let closeMs = this.#closedMs + timeframeMs; closeMs <= throughMs; closeMs += timeframeMs) {
      for (const instrument of this.#instruments.values()) {
        if (instrument.firstCloseMs === closeMs) this.#close(instrument, closeMs, emit);
        else if (instrument.lastPrice !== undefined && instrument.closedMs < closeMs) {
          this.#closeFlat(instrument, instrument.lastPrice, closeMs, emit);
        }
      }
    }
  }

  #closeFlat(instrument: OpenIntervals, price: number, closeMs: number, emit: EmitBar): void {
    const { maximumEmpty, operator } = this.#rules;
    instrument.emptyCount += 1;
    if (!(instrument.emptyCount <= maximumEmpty)) {
      throw new DataError({
        code: 'GAP_TOO_LONG',
        message: `${operator} (${instrument.id}): more than ${maximumEmpty} intervals up to ${closeMs} had no event.`,
        remedy: 'Check the times of the source, or raise maximumEmpty.',
        context: { instrumentId: instrument.id, closeMs, maximumEmpty },
      });
    }
    instrument.closedMs = closeMs;
    emit({
      type: 'bar',
      instrumentId: instrument.id,
      timeMs: closeMs,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: 0,
    });
  }

  #close(instrument: OpenIntervals, closeMs: number, emit: EmitBar): void {
    const bar = instrument.take();
    this.#openCount -= 1;
    if (this.#isWhole(instrument, bar, closeMs)) emit(bar.finish(instrument.id, closeMs));
  }

  /** Whether a bar goes out; what is missing in it is told or refused. */
  #isWhole({ id }: OpenIntervals, bar: RunningBar, closeMs: number): boolean {
    const { operator, expectedParts = 0, incomplete, dropsFirst } = this.#rules;
    if (dropsFirst && closeMs <= (this.#firstCloseMs as number)) {
      this.#report.drop(bar.finish(id, closeMs), 'partial');
      return false;
    }
    if (bar.parts >= expectedParts) return true;
    if (incomplete === 'error') {
      throw new DataError({
        code: 'INCOMPLETE_BAR',
        message: `${operator} (${id}): the bar of ${closeMs} had ${bar.parts} of ${expectedParts} parts.`,
        remedy: 'Fill the gap with fillGaps, or give incomplete: "keep" or "drop".',
        context: { instrumentId: id, closeMs, parts: bar.parts, expectedParts },
      });
    }
    if (incomplete === 'drop') {
      this.#report.drop(bar.finish(id, closeMs), 'partial');
      return false;
    }
    this.#incompleteCount += 1;
    this.#report.tell({
      type: 'bar-incomplete',
      operator,
      instrumentId: id,
      timeMs: closeMs,
      parts: bar.parts,
      expected: expectedParts,
      count: this.#incompleteCount,
    });
    return true;
  }
}
