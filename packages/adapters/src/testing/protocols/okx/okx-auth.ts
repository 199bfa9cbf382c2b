import type { VenueContext } from '../../server/venue-context';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { hmacSha256, isSameSignature } from '../signature';
import { okxError } from './okx-words';

/** What is wrong with a signed request, if anything. */
export const okxAuthFault = (context: VenueContext, request: VenueRequest): VenueAnswer | undefined => {
  const { headers, query, body, method, path } = request;
  const { apiKey, secret, password } = context.credentials;
  if (headers['ok-access-key'] !== apiKey) return okxError('50111', 'Invalid OK-ACCESS-KEY', 401);
  if (headers['ok-access-passphrase'] !== password) {
    return okxError('50105', 'Request header OK-ACCESS-PASSPHRASE incorrect.', 401);
  }
  const timestamp = headers['ok-access-timestamp'] ?? '';
  const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
  if (!isSameSignature(headers['ok-access-sign'], hmacSha256(secret, signed, 'base64'))) {
    return okxError('50113', 'Invalid Sign', 401);
  }
  const apartMs = Math.abs(Date.parse(timestamp) - context.nowMs());
  if (context.checksTimes && !(apartMs <= 30_000)) return okxError('50102', 'Timestamp request expired', 401);
  return undefined;
};
