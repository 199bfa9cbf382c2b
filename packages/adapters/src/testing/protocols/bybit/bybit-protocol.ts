import type { Connection } from '../../server/connection';
import type { Protocol } from '../../server/protocol';
import type { VenueContext } from '../../server/venue-context';
import { jsonAnswer } from '../../server/venue-request';
import { parseObject } from '../parse-object';
import { hmacSha256, isSameSignature } from '../signature';
import { bybitRoutes } from './bybit-requests';
import { BybitStreams } from './bybit-streams';

/** Bybit v5, spot and linear perpetuals: REST, public topics and the private ones. */
export const bybitProtocol = (context: VenueContext): Protocol => {
  const streams = new BybitStreams(context);
  const authenticated = new WeakSet<Connection>();

  const isAuth = (args: readonly unknown[]): boolean => {
    const [key, expires, signature] = args.map(String);
    const { apiKey, secret } = context.credentials;
    const isInTime = !context.checksTimes || Number(expires) > context.nowMs();
    return (
      key === apiKey && isInTime && isSameSignature(signature, hmacSha256(secret, `GET/realtime${expires}`, 'hex'))
    );
  };

  const received = (connection: Connection, text: string): void => {
    const message = parseObject(text) ?? {};
    const { op, req_id: id } = message;
    const args: readonly unknown[] = Array.isArray(message.args) ? message.args : [];
    const connectionId = `connection-${connection.number}`;
    const answer = (success: boolean, words: string): void =>
      connection.send(
        'control',
        JSON.stringify({
          success,
          ret_msg: words,
          conn_id: connectionId,
          ...(id === undefined ? {} : { req_id: id }),
          op,
        }),
      );
    const isPrivate = connection.path.endsWith('/private');
    if (op === 'ping') {
      if (isPrivate) {
        connection.send(
          'control',
          JSON.stringify({ req_id: id, op: 'pong', args: [String(context.nowMs())], conn_id: connectionId }),
        );
      } else answer(true, 'pong');
    } else if (op === 'auth') {
      const success = isAuth(args);
      if (success) authenticated.add(connection);
      answer(success, success ? '' : 'API key is invalid.');
    } else if (op === 'subscribe' && isPrivate && !authenticated.has(connection)) {
      answer(false, 'Request not authorized');
    } else if (op === 'subscribe') {
      const topics = args.map(String).filter((topic) => !connection.subscriptions.has(topic));
      for (const topic of topics) connection.subscriptions.add(topic);
      answer(true, 'subscribe');
      for (const topic of topics) streams.subscribed(connection, topic);
    } else if (op === 'unsubscribe') {
      for (const topic of args) connection.subscriptions.delete(String(topic));
      answer(true, '');
    } else answer(false, 'error:request expected params');
  };

  return {
    routes: bybitRoutes(context),
    tooManyRequests: JSON.stringify({ retCode: 10_006, retMsg: 'Too many visits. Exceeded the API Rate Limit.' }),
    serverError: JSON.stringify({ retCode: 10_016, retMsg: 'Server error.' }),
    unknownRoute: () => jsonAnswer({ retCode: 10_001, retMsg: 'There is nothing at this path.' }, 404),
    opened: () => undefined,
    received,
    closed: () => undefined,
    stepped: (step) => streams.stepped(step),
    ticked: () => undefined,
    reported: (report) => streams.reported(report),
  };
};
