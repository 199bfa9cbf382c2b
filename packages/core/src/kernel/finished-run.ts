import { marketDigest } from '../market/market-digest';
import type { RunResult } from './run-result';

/** What a result computes when it is first read. */
export interface LateFields {
  readonly fills: () => RunResult['fills'];
  readonly quoteDigest: () => string | undefined;
}

/**
 * A result whose fills and market digest are made when they are first read.
 *
 * They are own fields, so that a copy by spread has them, with getters that all results share: a getter of its own would
 * give each result a hidden class of its own, which would keep the whole run in memory until V8 collects its old space.
 */
export class FinishedRun {
  readonly #late: LateFields;
  #fills: RunResult['fills'] | undefined;
  #marketDigest: string | undefined;

  private constructor(fields: Omit<RunResult, 'fills' | 'marketDigest'>, late: LateFields) {
    this.#late = late;
    Object.assign(this, fields);
    Object.defineProperties(this, lateFields);
  }

  static of(fields: Omit<RunResult, 'fills' | 'marketDigest'>, late: LateFields): RunResult {
    return new FinishedRun(fields, late) as FinishedRun & RunResult;
  }

  static fills(run: FinishedRun): RunResult['fills'] {
    run.#fills ??= run.#late.fills();
    return run.#fills;
  }

  static marketDigest(run: FinishedRun): string {
    run.#marketDigest ??= marketDigest((run as FinishedRun & RunResult).market, run.#late.quoteDigest());
    return run.#marketDigest;
  }
}

const lateFields: PropertyDescriptorMap & ThisType<FinishedRun> = {
  fills: {
    enumerable: true,
    get() {
      return FinishedRun.fills(this);
    },
  },
  marketDigest: {
    enumerable: true,
    get() {
      return FinishedRun.marketDigest(this);
    },
  },
};
