import { type Guard, pass, type Verdict } from '../guard/guard';
import type { Order } from '../orders/order';
import type { Bracket, OrderIntent } from '../orders/order-intent';
import { isHeard, tell } from './apply-reports';
import type { OrderShrunk } from './bot-event';
import { type Kernel, toUnits } from './kernel';
import { instrumentIndex } from './portfolio-view';
import { smallness, toLots } from './smallness';

type Refusal = Extract<Verdict, { type: 'deny' | 'delay' }> & { readonly guard: string };

const isCount = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** A guard that throws or answers nonsense has not approved anything. */
const ask = (kernel: Kernel, guard: Guard, index: number, intent: OrderIntent): Verdict => {
  if (kernel.state.failedGuard === guard.name) return { type: 'deny', code: 'GUARD_FAILED', limit: 0, observed: 0 };
  if (guard.check === undefined) return pass;
  try {
    const verdict = guard.check(intent, kernel.portfolio, kernel.state.guards[index]);
    switch (verdict?.type) {
      case 'pass':
      case 'deny':
      case 'delay':
        return verdict;
      case 'shrink':
        if (isCount(verdict.quantity) && verdict.quantity <= intent.quantity) return verdict;
    }
    return { type: 'deny', code: 'GUARD_ANSWER_INVALID', limit: 0, observed: 0 };
  } catch {
    return { type: 'deny', code: 'GUARD_FAILED', limit: 0, observed: 0 };
  }
};

/** What the guards left of an intent, and how they got there. */
interface Reviewed {
  readonly type: 'approved';
  readonly intent: OrderIntent;
  readonly shrinks: readonly OrderShrunk[];
}

const noShrinks: readonly OrderShrunk[] = [];

/** A guard answers with a verdict; were an intent left open, one could grow it by writing on it. */
const sealed = (intent: OrderIntent): OrderIntent => {
  if (intent.bracket !== undefined) Object.freeze(intent.bracket);
  if (intent.type === 'trailing-stop') Object.freeze(intent.trail);
  return Object.freeze(intent);
};

/**
 * Shows an intent to every guard in list order and returns what all of them let through, or the refusal.
 *
 * Each guard sees what the ones before it left, so a later guard can only shrink further. What shrinks below the venue's
 * minimums is refused with the shrinking guard's code.
 */
const review = (kernel: Kernel, intent: OrderIntent): Reviewed | Refusal => {
  const { guards } = kernel.plan;
  let current = guards.length === 0 ? intent : sealed(intent);
  let shrinks = noShrinks;
  for (let place = 0; place < guards.length; place++) {
    const guard = guards[place] as Guard;
    const verdict = ask(kernel, guard, place, current);
    if (verdict.type === 'pass') continue;
    if (verdict.type !== 'shrink') return { ...verdict, guard: guard.name };
    const { instrumentId } = intent;
    const { code, limit, observed } = verdict;
    const index = instrumentIndex(kernel, instrumentId);
    const quantityAfter = toUnits(kernel, index, toLots(kernel, index, verdict.quantity));
    const smaller = sealed({ ...current, quantity: quantityAfter });
    if (smallness(kernel, smaller) !== undefined) return { type: 'deny', guard: guard.name, code, limit, observed };
    const { timeMs } = kernel.state;
    const quantityBefore = current.quantity;
    const event = {
      type: 'order-shrunk',
      timeMs,
      instrumentId,
      guard: guard.name,
      code,
      limit,
      observed,
      quantityBefore,
      quantityAfter,
    } as const;
    shrinks = [...shrinks, event];
    current = smaller;
  }
  return { type: 'approved', intent: current, shrinks };
};

export const deny = (
  kernel: Kernel,
  intent: OrderIntent,
  { guard, code, limit, observed }: Omit<Refusal, 'type'>,
): void => {
  kernel.state.deniedCount += 1;
  const { timeMs } = kernel.state;
  const { instrumentId } = intent;
  const event = { type: 'order-denied', timeMs, instrumentId, guard, code, limit, observed, intent } as const;
  kernel.plan.log.denied(event);
  tell(kernel, event);
};

