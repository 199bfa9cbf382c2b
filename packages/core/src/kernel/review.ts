import { type Guard, pass, type Verdict } from '../guard/guard';
import { mostRestrictive, type Restriction } from '../guard/most-restrictive';
import { copyIntent } from '../orders/copy-intent';
import type { OrderIntent } from '../orders/order-intent';
import { tell } from './apply-reports';
import { approve, approveExits, submitAll } from './approve';
import type { OrderShrunk } from './bot-event';
import { deny } from './deny';
import { type Kernel, toUnits } from './kernel';
import { instrumentIndex, reducibleQuanta } from './portfolio-view';
import { smallness, toLots } from './smallness';
import { stopped } from './standing-stops';
import { stop } from './stops';

type Refusal = Extract<Restriction, { type: 'deny' | 'delay' }>;

const isCount = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** A broken figure is shown as 0: events carry finite numbers only, the code says what was wrong. */
const finite = (value: unknown): number => (typeof value === 'number' && Math.abs(value) < Infinity ? value : 0);

const failed = (guard: string, code: 'GUARD_FAILED' | 'GUARD_ANSWER_INVALID'): Restriction => ({
  type: 'deny',
  guard,
  code,
  limit: 0,
  observed: 0,
});

/** A verdict that restricts, with what it needs and nothing else; `undefined` when it is none. */
const restrictionOf = (guard: string, verdict: Verdict, intent: OrderIntent): Restriction | undefined => {
  if (verdict === null || typeof verdict !== 'object' || verdict.type === 'pass') return undefined;
  const { type, code } = verdict;
  if (typeof code !== 'string' || code === '') return undefined;
  const facts = { guard, code, limit: finite(verdict.limit), observed: finite(verdict.observed) };
  switch (type) {
    case 'shrink':
    case 'reduce-only': {
      const { quantity } = verdict;
      if (quantity === undefined && type === 'reduce-only') return { type, ...facts };
      return isCount(quantity) && quantity <= intent.quantity ? { type, quantity, ...facts } : undefined;
    }
    case 'delay':
    case 'deny':
    case 'halt':
      return { type, ...facts };
    default:
      return undefined;
  }
};

const isOverridden = ({ state }: Kernel, guard: Guard): boolean =>
  guard.isSoft === true && state.overrides.some((one) => one.guard === guard.name && state.timeMs <= one.untilMs);

/** A guard that throws or answers nonsense has not approved anything. */
const ask = (kernel: Kernel, guard: Guard, index: number, intent: OrderIntent): Restriction | undefined => {
  if (kernel.state.failedGuard === guard.name) return failed(guard.name, 'GUARD_FAILED');
  if (guard.check === undefined) return undefined;
  if (kernel.state.overrides.length > 0 && isOverridden(kernel, guard)) return undefined;
  try {
    const verdict = guard.check(intent, kernel.portfolio, kernel.state.guards[index]);
    if (verdict === pass || verdict?.type === 'pass') return undefined;
    return restrictionOf(guard.name, verdict, intent) ?? failed(guard.name, 'GUARD_ANSWER_INVALID');
  } catch {
    return failed(guard.name, 'GUARD_FAILED');
  }
};

/** What the guards left of an intent, and the guard that made it smaller. */
interface Shrunk {
  readonly type: 'shrunk';
  readonly intent: OrderIntent;
  readonly event: OrderShrunk;
}

/** A guard answers with a verdict; were an intent left open, one could grow it by writing on it. */
const sealed = (intent: OrderIntent): OrderIntent => {
  if (intent.bracket !== undefined) Object.freeze(intent.bracket);
  if (intent.type === 'trailing-stop') Object.freeze(intent.trail);
  return Object.freeze(intent);
};

/** The most restrictive of what stops and guards say; `undefined` when all of them let the intent pass. */
const strictest = (kernel: Kernel, intent: OrderIntent): Restriction | undefined => {
  const { guards } = kernel.plan;
  let worst = kernel.state.stops.length === 0 ? undefined : stopped(kernel, intent);
  if (worst?.type === 'deny') return worst;
  for (let place = 0; place < guards.length; place++) {
    const restriction = ask(kernel, guards[place] as Guard, place, intent);
    if (restriction !== undefined) worst = worst === undefined ? restriction : mostRestrictive(worst, restriction);
  }
  return worst;
};

/**
 * Shows an intent to every guard and returns what they left of it or the refusal; `undefined` when all of them passed it.
 *
 * Each guard sees the intent as it was sized, and the most restrictive verdict counts, so their order does not matter. What
 * shrinks below the venue's minimums is refused with the shrinking guard's code.
 */
