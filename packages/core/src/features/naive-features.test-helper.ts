import type { Bar } from '../market/bar';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';
import type { FeatureEvent } from './feature';
import type { FeatureName } from './known-features';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const mean = (values: readonly number[]): number => total(values) / values.length;
const only = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
const pairs = <Item>(items: readonly Item[]): [Item, Item][] =>
  items.slice(1).map((item, index) => [items[index] as Item, item]);
const covariance = (x: readonly number[], y: readonly number[]): number =>
  mean(x.map((value, index) => (value - mean(x)) * ((y[index] as number) - mean(y))));
const middle = ({ bid, ask }: Quote): number => (bid + ask) / 2;

/** Each feature from all events of an instrument up to now, read afresh from its definition: slow and without state. */
export const naiveFeature = (
  name: FeatureName,
  past: readonly FeatureEvent[],
  windowMs: number,
): number | undefined => {
  const nowMs = (past.at(-1) as FeatureEvent).timeMs;
  const inside = ({ timeMs }: FeatureEvent): boolean => timeMs > nowMs - windowMs;
  const quotes = past.filter((event): event is Quote => event.type === 'quote');
  const trades = past.filter((event): event is Trade => event.type === 'trade');
  const bars = past.filter((event): event is Bar => event.type === 'bar');
  const last = quotes.at(-1);
  const mids = quotes.filter(inside).map(middle);
  const before = past
    .slice(0, -1)
    .filter((event): event is Quote => event.type === 'quote')
    .at(-1);
  switch (name) {
    case 'mid':
      return last && middle(last);
    case 'microPrice': {
      if (last === undefined) return undefined;
      const { bid, ask, bidQuantity, askQuantity } = last;
      return only((bid * askQuantity + ask * bidQuantity) / (bidQuantity + askQuantity)) ?? middle(last);
    }
    case 'spread':
      return last && last.ask - last.bid;
    case 'spreadBps':
      return last && (1e4 * (last.ask - last.bid)) / middle(last);
    case 'bidQuantity':
    case 'askQuantity':
      return last?.[name];
    case 'imbalance':
      return last && only((last.bidQuantity - last.askQuantity) / (last.bidQuantity + last.askQuantity));
    case 'priceRange':
      return only(Math.max(...mids) - Math.min(...mids));
    case 'priceChange':
      return only((mids.at(-1) as number) - (mids[0] as number));
    case 'priceChangeRate':
      return only((mids.at(-1) as number) / (mids[0] as number) - 1);
    case 'frameChange':
      return last && before && middle(last) - middle(before);
    case 'frameChangeRate':
      return last && before && middle(last) / middle(before) - 1;
    case 'realizedVolatility': {
      const returns = pairs(mids).map(([from, to]) => to / from - 1);
      return returns.length < 2 ? undefined : Math.sqrt(covariance(returns, returns));
    }
    case 'orderFlowImbalance': {
      const changes = pairs(quotes).filter(([, to]) => inside(to));
      const flows = changes.map(([from, to]) => {
        const bought =
          to.bid > from.bid
            ? to.bidQuantity
            : to.bid < from.bid
              ? -from.bidQuantity
              : to.bidQuantity - from.bidQuantity;
        const offered =
          to.ask < from.ask
            ? to.askQuantity
            : to.ask > from.ask
              ? -from.askQuantity
              : to.askQuantity - from.askQuantity;
        return bought - offered;
      });
      return flows.length === 0 ? undefined : total(flows);
    }
    case 'tradeFlowImbalance': {
      const of = (side: string) =>
        total(trades.filter((trade) => inside(trade) && trade.side === side).map(({ quantity }) => quantity));
      return only((of('buy') - of('sell')) / (of('buy') + of('sell')));
    }
    case 'kyleLambda': {
      const changes = pairs(quotes).filter(([from]) => inside(from));
      const flows = changes.map(([from, to]) =>
        total(
          past
            .slice(past.indexOf(from), past.indexOf(to))
            .map((event) =>
              event.type !== 'trade' || !event.side ? 0 : event.side === 'buy' ? event.quantity : -event.quantity,
            ),
        ),
      );
      const moves = changes.map(([from, to]) => middle(to) - middle(from));
      return changes.length < 3 ? undefined : only(covariance(flows, moves) / covariance(flows, flows));
    }
    case 'rollSpread': {
      const changes = pairs(trades.filter(inside)).map(([from, to]) => to.price - from.price);
      const products = covariance(changes.slice(0, -1), changes.slice(1));
      return changes.length < 3 ? undefined : only(2 * Math.sqrt(-products));
    }
    case 'parkinsonVolatility':
      return only(
        Math.sqrt(mean(bars.filter(inside).map(({ high, low }) => Math.log(high / low) ** 2)) / (4 * Math.log(2))),
      );
    case 'amihudIlliquidity': {
      const used = pairs(bars).filter(([, bar]) => inside(bar) && bar.volume > 0);
      return only(mean(used.map(([from, to]) => Math.abs(to.close / from.close - 1) / (to.close * to.volume))));
    }
  }
};
