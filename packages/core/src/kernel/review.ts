import { type Guard, pass, type Verdict } from '../guard/guard';
import { countSteps, type StepFraction } from '../ledger/quanta';
import type { Order } from '../orders/order';
import type { Bracket, OrderIntent } from '../orders/order-intent';
import { isHeard, tell } from './apply-reports';
import { type Kernel, toUnits } from './kernel';
import { instrumentIndex } from './portfolio-view';

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

/**
 * Shows an intent to every guard in list order and returns the intent that all of them let through, or the refusal.
 *
 * Each guard sees what the ones before it left, so a later guard can only shrink further.
 */
const review = (kernel: Kernel, intent: OrderIntent): OrderIntent | Refusal => {
  const { guards, log } = kernel.plan;
  let current = intent;
  for (let index = 0; index < guards.length; index++) {
    const guard = guards[index] as Guard;
    const verdict = ask(kernel, guard, index, current);
    if (verdict.type === 'pass') continue;
    if (verdict.type !== 'shrink') return { ...verdict, guard: guard.name };
    const { instrumentId } = intent;
    const quantity = toLots(kernel, instrumentIndex(kernel, instrumentId), verdict.quantity);
    const { code, limit, observed } = verdict;
    if (quantity === 0) return { type: 'deny', guard: guard.name, code, limit, observed };
    const quantityAfter = toUnits(kernel, instrumentIndex(kernel, instrumentId), quantity);
    const shrunk = {
      type: 'order-shrunk',
      timeMs: kernel.state.timeMs,
      instrumentId,
      guard: guard.name,
      code,
      quantityBefore: current.quantity,
      quantityAfter,
    } as const;
    log.shrunk(shrunk);
    tell(kernel, shrunk);
    current = { ...current, quantity: quantityAfter };
  }
  return current;
};

/** A quantity rounded down to whole lots, in base steps. */
export const toLots = (kernel: Kernel, instrument: number, quantity: number): number =>
  countSteps(quantity, kernel.quantityStep[instrument] as StepFraction, 'down') * (kernel.lot[instrument] as number);

export const deny = (
  kernel: Kernel,
  intent: OrderIntent,
  reason: { readonly guard: string; readonly code: string; readonly limit?: number; readonly observed?: number },
): void => {
  kernel.state.deniedCount += 1;
  const event = {
    type: 'order-denied',
    timeMs: kernel.state.timeMs,
    instrumentId: intent.instrumentId,
    ...reason,
    intent,
  } as const;
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

/** Shows an intent to the guards and sends what they approve, its bracket with it. */
export const send = (kernel: Kernel, intent: OrderIntent): void => {
  const outcome = review(kernel, intent);
  if ('guard' in outcome) {
    const { guard, code, limit, observed } = outcome;
    if (outcome.type === 'deny') {
      deny(kernel, intent, { guard, code, limit, observed });
      return;
    }
    kernel.state.delayed.push(intent);
    const { timeMs } = kernel.state;
    const event = { type: 'order-delayed', timeMs, instrumentId: intent.instrumentId, guard, code, intent } as const;
    kernel.plan.log.delayed(event);
    tell(kernel, event);
    return;
  }
  const order = approve(kernel, outcome);
  const exits = outcome.bracket === undefined ? [] : approveExits(kernel, order, outcome.bracket);
  kernel.session.submit(order);
  for (const exit of exits) kernel.session.submit(exit);
};
