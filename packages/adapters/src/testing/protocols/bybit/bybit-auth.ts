import type { VenueContext } from '../../server/venue-context';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { hmacSha256, isSameSignature } from '../signature';
import { bybitError } from './bybit-words';

/** What is wrong with a signed request, if anything. */
export const bybitAuthFault = (context: VenueContext, request: VenueRequest): VenueAnswer | undefined => {
  const { headers, query, body, method } = request;
  const { apiKey, secret } = context.credentials;
  const nowMs = context.nowMs();
  if (headers['x-bapi-api-key'] !== apiKey) return bybitError(10_003, 'API key is invalid.', nowMs);
  const timestamp = headers['x-bapi-timestamp'] ?? '';
  const window = headers['x-bapi-recv-window'] ?? '5000';
  const signed = `${timestamp}${apiKey}${window}${method === 'POST' ? body : query}`;
  if (!isSameSignature(headers['x-bapi-sign'], hmacSha256(secret, signed, 'hex'))) {
    return bybitError(10_004, 'error sign! Please check your signature generation algorithm.', nowMs);
  }
  const aheadMs = Number(timestamp) - nowMs;
  if (context.checksTimes && !(aheadMs < 1_000 && aheadMs >= -Number(window))) {
    return bybitError(10_002, 'invalid request, please check your server timestamp or recv_window param.', nowMs);
  }
  return undefined;
};
