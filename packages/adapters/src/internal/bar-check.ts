import { valueFault } from './bar-values';
import type { Stamp } from './columns';
import { dataError, type Fault, type Place } from './fault';
import { timeframeText } from './timeframe-text';

export interface BarCheckOptions {
  readonly source: string;
  readonly timeframeMs: number | undefined;
  readonly stamp: Stamp;
  /** Says where bar `row` (0-based) is in the file. */
  readonly locate: (row: number) => Place;
}

const instant = (ms: number): string => `${new Date(ms).toISOString()} (${ms})`;

const timeFault = (code: string, timeMs: number, problem: string, remedy: string): Fault => ({
  code,
  problem,
  remedy,
  field: 'time',
  value: timeMs,
});

/** Bars that are closer than the timeframe, or not a whole number of timeframes apart. */
const spacingFault = (timeMs: number, spacingMs: number, frameMs: number): Fault | undefined => {
  if (spacingMs === frameMs || (spacingMs > frameMs && spacingMs % frameMs === 0)) return undefined;
  const [spacing, frame] = [timeframeText(spacingMs), timeframeText(frameMs)];
  return spacingMs < frameMs
    ? timeFault(
        'TIMEFRAME_MISMATCH',
        timeMs,
        `time ${instant(timeMs)} came ${spacing} after the bar before, closer than timeframe ${frame}`,
        `Pass the timeframe that the file has, for example '${spacing}', and check timeUnit.`,
      )
    : timeFault(
        'OFF_GRID',
        timeMs,
        `time ${instant(timeMs)} came ${spacing} after the bar before, not a multiple of timeframe ${frame}`,
        'Mend the time of this bar, or pass another timeframe; a gap must be a whole number of bars.',
      );
};

/** A bar's close as venues write it: the last moment inside the bar (a second, ms, us or ns earlier) or the next open. */
const isCloseOf = (closeTimeMs: number, expectedMs: number, frameMs: number): boolean => {
  const early = expectedMs - closeTimeMs;
  return early >= 0 && (early <= 1 || early === 1_000) && early < frameMs;
};

/** The timeframe that an open and a close time span, read as `isCloseOf` allows. */
const frameBetween = (openMs: number, closeMs: number): number => {
  const whole = Math.ceil((closeMs - openMs) / 1_000) * 1_000;
  return whole % 60_000 !== 0 && (whole + 1_000) % 60_000 === 0 ? whole + 1_000 : whole;
};

/** Checks the bars of one file in the order in which they come; remembers one bar, whatever the length of the file. */
export class BarCheck {
  readonly #options: BarCheckOptions;
  #frameMs: number | undefined;
  #rows = 0;
  #previousMs = -Infinity;
  #closestMs = Infinity;
  #closestRow = 0;

  constructor(options: BarCheckOptions) {
    this.#options = options;
    this.#frameMs = options.timeframeMs;
  }

  /**
   * @param timeMs the time as the file stamps it
   * @param closeTimeMs the file's second time, `NaN` when it has none
   * @throws {DataError} the bar is not valid, or does not follow the one before
   */
  add(
    timeMs: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    closeTimeMs: number,
  ): void {
    const row = this.#rows++;
    const fault = valueFault(open, high, low, close, volume) ?? this.#timeFault(timeMs, closeTimeMs, row);
    if (fault !== undefined) this.#fail(row, fault);
    this.#previousMs = timeMs;
  }

  /**
   * Ends the file and returns its timeframe, given or found.
   *
   * @throws {DataError} there were no bars, or no timeframe fits them
   */
  finish(): number {
    const rows = this.#rows;
    if (rows === 0) {
      const remedy = 'Check the export; a file needs at least one bar.';
      throw dataError(this.#options.source, undefined, { code: 'EMPTY', problem: 'there were no bars', remedy });
    }
    const given = this.#frameMs;
    const frameMs = given ?? this.#closestMs;
    if (given !== undefined && rows > 2 && this.#closestMs > given) {
      const closest = timeframeText(this.#closestMs);
      this.#fail(
        this.#closestRow,
        timeFault(
          'TIMEFRAME_MISMATCH',
          this.#previousMs,
          `no two bars were one timeframe of ${timeframeText(given)} apart, the closest were ${closest} apart`,
          `Pass the timeframe that the file has, for example '${closest}'.`,
        ),
      );
    }
    if (!Number.isFinite(frameMs) || frameMs % 1_000 !== 0) {
      const problem =
        rows === 1
          ? 'the timeframe was not given and one bar does not show it'
          : `the closest bars were ${timeframeText(frameMs)} apart, which is no timeframe`;
      const remedy = "Pass timeframe, for example '1h', and check timeUnit.";
      this.#fail(this.#closestRow, timeFault('UNKNOWN_TIMEFRAME', this.#previousMs, problem, remedy));
    }
    return frameMs;
  }

  /** Checks times against a timeframe that was only found at the end. */
  checkSpacing(timeMs: Float64Array, frameMs: number): void {
    for (let row = 1; row < timeMs.length; row++) {
      const time = timeMs[row] as number;
      const fault = spacingFault(time, time - (timeMs[row - 1] as number), frameMs);
      if (fault !== undefined) this.#fail(row, fault);
    }
  }

  #timeFault(timeMs: number, closeTimeMs: number, row: number): Fault | undefined {
    if (!Number.isNaN(closeTimeMs)) {
      const fault = this.#closeTimeFault(timeMs, closeTimeMs);
      if (fault !== undefined) return fault;
    }
    if (row === 0) return undefined;
    const spacingMs = timeMs - this.#previousMs;
    if (spacingMs > 0) {
      if (spacingMs < this.#closestMs) {
        this.#closestMs = spacingMs;
        this.#closestRow = row;
      }
      return this.#frameMs === undefined ? undefined : spacingFault(timeMs, spacingMs, this.#frameMs);
    }
    return spacingMs === 0
      ? timeFault('DUPLICATE_TIME', timeMs, `time ${instant(timeMs)} came twice`, 'Keep one of the two bars.')
      : timeFault(
          'OUT_OF_ORDER',
          timeMs,
          `time ${instant(timeMs)} came after ${instant(this.#previousMs)}`,
          'Sort the rows by time, oldest first.',
        );
  }

  #closeTimeFault(timeMs: number, closeTimeMs: number): Fault | undefined {
    const isOpen = this.#options.stamp === 'open';
    if (isOpen) this.#frameMs ??= Math.max(1_000, frameBetween(timeMs, closeTimeMs));
    const frameMs = this.#frameMs;
    const expectedMs = isOpen ? timeMs + (frameMs as number) : timeMs;
    if (isCloseOf(closeTimeMs, expectedMs, frameMs ?? Infinity)) return undefined;
    const problem = `close_time was ${instant(closeTimeMs)}, where ${instant(expectedMs)} follows from the time`;
    const remedy =
      `Check stamp ('${this.#options.stamp}') and timeframe${frameMs === undefined ? '' : ` (${timeframeText(frameMs)})`};` +
      ' if the column means something else, pass columns: { closeTime: false }.';
    return { code: 'CLOSE_TIME_MISMATCH', problem, remedy, field: 'closeTime', value: closeTimeMs };
  }

  #fail(row: number, fault: Fault): never {
    throw dataError(this.#options.source, this.#options.locate(row), fault);
  }
}
