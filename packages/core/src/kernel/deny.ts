import type { OrderIntent } from '../orders/order-intent';
import { tell } from './apply-reports';
import type { Kernel } from './kernel';

/** Who keeps an order from leaving, and why. */
export interface Denial {
  readonly guard: string;
  readonly code: string;
  readonly limit: number;
  readonly observed: number;
}

/** Counts, logs and tells that an order does not leave. */
export const deny = (kernel: Kernel, intent: OrderIntent, { guard, code, limit, observed }: Denial): void => {
  kernel.state.deniedCount += 1;
  const { timeMs } = kernel.state;
  const { instrumentId } = intent;
  const event = { type: 'order-denied', timeMs, instrumentId, guard, code, limit, observed, intent } as const;
  kernel.plan.log.denied(event);
  tell(kernel, event);
};
