import type { Connection } from '../../server/connection';
import type { Protocol } from '../../server/protocol';
import type { VenueContext } from '../../server/venue-context';
import { parseObject, textField } from '../parse-object';
import { hmacSha256, isSameSignature } from '../signature';
import { okxRoutes } from './okx-requests';
import { OkxStreams, type OkxTopic, okxTopicKey } from './okx-streams';
import { okxError } from './okx-words';

const accountChannels = new Set(['orders', 'account', 'positions']);

/** OKX v5, spot and perpetuals: REST, and WebSockets with their three addresses. */
export const okxProtocol = (context: VenueContext): Protocol => {
  const streams = new OkxStreams(context);
  const authenticated = new WeakSet<Connection>();

  const isLogin = (login: unknown): boolean => {
    const { apiKey, secret, password } = context.credentials;
    const timestamp = textField(login, 'timestamp') ?? '';
    const expected = hmacSha256(secret, `${timestamp}GET/users/self/verify`, 'base64');
    const isOfNow = !context.checksTimes || Math.abs(Number(timestamp) * 1_000 - context.nowMs()) <= 30_000;
    return (
      isOfNow &&
      textField(login, 'apiKey') === apiKey &&
      textField(login, 'passphrase') === password &&
      isSameSignature(textField(login, 'sign'), expected)
    );
  };

  const received = (connection: Connection, text: string): void => {
    const connId = `connection-${connection.number}`;
    const answer = (value: Readonly<Record<string, unknown>>): void =>
      connection.send('control', JSON.stringify({ ...value, connId }));
    const fail = (code: string, msg: string): void => answer({ event: 'error', code, msg });
    if (text === 'ping') {
      connection.send('control', 'pong');
      return;
    }
    const message = parseObject(text);
    const args: readonly unknown[] = Array.isArray(message?.args) ? message.args : [];
    if (message?.op === 'login') {
      if (isLogin(args[0])) {
        authenticated.add(connection);
        answer({ event: 'login', code: '0', msg: '' });
      } else fail('60009', 'Login failed.');
      return;
    }
    if (message?.op !== 'subscribe' && message?.op !== 'unsubscribe') {
      fail('60012', `Invalid request: ${text.slice(0, 200)}`);
      return;
    }
    for (const arg of args) {
      const [channel, instId, instType] = ['channel', 'instId', 'instType'].map((name) => textField(arg, name));
      const topic: OkxTopic = {
        channel: channel ?? '',
        ...(instType === undefined ? {} : { instType }),
        ...(instId === undefined ? {} : { instId }),
      };
      const key = okxTopicKey(topic);
      const isPrivate = accountChannels.has(topic.channel);
      const mine = streams.accounts.get(connection) ?? [];
      if (isPrivate && !authenticated.has(connection)) {
        fail('60011', 'Please log in');
      } else if (message.op === 'unsubscribe') {
        connection.subscriptions.delete(key);
        streams.accounts.set(
          connection,
          mine.filter((one) => okxTopicKey(one) !== key),
        );
        answer({ event: 'unsubscribe', arg: topic });
      } else {
        connection.subscriptions.add(key);
        if (isPrivate) streams.accounts.set(connection, [...mine, topic]);
        answer({ event: 'subscribe', arg: topic });
        streams.subscribed(connection, topic);
      }
    }
  };

  return {
    routes: okxRoutes(context),
    tooManyRequests: JSON.stringify({ code: '50011', msg: 'Too Many Requests', data: [] }),
    serverError: JSON.stringify({ code: '50001', msg: 'Service temporarily unavailable. Try again later.', data: [] }),
    unknownRoute: () => okxError('404', 'There is nothing at this path.', 404),
    opened: () => undefined,
    received,
    closed: (connection) => {
      streams.accounts.delete(connection);
    },
    stepped: (step) => streams.stepped(step),
    ticked: () => streams.ticked(),
    reported: (report) => streams.reported(report),
  };
};
