import { minimumNotional } from '../../account/order-desk';
import { decimalText } from '../../decimal-text';
import type { VenueInstrument } from '../../market/venue-instrument';
import { binanceId } from './binance-words';

const filters = ({ priceDecimals, quantityDecimals, kind }: VenueInstrument) => {
  const tick = decimalText(1, priceDecimals);
  const step = decimalText(1, quantityDecimals);
  const notional = kind === 'spot' ? 'minNotional' : 'notional';
  return [
    { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '1000000.00', tickSize: tick },
    { filterType: 'LOT_SIZE', minQty: step, maxQty: '9000.00', stepSize: step },
    { filterType: 'MARKET_LOT_SIZE', minQty: step, maxQty: '9000.00', stepSize: step },
    { filterType: kind === 'spot' ? 'NOTIONAL' : 'MIN_NOTIONAL', [notional]: String(minimumNotional) },
  ];
};

const spotSymbol = (instrument: VenueInstrument) => ({
  symbol: binanceId(instrument),
  status: 'TRADING',
  baseAsset: instrument.base,
  baseAssetPrecision: 8,
  quoteAsset: instrument.quote,
  quotePrecision: 8,
  quoteAssetPrecision: 8,
  orderTypes: ['LIMIT', 'LIMIT_MAKER', 'MARKET'],
  icebergAllowed: false,
  ocoAllowed: false,
  quoteOrderQtyMarketAllowed: true,
  isSpotTradingAllowed: true,
  isMarginTradingAllowed: false,
  filters: filters(instrument),
  permissions: ['SPOT'],
});

const perpetualSymbol = (instrument: VenueInstrument) => ({
  symbol: binanceId(instrument),
  pair: binanceId(instrument),
  contractType: 'PERPETUAL',
  deliveryDate: 4_133_404_800_000,
  onboardDate: 1_569_398_400_000,
  status: 'TRADING',
  baseAsset: instrument.base,
  quoteAsset: instrument.quote,
  marginAsset: instrument.quote,
  pricePrecision: instrument.priceDecimals,
  quantityPrecision: instrument.quantityDecimals,
  baseAssetPrecision: 8,
  quotePrecision: 8,
  maintMarginPercent: '2.5000',
  requiredMarginPercent: '5.0000',
  filters: filters(instrument),
  orderTypes: ['LIMIT', 'MARKET'],
  timeInForce: ['GTC', 'IOC', 'FOK', 'GTX'],
});

/** The body of `exchangeInfo` of spot or of USD-M futures. */
export const binanceExchangeInfo = (instruments: readonly VenueInstrument[], kind: 'spot' | 'swap', nowMs: number) => ({
  timezone: 'UTC',
  serverTime: nowMs,
  rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6_000 }],
  exchangeFilters: [],
  symbols: instruments
    .filter((instrument) => instrument.kind === kind)
    .map((instrument) => (kind === 'spot' ? spotSymbol(instrument) : perpetualSymbol(instrument))),
});

/** What `capital/config/getall` tells of an asset. */
export const binanceCoin = (coin: string) => ({
  coin,
  name: coin,
  depositAllEnable: true,
  withdrawAllEnable: true,
  free: '0',
  locked: '0',
  isLegalMoney: false,
  trading: true,
  networkList: [],
});
