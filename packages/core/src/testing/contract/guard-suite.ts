import type { TimedControl } from '../../control/control';
import type { Guard } from '../../guard/guard';

/** A number that a limit can be about. */
export type GuardInput = 'price' | 'quantity' | 'equity';

/** A guard and how to try it. */
export interface GuardSuite {
  readonly name: string;
  /**
   * Makes the guard, with limits that the scenario reaches: it begins with 10,000 USDT, orders worth 10 to 1,000,000 in two
   * instruments, prices that first rise by a half and then fall to a third, and a quote before every bar.
   */
  readonly make: () => Guard;
  /** The numbers that the limit is about: when one of them is broken, nothing may pass. */
  readonly reads: readonly GuardInput[];
  /** What an operator or a program says during the scenario, which lasts from hour 1 to hour 240, for guards that act on it. */
  readonly controls?: readonly TimedControl[];
}
