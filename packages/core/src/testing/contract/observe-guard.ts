import type { Guard, Verdict } from '../../guard/guard';
import type { OrderIntent } from '../../orders/order-intent';
import { withoutAmbient } from './ambient';
import { unplainPart } from './plain-data';

/** What a guard did in a run. */
export interface GuardTrace {
  /** Verdicts and interventions as JSON, in order, so that two runs can be compared. */
  readonly answers: string[];
  /** How many orders it passed whole, and how often it did anything else. */
  passes: number;
  acts: number;
  /** What it did that no guard may, in words. */
  readonly faults: Set<string>;
  readonly ambientUses: Set<string>;
}

export const emptyGuardTrace = (): GuardTrace => ({
  answers: [],
  passes: 0,
  acts: 0,
  faults: new Set(),
  ambientUses: new Set(),
});

const isFact = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/** What is wrong with the facts of a verdict or an intervention that is not a pass. */
const factFaults = ({ code, limit, observed }: { code?: unknown; limit?: unknown; observed?: unknown }): string[] => [
  ...(typeof code === 'string' && /^[A-Z]+(_[A-Z]+)+$/.test(code)
    ? []
    : [`code was ${JSON.stringify(code)}, not CATEGORY_CONDITION`]),
  ...(isFact(limit) ? [] : [`limit was ${String(limit)} in ${String(code)}`]),
  ...(isFact(observed) ? [] : [`observed was ${String(observed)} in ${String(code)}`]),
];

/** What is wrong with a verdict on an intent. */
export const verdictFaults = (intent: OrderIntent, verdict: Verdict | undefined): string[] => {
  switch (verdict?.type) {
    case 'pass':
      return [];
    case 'deny':
    case 'delay':
    case 'halt':
      return factFaults(verdict);
    case 'reduce-only':
    case 'shrink': {
      const { quantity = verdict.type === 'reduce-only' ? intent.quantity : Number.NaN } = verdict;
      const isSmaller = quantity > 0 && quantity <= intent.quantity;
      return [...(isSmaller ? [] : [`left ${quantity} of ${intent.quantity}`]), ...factFaults(verdict)];
    }
    default:
      return [`verdict was ${JSON.stringify(verdict) ?? 'undefined'}`];
  }
};

/**
 * The same guard, watched. With `isForgetful` every call is answered by a guard made anew, from a copy of the state: what
 * is not in the state is lost.
 */
export const observedGuard = (
  make: () => Guard,
  trace: GuardTrace,
  options: { readonly isForgetful: boolean },
): Guard => {
  const first = make();
  const guard = (): Guard => (options.isForgetful ? make() : first);
  const copy = (state: unknown): unknown => (options.isForgetful ? structuredClone(state) : state);
  const watched = <Result>(action: () => Result): Result => {
    try {
      return withoutAmbient(trace.ambientUses, action);
    } catch (error) {
      trace.faults.add(`threw ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
  const add = (faults: readonly string[]): void => {
    for (const fault of faults) trace.faults.add(fault);
  };
  const { update, check, intervene, initial, ...rest } = first;
  return {
    ...rest,
    initial: structuredClone(initial),
    ...(update === undefined
      ? {}
      : {
          update: (state, event, portfolio) => {
            const next = watched(() => guard().update?.(copy(state), event, portfolio));
            const unplain = unplainPart(next);
            if (unplain !== undefined) trace.faults.add(unplain);
            return next;
          },
        }),
    ...(check === undefined
      ? {}
      : {
          check: (intent, portfolio, state) => {
            const shown = Object.freeze({ ...intent });
            const verdict = watched(() => guard().check?.(shown, portfolio, copy(state))) as Verdict;
            trace.answers.push(JSON.stringify(verdict) ?? 'undefined');
            add(verdictFaults(intent, verdict));
            if (verdict?.type === 'pass') trace.passes += 1;
            else trace.acts += 1;
            return verdict;
          },
        }),
    ...(intervene === undefined
      ? {}
      : {
          intervene: (state, portfolio) => {
            const demand = watched(() => guard().intervene?.(copy(state), portfolio));
            if (demand === undefined) return undefined;
            trace.acts += 1;
            trace.answers.push(JSON.stringify(demand));
            add(factFaults(demand));
            if (!['pause', 'halt', 'cancel', 'flatten'].includes(demand.action))
              trace.faults.add(`action was ${String(demand.action)}`);
            return demand;
          },
        }),
  };
};
