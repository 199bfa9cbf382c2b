import { covers, type Scope } from '@sigmax/core';
import type { CancelVenue, CloseRequest, HeldPosition, VenueOrder } from './cancel-venue';
import type { VirtualClock } from './virtual-clock.test-helper';

export type Request = 'openOrders' | 'cancel' | 'cancelAll' | 'cancelAllAfter' | 'closePositions';

/**
 * What a venue does with a request. `ok`: does it and answers. `reject`: does nothing and says so. `late`: does it and
 * answers after so many ms. `lost`: does nothing and never answers. `unheard`: does it and never answers. `throw`: the
 * call itself throws. `garbage`: does it and answers nonsense. `ignore`: answers as if it had, and does nothing.
 */
export type Behaviour =
  | 'ok'
  | 'reject'
  | { readonly late: number }
  | 'lost'
  | 'unheard'
  | 'throw'
  | 'garbage'
  | 'ignore';

export interface VenueScript {
  readonly name: string;
  /** From the call to the answer; half of it is the way there. Defaults to 20. */
  readonly latencyMs?: () => number;
  /** Defaults to `ok`. */
  readonly behaviour?: (request: Request, argument: unknown) => Behaviour;
  readonly without?: readonly ('cancelAll' | 'closePositions' | 'knownOrders' | 'cancelAllAfter')[];
  /** How much of a position an attempt closes inside of a collar. Defaults to all of it. */
  readonly closable?: (position: HeldPosition, request: CloseRequest) => number;
}

/** A venue in virtual time whose truth a test can see. */
export interface ScriptedVenue extends CancelVenue {
  readonly open: Map<string, VenueOrder>;
  readonly held: Map<string, number>;
  /** Requests in the order of their calls. */
  readonly requests: { readonly request: Request; readonly argument: unknown; readonly timeMs: number }[];
  /** Sales of attempts to close, each with the collar it was told. */
  readonly sales: {
    readonly instrumentId: string;
    readonly quantity: number;
    readonly collarRate: number | undefined;
  }[];
  place(order: VenueOrder): void;
  /** Fills an order, when it is open still. */
  fill(id: string): boolean;
}

const isIn = (scope: Scope, { instrumentId = '', tag }: VenueOrder): boolean =>
  covers(scope, { instrumentId, ...(tag === undefined ? {} : { tag }) });

export const scriptedVenue = (clock: VirtualClock, script: VenueScript): ScriptedVenue => {
  const { name, latencyMs = () => 20, behaviour = () => 'ok', without = [], closable } = script;
  const open = new Map<string, VenueOrder>();
  const held = new Map<string, number>();
  const requests: ScriptedVenue['requests'] = [];
  const sales: ScriptedVenue['sales'] = [];

  const call = <Value>(request: Request, argument: unknown, effect: () => Value): Promise<Value> => {
    requests.push({ request, argument, timeMs: clock.nowMs() });
    const how = behaviour(request, argument);
    if (how === 'throw') throw new Error(`${request} throws`);
    const total = latencyMs();
    return new Promise<Value>((resolve, reject) => {
      if (how === 'lost') return;
      clock.after(total / 2, () => {
        if (how === 'reject') {
          clock.after(total / 2, () => reject(new Error(`${request} refused`)));
          return;
        }
        let answer: () => void;
        try {
          const value = how === 'ignore' ? (undefined as Value) : effect();
          answer = () => resolve(how === 'garbage' ? ('nonsense' as Value) : value);
        } catch (cause) {
          answer = () => reject(cause);
        }
        if (how !== 'unheard') clock.after(typeof how === 'object' ? how.late : total / 2, answer);
      });
    });
  };

  const close = (request: CloseRequest): readonly HeldPosition[] => {
    for (const [instrumentId, quantity] of held) {
      if (!isIn(request.scope, { id: '', instrumentId })) continue;
      const sold = closable === undefined ? quantity : closable({ instrumentId, quantity }, request);
      if (sold === 0) continue;
      sales.push({ instrumentId, quantity: sold, collarRate: request.collarRate });
      held.set(instrumentId, quantity - sold);
    }
    return [...held]
      .filter(([instrumentId, quantity]) => quantity !== 0 && isIn(request.scope, { id: '', instrumentId }))
      .map(([instrumentId, quantity]) => ({ instrumentId, quantity }));
  };

  const venue: ScriptedVenue = {
    name,
    open,
    held,
    requests,
    sales,
    place: (order) => void open.set(order.id, order),
    fill: (id) => open.delete(id),
    openOrders: () => call('openOrders', undefined, () => [...open.values()]),
    cancel: (id) =>
      call('cancel', id, () => {
        if (!open.delete(id)) throw new Error('no such order');
      }),
    knownOrders: () => [...open.values()],
    cancelAll: (scope) =>
      call('cancelAll', scope, () => {
        for (const order of [...open.values()]) if (isIn(scope, order)) open.delete(order.id);
      }),
    cancelAllAfter: (timeoutMs) => call('cancelAllAfter', timeoutMs, () => undefined),
    closePositions: (request) => call('closePositions', request, () => close(request)),
  };
  for (const method of without) Reflect.deleteProperty(venue, method);
  return venue;
};