/** The only place where an order is approved. */
const approve = (kernel: Kernel, intent: OrderIntent, bracket: Partial<Pick<Order, 'role' | 'entry'>> = {}): Order => {
  const { state, plan } = kernel;
  const index = instrumentIndex(kernel, intent.instrumentId);
  const sequence = state.sequence++;
  const clientOrderId = `${plan.runId}-${sequence}`;
  const order = {
    intent,
    clientOrderId,
    sequence,
    instrument: plan.instruments[index],
    index,
    direction: intent.side === 'buy' ? 1 : -1,
    timeInForce: ('timeInForce' in intent ? intent.timeInForce : undefined) ?? 'gtc',
    isReduceOnly: intent.reduceOnly ?? false,
    role: bracket.role,
    entry: bracket.entry,
    quantity: bracket.entry === undefined ? toLots(kernel, index, intent.quantity) : 0,
    filled: 0,
    status: 'submitted',
  } as Order;
  state.openOrders.push(order);
  plan.log.submitted(order, state.timeMs, intent.quantity);
  if (isHeard(kernel)) {
    const { instrumentId, type, side, quantity } = intent;
    const { timeMs } = state;
    tell(kernel, {
      type: 'order-submitted',
      timeMs,
      clientOrderId,
      instrumentId,
      orderType: type,
      side,
      quantity,
      intent,
    });
  }
  return order;
};

const approveExits = (kernel: Kernel, entry: Order, bracket: Bracket): Order[] => {
  const { instrumentId, quantity, tag } = entry.intent;
  const side = entry.direction > 0 ? 'sell' : 'buy';
  const base = {
    instrumentId,
    side,
    quantity,
    reduceOnly: true,
    ...(tag === undefined ? undefined : { tag }),
  } as const;
  const exits: Order[] = [];
  if (bracket.stopLossPrice !== undefined) {
    const intent = { type: 'stop', ...base, stopPrice: bracket.stopLossPrice } as const;
    exits.push(approve(kernel, intent, { role: 'stop-loss', entry }));
  }
  if (bracket.takeProfitPrice !== undefined) {
    const intent = { type: 'limit', ...base, limitPrice: bracket.takeProfitPrice } as const;
    exits.push(approve(kernel, intent, { role: 'take-profit', entry }));
  }
  return exits;
};

/** Sends an order to the broker without asking guards: only for closing what a halted bot still holds. */
export const sendExit = (kernel: Kernel, intent: OrderIntent): void => {
  kernel.session.submit(approve(kernel, { ...intent, reduceOnly: true }));
};

const dispatch = (kernel: Kernel, { intent, shrinks }: Reviewed): void => {
  for (const event of shrinks) {
    kernel.plan.log.shrunk(event);
    tell(kernel, event);
  }
  const order = approve(kernel, intent);
  const exits = intent.bracket === undefined ? [] : approveExits(kernel, order, intent.bracket);
  kernel.session.submit(order);
  for (const exit of exits) kernel.session.submit(exit);
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
  if (outcome.type === 'approved') dispatch(kernel, outcome);
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
  if (outcome.type === 'approved') {
    toldDenials[index] = '';
    dispatch(kernel, outcome);
  } else if (outcome.type === 'delay') {
    delay(kernel, intent, outcome);
  } else {
    const reason = `${intent.side} ${outcome.guard} ${outcome.code}`;
    if (toldDenials[index] === reason) return;
    toldDenials[index] = reason;
    deny(kernel, intent, outcome);
  }
};

const withoutCrumbs = (outcome: Reviewed | Refusal, intent: OrderIntent, smallestPart: number): Reviewed | Refusal => {
  if (outcome.type !== 'approved' || intent.side === 'sell') return outcome;
  const last = outcome.shrinks.at(-1);
  if (last === undefined || outcome.intent.quantity > smallestPart * intent.quantity) return outcome;
  const { guard, code, limit, observed } = last;
  return { type: 'deny', guard, code, limit, observed };
};
