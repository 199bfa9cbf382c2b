import type { OrderRequest, Refusal } from '../../account/order-desk';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { stepsOfCost } from '../steps-of-cost';
import { unitsOfText } from '../units-of-text';
import { binanceError } from './binance-words';

const refusals: Readonly<
  Record<Refusal, readonly [spot: readonly [number, string], futures: readonly [number, string]]>
> = {
  'insufficient-balance': [
    [-2010, 'Account has insufficient balance for requested action.'],
    [-2019, 'Margin is insufficient.'],
  ],
  'duplicate-client-id': [
    [-2010, 'Duplicate order sent.'],
    [-4116, 'ClientOrderId is duplicated.'],
  ],
  'would-take': [
    [-2010, 'Order would immediately match and take.'],
    [-5022, 'Due to the order could not be executed as maker, the Post Only order will be rejected.'],
  ],
  'reduce-only': [
    [-1106, "Parameter 'reduceOnly' sent when not required."],
    [-2022, 'ReduceOnly Order is rejected.'],
  ],
  'minimum-notional': [
    [-1013, 'Filter failure: NOTIONAL'],
    [-4164, "Order's notional must be no smaller than 5 (unless you choose reduce only)."],
  ],
  'unknown-order': [
    [-2011, 'Unknown order sent.'],
    [-2011, 'Unknown order sent.'],
  ],
};

/** How Binance says why it refuses. */
export const binanceRefusal = (refusal: Refusal, kind: 'spot' | 'swap'): VenueAnswer => {
  const [code, text] = refusals[refusal][kind === 'spot' ? 0 : 1];
  return binanceError(code, text);
};

/** The order that a request asks for, or what is wrong with it. */
export const readBinanceOrder = ({ fields }: VenueRequest, market: VenueMarket): OrderRequest | VenueAnswer => {
  const { priceDecimals, quantityDecimals } = market.instrument;
  const side = fields.get('side');
  const type = fields.get('type');
  if (side !== 'BUY' && side !== 'SELL') return binanceError(-1117, 'Invalid side.');
  if (type !== 'LIMIT' && type !== 'MARKET' && type !== 'LIMIT_MAKER') return binanceError(-1116, 'Invalid orderType.');
  const ticks = type === 'MARKET' ? undefined : unitsOfText(fields.get('price'), priceDecimals);
  if (type !== 'MARKET' && ticks === undefined) return binanceError(-1013, 'Filter failure: PRICE_FILTER');
  const steps = fields.has('quoteOrderQty')
    ? stepsOfCost(fields.get('quoteOrderQty'), market, side === 'BUY' ? 'buy' : 'sell')
    : unitsOfText(fields.get('quantity'), quantityDecimals);
  if (steps === undefined || steps === 0) return binanceError(-1013, 'Filter failure: LOT_SIZE');
  const timeInForce = fields.get('timeInForce') ?? 'GTC';
  return {
    market,
    clientId: fields.get('newClientOrderId'),
    side: side === 'BUY' ? 'buy' : 'sell',
    type: type === 'MARKET' ? 'market' : 'limit',
    timeInForce: timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC',
    isPostOnly: type === 'LIMIT_MAKER' || timeInForce === 'GTX',
    isReduceOnly: fields.get('reduceOnly') === 'true',
    ticks,
    steps,
  };
};
