import type { BarSeries } from '@sigmax/core';
import type { BarCheck } from './bar-check';
import { BarColumns } from './bar-columns';
import type { BarSettings } from './bar-options';
import { dataError } from './fault';

export interface SeriesBuilderOptions {
  /** Name of the data in errors. */
  readonly source: string;
  readonly maxRows: number;
  /** What to do when there are more rows. */
  readonly tooLargeRemedy: string;
}

/** Gathers checked bars into columns, and makes a series of them at the end. */
export class SeriesBuilder {
  readonly #columns = new BarColumns();
  readonly #options: SeriesBuilderOptions;

  constructor(options: SeriesBuilderOptions) {
    this.#options = options;
  }

  readonly push = (timeMs: number, open: number, high: number, low: number, close: number, volume: number): void => {
    const { source, maxRows, tooLargeRemedy } = this.#options;
    if (this.#columns.length >= maxRows) {
      const problem = `there were more bars than maxRows ${maxRows}`;
      throw dataError(source, undefined, { code: 'TOO_LARGE', problem, remedy: tooLargeRemedy });
    }
    this.#columns.push(timeMs, open, high, low, close, volume);
  };

  /** @param name names the data in reports */
  finish(check: BarCheck, timeframeMs: number, settings: BarSettings, name: string): BarSeries {
    const { instrumentId, stamp } = settings;
    if (settings.timeframeMs === undefined) check.checkSpacing(this.#columns.times(), timeframeMs);
    return this.#columns.toSeries({ instrumentId, timeframeMs, source: name }, stamp === 'open' ? timeframeMs : 0);
  }
}
