import { covers, describeScope, type Scope } from '../control/scope';
import { roundToStep } from '../ledger/quanta';
import type { OrderIntent } from '../orders/order-intent';
import { tell } from './apply-reports';
import { sendExit } from './approve';
import type { BotHalted } from './bot-event';
import { deny } from './deny';
import { type Kernel, toUnits } from './kernel';
import { mustGo, ranks, scopeOf } from './standing-stops';

/** The origin of stops that no guard asked for. */
export const operator = 'operator';

const isSameScope = (one: Scope, other: Scope): boolean => describeScope(one) === describeScope(other);

/** Time of the present moment; 0 before the first. */
export const now = ({ state }: Kernel): number => Math.max(0, state.timeMs);

/** How far a stop goes: its action, and how far a flatten may sell. */
const reach = ({ action, collarRate }: Pick<BotHalted, 'action' | 'collarRate'>): number =>
  action === 'flatten' ? ranks.flatten + (collarRate ?? 1) : ranks[action];

/**
 * Stops trading in a scope. Latched, and idempotent: an origin that has stopped a scope already can only go further there.
 *
 * First nothing more can leave, then the stop is saved, then the open orders are cancelled: in this call, unless the broker
 * is reporting right now, and then as soon as it has finished.
 */
export const stop = (kernel: Kernel, demand: Omit<BotHalted, 'type' | 'timeMs'>): void => {
  const { state, plan } = kernel;
  const isKnown = (one: BotHalted) => one.guard === demand.guard && isSameScope(scopeOf(one), scopeOf(demand));
  const place = state.stops.findIndex(isKnown);
  const known = state.stops[place];
  if (known !== undefined && reach(known) >= reach(demand)) return;
  const event: BotHalted = { type: 'bot-halted', timeMs: now(kernel), ...demand };
  if (place < 0) state.stops.push(event);
  else state.stops[place] = event;
  state.halt = event;
  const isOver = (intent: OrderIntent) => event.action !== 'pause' && covers(scopeOf(event), intent);
  const withdrawn = state.delayed.filter(isOver);
  state.delayed = state.delayed.filter((intent) => !isOver(intent));
  plan.memory?.save(kernel);
  plan.log.halted(event);
  tell(kernel, event);
  if (!state.isMatching) cancelStopped(kernel);
  for (const intent of withdrawn) deny(kernel, intent, event);
};

/** Lifts the stops of one origin, all or those of one scope; false when there is none. */
export const lift = (kernel: Kernel, of: string, scope: Scope | undefined): boolean => {
  const { state } = kernel;
  const isLifted = (one: BotHalted) => one.guard === of && (scope === undefined || isSameScope(scopeOf(one), scope));
  const left = state.stops.filter((one) => !isLifted(one));
  if (left.length === state.stops.length) return false;
  state.stops = left;
  if (state.failedGuard === of) state.failedGuard = undefined;
  return true;
};

/** Cancels what has to go. One that cannot be cancelled does not keep the others, and is asked for again. */
export const cancelStopped = (kernel: Kernel): void => {
  const { state, session, plan } = kernel;
  for (const order of [...state.openOrders]) {
    // What has not left yet does not leave; its sender sees to that.
    if (kernel.unsent.includes(order) || !mustGo(kernel, order)) continue;
    try {
      session.cancel(order, 'halted');
    } catch (cause) {
      const { clientOrderId, intent } = order;
      const message = cause instanceof Error ? cause.message : String(cause);
      const timeMs = now(kernel);
      const event = {
        type: 'cancel-failed',
        timeMs,
        clientOrderId,
        instrumentId: intent.instrumentId,
        message,
      } as const;
      plan.log.cancelFailed(order, timeMs);
      tell(kernel, event);
    }
  }
};

/** Cancels what still has to go and closes what flattening stops still hold; asked at each moment until nothing is left. */
export const pursueStops = (kernel: Kernel): void => {
  cancelStopped(kernel);
  const { instruments } = kernel.plan;
  for (let index = 0; index < instruments.length; index++) {
    const { id } = instruments[index] as (typeof instruments)[number];
    const flattening = kernel.state.stops.filter(
      (one) => one.action === 'flatten' && covers(scopeOf(one), { instrumentId: id }),
    );
    if (flattening.length > 0) close(kernel, index, id, flattening);
  }
};

/** Closes what is held of an instrument, at no worse than the widest of the collars allows. */
const close = (kernel: Kernel, index: number, instrumentId: string, stops: readonly BotHalted[]): void => {
  const { ledger, openOrders, mark } = kernel.state;
  const held = ledger.quantity[index] as number;
  const isMargined = ledger.isMargined[index] === 1;
  // Units that were sold without having been bought here are gone; a spot position below zero is nothing to buy back.
  if (held === 0 || (held < 0 && !isMargined) || openOrders.some((order) => order.index === index)) return;
  // Fees and withdrawals may have taken units that a spot position still counts.
  const owned = ledger.balance[ledger.baseIndex[index] as number] as number;
  const units = isMargined ? Math.abs(held) : Math.min(held, owned);
  const lots = units - (units % (kernel.lot[index] as number));
  if (lots === 0) return;
  const isLong = held > 0;
  const exit = { instrumentId, side: isLong ? 'sell' : 'buy', quantity: toUnits(kernel, index, lots) } as const;
  const collarRate = Math.max(...stops.map((one) => one.collarRate ?? 1));
  const price = mark[index] as number;
  if (collarRate === 1 || !(price > 0)) {
    sendExit(kernel, { type: 'market', ...exit });
    return;
  }
  const { priceStep } = kernel.plan.instruments[index] as { priceStep: number };
  const limitPrice = isLong
    ? Math.max(priceStep, roundToStep(price * (1 - collarRate), priceStep, 'up'))
    : roundToStep(price * (1 + collarRate), priceStep, 'down');
  sendExit(kernel, { type: 'limit', ...exit, limitPrice, timeInForce: 'ioc' });
};
