import { Observable, type OperatorFunction, tap } from 'rxjs';
import type { Bar } from '../../market/bar';
import type { Decision } from '../../strategy/decision';
import type { Snapshot, Strategy, StreamStrategy, SyncStrategy } from '../../strategy/strategy';
import { withoutAmbient } from './ambient';

/** What a strategy did, snapshot by snapshot. */
export interface Trace {
  /** Each decision as JSON, so that two runs can be compared. */
  readonly decisions: string[];
  /** Index of the first decision that asks for a position or an order. */
  firstAct: number | undefined;
  /** Clocks and randomness that it reached for. */
  readonly ambientUses: Set<string>;
}

export const emptyTrace = (): Trace => ({ decisions: [], firstAct: undefined, ambientUses: new Set() });

const isAct = (decision: Decision | undefined): boolean => {
  switch (decision?.type) {
    case 'targets':
      return decision.targets.some(({ weight }) => weight !== 0);
    case 'orders':
      return decision.orders.length > 0;
    default:
      return false;
  }
};

const copyOf = (bar: Bar): Bar => Object.freeze({ ...bar });

/** The same snapshot with frozen bars of its own: nothing is overwritten later, and nothing can be written into it. */
const frozen = (snapshot: Snapshot): Snapshot => {
  const bars = Object.freeze(snapshot.bars.map(copyOf));
  const barOf = (id: string) =>
    snapshot.barOf(id) === undefined ? undefined : bars.find(({ instrumentId }) => instrumentId === id);
  return Object.freeze({ timeMs: snapshot.timeMs, bar: bars[0] as Bar, bars, barOf, portfolio: snapshot.portfolio });
};

/** The same strategy, watched: it runs without clocks and randomness, and all that it decides is written into `trace`. */
export const observed = (strategy: Strategy, trace: Trace, options: { readonly isFrozen: boolean }): Strategy => {
  const view = (snapshot: Snapshot): Snapshot => (options.isFrozen ? frozen(snapshot) : snapshot);
  const record = (decision: Decision): Decision => {
    if (trace.firstAct === undefined && isAct(decision)) trace.firstAct = trace.decisions.length;
    trace.decisions.push(JSON.stringify(decision) ?? 'undefined');
    return decision;
  };
  const watched = <Result>(action: () => Result): Result => withoutAmbient(trace.ambientUses, action);
  if (strategy.kind === 'sync') {
    const sync: SyncStrategy = {
      ...strategy,
      start: (context) => {
        const decide = watched(() => strategy.start(context));
        return (snapshot) => record(watched(() => decide(view(snapshot))));
      },
    };
    return sync;
  }
  const stream: StreamStrategy = {
    ...strategy,
    start: (context) => {
      const operator = watched(() => strategy.start(context)) as OperatorFunction<Snapshot, Decision>;
      return (snapshots: Observable<Snapshot>) => {
        const seen = new Observable<Snapshot>((subscriber) =>
          snapshots.subscribe((snapshot) => watched(() => subscriber.next(view(snapshot)))),
        );
        return operator(seen).pipe(tap(record));
      };
    },
  };
  return stream;
};
