import type { Connection } from '../../server/connection';
import type { Protocol } from '../../server/protocol';
import type { VenueContext } from '../../server/venue-context';
import { parseObject } from '../parse-object';
import { hmacSha256, isSameSignature } from '../signature';
import { listenKeyOf } from './binance-auth';
import { binanceRoutes } from './binance-requests';
import { BinanceStreams, binanceKind } from './binance-streams';
import { binanceError } from './binance-words';

type BinanceMessage = Readonly<Record<string, unknown>>;

/** The text that a request of the WebSocket API signs: its parameters in the order of their names. */
const signedParameters = (params: Readonly<Record<string, unknown>>): string =>
  Object.keys(params)
    .filter((name) => name !== 'signature')
    .sort()
    .map((name) => `${name}=${String(params[name])}`)
    .join('&');

/** Binance spot and USD-M futures: REST, market streams, user streams and the part of the WebSocket API that opens them. */
export const binanceProtocol = (context: VenueContext): Protocol => {
  const streams = new BinanceStreams(context);

  const subscribe = (connection: Connection, names: readonly string[]): void => {
    for (const name of names) connection.subscriptions.add(name);
  };

  const answer = (connection: Connection, value: unknown): void => connection.send('control', JSON.stringify(value));

  const receivedStream = (connection: Connection, { id, method, params }: BinanceMessage): void => {
    const names = Array.isArray(params) ? params.map(String) : [];
    if (method === 'LIST_SUBSCRIPTIONS') answer(connection, { result: [...connection.subscriptions], id });
    else if (method === 'SUBSCRIBE' || method === 'UNSUBSCRIBE') {
      if (method === 'SUBSCRIBE') subscribe(connection, names);
      else for (const name of names) connection.subscriptions.delete(name);
      answer(connection, { result: null, id });
    } else answer(connection, { error: { code: 2, msg: 'Invalid request: unknown method' }, id });
  };

  /** What is wrong with a request to join the account's stream, if anything: status, code and text. */
  const userFault = (fields: Readonly<Record<string, unknown>>): readonly [number, number, string] | undefined => {
    const { apiKey, secret } = context.credentials;
    if (fields.apiKey !== apiKey) return [401, -2015, 'Invalid API-key, IP, or permissions for action.'];
    const expected = hmacSha256(secret, signedParameters(fields), 'hex');
    if (!isSameSignature(String(fields.signature), expected)) {
      return [400, -1022, 'Signature for this request is not valid.'];
    }
    const aheadMs = Number(fields.timestamp) - context.nowMs();
    const isOfNow = aheadMs < 1_000 && aheadMs >= -Number(fields.recvWindow ?? 5_000);
    return context.checksTimes && !isOfNow
      ? [400, -1021, 'Timestamp for this request is outside of the recvWindow.']
      : undefined;
  };

  const receivedRequest = (connection: Connection, { id, method, params }: BinanceMessage): void => {
    const succeed = (result: unknown): void => answer(connection, { id, status: 200, result, rateLimits: [] });
    const fail = ([status, code, msg]: readonly [number, number, string]): void =>
      answer(connection, { id, status, error: { code, msg }, rateLimits: [] });
    if (method === 'ping') succeed({});
    else if (method === 'time') succeed({ serverTime: context.nowMs() });
    else if (method === 'userDataStream.subscribe.signature') {
      const fields = typeof params === 'object' && params !== null ? params : {};
      const fault = userFault(fields as Readonly<Record<string, unknown>>);
      if (fault === undefined) {
        streams.users.set(connection, { kind: 'spot', subscriptionId: 0 });
        succeed({ subscriptionId: 0 });
      } else fail(fault);
    } else fail([400, -1000, 'This method is not served here.']);
  };

  return {
    routes: { ...binanceRoutes(context, 'spot'), ...binanceRoutes(context, 'swap') },
    tooManyRequests: JSON.stringify({ code: -1003, msg: 'Too many requests.' }),
    serverError: JSON.stringify({
      code: -1007,
      msg: 'Timeout waiting for response from backend server. Send status unknown; execution status unknown.',
    }),
    unknownRoute: () => binanceError(-1000, 'There is nothing at this path.', 404),
    opened: (connection) => {
      const { path, query } = connection;
      const listenKey = listenKeyOf(context);
      const last = path.split('/').at(-1) ?? '';
      if (query.get('listenKey') === listenKey || last === listenKey) {
        streams.users.set(connection, { kind: binanceKind(connection), subscriptionId: undefined });
      }
      subscribe(connection, query.get('streams')?.split('/') ?? []);
      if (/[@!]/.test(last)) subscribe(connection, [last]);
    },
    received: (connection, text) => {
      const message = parseObject(text);
      if (message === undefined) {
        answer(connection, { error: { code: 3, msg: 'Invalid JSON' } });
      } else if (connection.path.includes('ws-api') || connection.path.includes('ws-fapi')) {
        receivedRequest(connection, message);
      } else receivedStream(connection, message);
    },
    closed: (connection) => {
      streams.users.delete(connection);
    },
    stepped: (step) => streams.stepped(step),
    ticked: () => streams.ticked(),
    reported: (report) => streams.reported(report),
  };
};
