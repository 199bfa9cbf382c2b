import type { MonoTypeOperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import { parseOptions } from '../../options';
import type { MarketData } from '../market-data';
import type { NoticeSink } from '../notice';
import { Stage, stageOperator } from '../stage';
import { streamOptions } from '../stream-options';
import { RecentKeys } from './recent-keys';

export interface DropDuplicatesOptions {
  /** How many events of each type and instrument are remembered. Defaults to 1,000. */
  readonly remember?: number | undefined;
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({ remember: z.int().positive().default(1_000), notices: streamOptions.notices });

/** What an event is known by among those of its type and instrument. */
const identityOf = (event: MarketData): string | number => {
  switch (event.type) {
    case 'trade':
      return event.id;
    case 'bar':
      return event.timeMs;
    case 'funding-rate':
      return event.settlesAtMs === event.timeMs ? event.timeMs : `${event.timeMs} ${event.settlesAtMs}`;
    case 'quote':
      return `${event.timeMs} ${event.bid} ${event.bidQuantity} ${event.ask} ${event.askQuantity}`;
    default:
      return event.updateId ?? `${event.timeMs} ${event.bids.join()} ${event.asks.join()}`;
  }
};

class DropDuplicates<Event extends MarketData> extends Stage<Event, Event> {
  private readonly remember: number;
  private readonly known = new Map<string, Map<string, RecentKeys>>();
  private lastType = '';
  private lastInstrumentId = '';
  private lastKeys: RecentKeys | undefined;

  constructor(output: Subscriber<Event>, remember: number, notices: NoticeSink | undefined) {
    super(output, 'dropDuplicates', notices);
    this.remember = remember;
  }

  protected override take(event: Event): void {
    if (this.keysOf(event).add(identityOf(event))) this.emit(event);
    else this.drop(event, 'duplicate');
  }

  private keysOf({ type, instrumentId }: Event): RecentKeys {
    if (this.lastKeys !== undefined && type === this.lastType && instrumentId === this.lastInstrumentId) {
      return this.lastKeys;
    }
    let ofType = this.known.get(type);
    if (ofType === undefined) {
      ofType = new Map();
      this.known.set(type, ofType);
    }
    let keys = ofType.get(instrumentId);
    if (keys === undefined) {
      keys = new RecentKeys(this.remember);
      ofType.set(instrumentId, keys);
    }
    this.lastType = type;
    this.lastInstrumentId = instrumentId;
    this.lastKeys = keys;
    return keys;
  }
}

/**
 * Lets the first of equal events through and drops the others, each told as `event-dropped` with reason `duplicate`.
 *
 * Equal are, within one instrument: trades of one id; bars of one time; funding rates of one time and settlement; quotes with
 * the same time and numbers; order-book events of one `updateId`, or with the same content where they have none.
 *
 * - State: what the last `remember` events of each type and instrument are known by; an event that comes again after more
 *   than these goes through.
 * - Cost: O(1) per event, O(levels) for an order-book event without `updateId`.
 *
 * @example
 * ```ts
 * import { dropDuplicates, type Trade } from '@sigmax/core';
 * import { from, lastValueFrom, map, toArray } from 'rxjs';
 * const trade = (id: string): Trade =>
 *   ({ type: 'trade', instrumentId: 'demo:BTC/USDT', timeMs: 1, id, price: 100, quantity: 1, side: 'buy' });
 * const ids = from([trade('7'), trade('8'), trade('7')]).pipe(dropDuplicates(), map(({ id }) => id), toArray());
 * await lastValueFrom(ids); // => ['7', '8']
 * ```
 */
export const dropDuplicates = <Event extends MarketData>(
  options: DropDuplicatesOptions = {},
): MonoTypeOperatorFunction<Event> => {
  const { remember, notices } = parseOptions(schema, options, 'dropDuplicates');
  return stageOperator<Event, Event>((output) => new DropDuplicates(output, remember, notices));
};
