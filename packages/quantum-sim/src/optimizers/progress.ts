import { QuantumError } from '../errors';
import { requireFinite } from '../problem/checks';
import type { CommonOptions, Minimum, Objective, StopReason } from './minimum';

/** Keeps count, the best point and the trace of one run. */
export class Progress {
  readonly #options: CommonOptions;
  readonly #trace: number[] = [];
  #best: Float64Array;
  #value = Number.POSITIVE_INFINITY;
  #violation = Number.POSITIVE_INFINITY;
  evaluations = 0;

  constructor(start: ArrayLike<number>, what: string, options: CommonOptions) {
    this.#best = Float64Array.from(start);
    this.#best.forEach((one, index) => {
      requireFinite(one, `${what}: start[${index}]`);
    });
    this.#options = options;
  }

  /** Returns a number that a function gave; throws for NaN. */
  checked(point: Float64Array, value: number): number {
    if (!Number.isNaN(value)) return value;
    throw new QuantumError({
      code: 'OBJECTIVE_NOT_A_NUMBER',
      message: `The objective was NaN at [${Array.from(point).join(', ')}].`,
      remedy: 'Return a number for every point.',
    });
  }

  /** Notes a value that the objective gave. */
  saw(point: Float64Array, value: number): number {
    this.sawFeasible(point, this.checked(point, value), 0);
    return value;
  }

  /** Notes a value with the largest violation of constraints there: less violation is better, then less value. */
  sawFeasible(point: Float64Array, value: number, violation: number): void {
    this.evaluations += 1;
    if (violation > this.#violation || (violation === this.#violation && !(value < this.#value))) return;
    this.#violation = violation;
    this.#value = value;
    this.#best = point.slice();
  }

  watched(objective: Objective): Objective {
    return (point) => this.saw(point, objective(point));
  }

  /** Ends an iteration; true where the caller has asked to stop. */
  endIteration(): boolean {
    this.#trace.push(this.#value);
    this.#options.onIteration?.({ iteration: this.#trace.length, value: this.#value });
    return this.#options.signal?.aborted === true;
  }

  get iterations(): number {
    return this.#trace.length;
  }

  get best(): Float64Array {
    return this.#best;
  }

  get value(): number {
    return this.#value;
  }

  result(reason: StopReason): Minimum {
    return {
      point: this.#best,
      value: this.#value,
      iterations: this.#trace.length,
      evaluations: this.evaluations,
      reason,
      trace: this.#trace,
    };
  }
}
