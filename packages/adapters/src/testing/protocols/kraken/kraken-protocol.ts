import type { VenueInstrument } from '../../market/venue-instrument';
import type { VenueMarket } from '../../market/venue-market';
import type { Connection } from '../../server/connection';
import type { Protocol } from '../../server/protocol';
import type { VenueContext } from '../../server/venue-context';
import { parseObject, textField } from '../parse-object';
import { krakenToken } from './kraken-auth';
import { krakenRoutes } from './kraken-requests';
import { KrakenStreams } from './kraken-streams';
import { krakenError, krakenTime } from './kraken-words';

const accountChannels = new Set(['executions', 'balances']);

/** What a subscription names besides its symbol: how deep, how long, or what it is told of. */
const optionOf = (channel: string, params: unknown): string => {
  if (channel === 'book') return textField(params, 'depth') ?? '10';
  if (channel === 'ohlc') return textField(params, 'interval') ?? '1';
  if (channel === 'ticker') return textField(params, 'event_trigger') ?? 'trades';
  return '';
};

/** A pair as the channel `instrument` tells it. */
const pairText = ({ symbol, base, quote, priceDecimals, quantityDecimals }: VenueInstrument) => ({
  symbol,
  base,
  quote,
  status: 'online',
  price_precision: priceDecimals,
  price_increment: 10 ** -priceDecimals,
  qty_precision: quantityDecimals,
  qty_increment: 10 ** -quantityDecimals,
  qty_min: 0.00005,
  cost_precision: 5,
  cost_min: 5,
  marginable: false,
  has_index: false,
});

/** Kraken spot: REST, and WebSockets v2 with its public and its private channels. */
export const krakenProtocol = (context: VenueContext): Protocol => {
  const streams = new KrakenStreams(context);

  const received = (connection: Connection, text: string): void => {
    const message = parseObject(text) ?? {};
    const { method, params, req_id: id } = message;
    const time = krakenTime(context.nowMs() * 1_000);
    const answer = (value: Readonly<Record<string, unknown>>): void =>
      connection.send(
        'control',
        JSON.stringify({ ...value, time_in: time, time_out: time, ...(id === undefined ? {} : { req_id: id }) }),
      );
    if (method === 'ping') {
      answer({ method: 'pong' });
      return;
    }
    if (method !== 'subscribe' && method !== 'unsubscribe') {
      answer({ error: 'Malformed request', success: false, method: method ?? null });
      return;
    }
    const channel = textField(params, 'channel') ?? '';
    const isSubscribing = method === 'subscribe';
    const change = (subscription: string): boolean =>
      isSubscribing
        ? connection.subscriptions.size < connection.subscriptions.add(subscription).size
        : connection.subscriptions.delete(subscription);
    if (accountChannels.has(channel)) {
      if (textField(params, 'token') !== krakenToken(context)) {
        answer({ error: 'ESession:Invalid session', method, success: false });
        return;
      }
      const isNew = change(channel);
      answer({ method, result: { channel }, success: true });
      if (isNew && isSubscribing) streams.subscribedAccount(connection, channel);
      return;
    }
    if (channel === 'instrument') {
      answer({ method, result: { channel }, success: true });
      const pairs = context.markets.map(({ instrument }) => pairText(instrument));
      connection.send('markets', JSON.stringify({ channel, type: 'snapshot', data: { assets: [], pairs } }));
      return;
    }
    const symbols: readonly unknown[] =
      typeof params === 'object' && params !== null && 'symbol' in params && Array.isArray(params.symbol)
        ? params.symbol
        : [];
    for (const symbol of symbols) {
      const market: VenueMarket | undefined = context.markets.find(({ instrument }) => instrument.symbol === symbol);
      if (market === undefined) {
        answer({ error: `Currency pair not supported ${String(symbol)}`, method, success: false, symbol });
        continue;
      }
      const option = optionOf(channel, params);
      const isNew = change(`${channel} ${market.instrument.symbol}${option === '' ? '' : ` ${option}`}`);
      answer({ method, result: { channel, symbol, snapshot: true }, success: true });
      const wantsSnapshot = textField(params, 'snapshot') !== 'false';
      if (isNew && isSubscribing && wantsSnapshot) streams.subscribed(connection, channel, market, Number(option));
    }
  };

  return {
    routes: krakenRoutes(context),
    tooManyRequests: JSON.stringify({ error: ['EAPI:Rate limit exceeded'] }),
    serverError: JSON.stringify({ error: ['EService:Unavailable'] }),
    unknownRoute: () => krakenError('EGeneral:Unknown method', 404),
    opened: (connection) => {
      const data = [{ api_version: 'v2', connection_id: connection.number, system: 'online', version: '2.0.0' }];
      connection.send('control', JSON.stringify({ channel: 'status', type: 'update', data }));
    },
    received,
    closed: () => undefined,
    stepped: (step) => streams.stepped(step),
    ticked: () => streams.ticked(),
    reported: (report) => streams.reported(report),
  };
};
