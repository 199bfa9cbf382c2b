import { covers, type Scope } from '../control/scope';
import type { StopAction } from '../guard/guard';
import { mostRestrictive, type Restriction } from '../guard/most-restrictive';
import type { Order } from '../orders/order';
import type { OrderIntent } from '../orders/order-intent';
import type { BotHalted } from './bot-event';
import type { Kernel } from './kernel';

/** From mild to severe. */
export const ranks: Readonly<Record<StopAction, number>> = { pause: 0, halt: 1, cancel: 2, flatten: 3 };

const everything: Scope = {};

export const scopeOf = ({ scope }: Pick<BotHalted, 'scope'>): Scope => scope ?? everything;

/** What the stops leave of an order. */
export const stopped = (kernel: Kernel, intent: OrderIntent): Restriction | undefined => {
  let worst: Restriction | undefined;
  for (const one of kernel.state.stops) {
    if (!covers(scopeOf(one), intent)) continue;
    const { guard, code, limit, observed, action } = one;
    const restriction: Restriction = {
      type: action === 'pause' ? 'reduce-only' : 'deny',
      guard,
      code,
      limit,
      observed,
    };
    worst = worst === undefined ? restriction : mostRestrictive(worst, restriction);
  }
  return worst;
};

/** Whether an open order has to go: a halt leaves the exits of what is held, the severer stops only their own sales. */
export const mustGo = (kernel: Kernel, order: Order): boolean => {
  if (order.role === 'flatten') return false;
  const isExit = order.isReduceOnly && order.entry?.status !== 'submitted';
  return kernel.state.stops.some(
    (one) => ranks[one.action] >= (isExit ? ranks.cancel : ranks.halt) && covers(scopeOf(one), order.intent),
  );
};

/** Whether the strategy may no longer cancel an order: what protects a position stays when nobody can put it back. */
export const isKept = (kernel: Kernel, order: Order): boolean =>
  kernel.state.stops.some((one) => one.action !== 'pause' && covers(scopeOf(one), order.intent));