const review = (kernel: Kernel, intent: OrderIntent): Shrunk | Refusal | undefined => {
  if (kernel.plan.guards.length > 0) sealed(intent);
  const restriction = strictest(kernel, intent);
  if (restriction === undefined) return undefined;
  const { guard, code, limit, observed } = restriction;
  const denial = { type: 'deny', guard, code, limit, observed } as const;
  switch (restriction.type) {
    case 'halt':
      stop(kernel, { guard, action: 'halt', code, limit, observed });
      return denial;
    case 'deny':
    case 'delay':
      return restriction;
  }
  const smaller = reduced(kernel, intent, restriction);
  if (smaller === undefined || smallness(kernel, smaller) !== undefined) return denial;
  const event = {
    type: 'order-shrunk',
    timeMs: kernel.state.timeMs,
    instrumentId: intent.instrumentId,
    guard,
    code,
    limit,
    observed,
    quantityBefore: intent.quantity,
    quantityAfter: smaller.quantity,
  } as const;
  return { type: 'shrunk', intent: sealed(smaller), event };
};

/** An intent cut to the quantity that was left of it, and to what reduces the position where only that may leave. */
const reduced = (
  kernel: Kernel,
  intent: OrderIntent,
  restriction: Extract<Restriction, { type: 'shrink' | 'reduce-only' }>,
): OrderIntent | undefined => {
  const index = instrumentIndex(kernel, intent.instrumentId);
  let lots = toLots(kernel, index, restriction.quantity ?? intent.quantity);
  const smaller = copyIntent(intent);
  smaller.quantity = toUnits(kernel, index, lots);
  if (restriction.type === 'shrink') return smaller;
  lots = Math.min(lots, reducibleQuanta(kernel, index, intent.side));
  lots -= lots % (kernel.lot[index] as number);
  if (!(lots > 0)) return undefined;
  smaller.quantity = toUnits(kernel, index, lots);
  smaller.reduceOnly = true;
  if (smaller.bracket !== undefined) delete smaller.bracket;
  return smaller;
};

const dispatchShrunk = (kernel: Kernel, { intent, event }: Shrunk): void => {
  kernel.plan.log.shrunk(event);
  tell(kernel, event);
  dispatch(kernel, intent);
};

const dispatch = (kernel: Kernel, intent: OrderIntent): void => {
  const order = approve(kernel, intent);
  if (intent.bracket !== undefined) approveExits(kernel, order, intent.bracket);
  submitAll(kernel);
};

const delay = (kernel: Kernel, intent: OrderIntent, { guard, code, limit, observed }: Refusal): void => {
  const { timeMs } = kernel.state;
  kernel.state.delayed.push(intent);
  const event = {
    type: 'order-delayed',
    timeMs,
    instrumentId: intent.instrumentId,
    guard,
    code,
    limit,
    observed,
    intent,
  } as const;
  kernel.plan.log.delayed(event);
  tell(kernel, event);
};

/** Shows an intent to the guards and sends what they approve, its bracket with it. */
export const send = (kernel: Kernel, intent: OrderIntent): void => {
  const outcome = review(kernel, intent);
  if (outcome === undefined) dispatch(kernel, intent);
  else if (outcome.type === 'shrunk') dispatchShrunk(kernel, outcome);
  else if (outcome.type === 'delay') delay(kernel, intent, outcome);
  else deny(kernel, intent, outcome);
};

/**
 * `send` for an order that sizing made and will make again while its target stands.
 *
 * A purchase that guards cut to less than `smallestPart` of itself is refused with their code: such crumbs would follow
 * every price. A refusal is told once, until an order of that instrument passes or there is another reason.
 */
export const sendSized = (kernel: Kernel, index: number, intent: OrderIntent, smallestPart: number): void => {
  const { toldDenials } = kernel.state;
  const outcome = withoutCrumbs(review(kernel, intent), intent, smallestPart);
  if (outcome === undefined) {
    toldDenials[index] = '';
    dispatch(kernel, intent);
  } else if (outcome.type === 'shrunk') {
    toldDenials[index] = '';
    dispatchShrunk(kernel, outcome);
  } else if (outcome.type === 'delay') {
    delay(kernel, intent, outcome);
  } else {
    const reason = `${intent.side} ${outcome.guard} ${outcome.code}`;
    if (toldDenials[index] === reason) return;
    toldDenials[index] = reason;
    deny(kernel, intent, outcome);
  }
};

const withoutCrumbs = (
  outcome: Shrunk | Refusal | undefined,
  intent: OrderIntent,
  smallestPart: number,
): Shrunk | Refusal | undefined => {
  if (outcome?.type !== 'shrunk' || intent.side === 'sell') return outcome;
  if (outcome.intent.quantity > smallestPart * intent.quantity) return outcome;
  const { guard, code, limit, observed } = outcome.event;
  return { type: 'deny', guard, code, limit, observed };
};
