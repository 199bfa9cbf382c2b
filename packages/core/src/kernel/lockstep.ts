import { type Observable, Subject, type Subscription } from 'rxjs';
import { SigmaxError, StrategyContractError } from '../errors';
import type { Decision } from '../strategy/decision';
import type { Snapshot, StrategyContext, StreamStrategy } from '../strategy/strategy';

/** Where a decision, or the failure to make one, goes when it comes later. */
export interface LaterAnswer {
  decided(decision: Decision): void;
  failed(error: unknown): void;
}

/** Asks a stream strategy one snapshot at a time and holds it to one decision for each. */
export class Lockstep {
  readonly #strategy: string;
  readonly #later: LaterAnswer;
  readonly #snapshots = new Subject<Snapshot>();
  readonly #subscription: Subscription;
  #snapshotCount = 0;
  #decisionCount = 0;
  #isAsking = false;
  #answer: Decision | undefined;
  #failure: unknown;

  constructor(strategy: StreamStrategy, context: StrategyContext, later: LaterAnswer) {
    this.#strategy = strategy.name;
    this.#later = later;
    this.#subscription = this.#begin(strategy, context);
  }

  #begin(strategy: StreamStrategy, context: StrategyContext): Subscription {
    try {
      const decisions: Observable<Decision> = strategy.start(context)(this.#snapshots);
      return decisions.subscribe({
        next: (decision) => this.#decided(decision),
        error: (cause) => this.#fail(strategyFailure(strategy.name, this.#snapshotCount, cause)),
        complete: () => this.#fail(this.#countError('it completed early')),
      });
    } catch (cause) {
      throw strategyFailure(strategy.name, 0, cause);
    }
  }

  /** The decision when the strategy answers at once; `undefined` when it will come later. */
  ask(snapshot: Snapshot): Decision | undefined {
    this.#snapshotCount += 1;
    this.#answer = undefined;
    this.#isAsking = true;
    if (this.#failure === undefined) this.#snapshots.next(snapshot);
    this.#isAsking = false;
    if (this.#failure !== undefined) throw this.#failure;
    return this.#answer;
  }

  /** How far decisions lag behind snapshots, as an error. */
  lag(why: string): StrategyContractError {
    return this.#countError(why);
  }

  stop(): void {
    this.#subscription.unsubscribe();
  }

  #decided(answer: Decision): void {
    // Nothing is a decision too, a wrong one: it must not pass for one that is still to come.
    const decision = answer ?? (null as never);
    this.#decisionCount += 1;
    if (this.#decisionCount > this.#snapshotCount) {
      this.#fail(this.#countError('it decided more than once'));
    } else if (this.#isAsking) {
      this.#answer = decision;
    } else {
      this.#later.decided(decision);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    if (!this.#isAsking && this.#snapshotCount > 0) this.#later.failed(this.#failure);
  }

  #countError(why: string): StrategyContractError {
    const counts = `${this.#decisionCount} decisions for ${this.#snapshotCount} snapshots`;
    return new StrategyContractError({
      code: 'NOT_ONE_DECISION',
      message: `Strategy ${this.#strategy} made ${counts}: ${why}.`,
      remedy: 'Emit exactly one decision for each snapshot; emit hold where you would filter.',
      context: { strategy: this.#strategy, decisions: this.#decisionCount, snapshots: this.#snapshotCount },
    });
  }
}

/** An exception out of a strategy, with the snapshot at which it came. Our own errors pass unchanged. */
export const strategyFailure = (name: string, snapshot: number, cause: unknown): unknown =>
  SigmaxError.isInstance(cause)
    ? cause
    : new StrategyContractError({
        code: 'STRATEGY_FAILED',
        message: `Strategy ${name} threw at snapshot ${snapshot}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        remedy: 'See the cause for its stack.',
        context: { strategy: name, snapshot },
        cause,
      });
