import type { VenueContext } from '../../server/venue-context';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { readNumber } from '../read-number';
import { hmacSha256, isSameSignature } from '../signature';
import { binanceError } from './binance-words';

/** What a signature is made of: the query and the body without the signature itself. */
const signedText = ({ query, body }: VenueRequest): string => `${query}${body}`.replace(/&?signature=[^&]*/, '');

/** What is wrong with a signed request, if anything. */
export const binanceAuthFault = (context: VenueContext, request: VenueRequest): VenueAnswer | undefined => {
  const { credentials, checksTimes } = context;
  if (request.headers['x-mbx-apikey'] !== credentials.apiKey) {
    return binanceError(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
  }
  const expected = hmacSha256(credentials.secret, signedText(request), 'hex');
  if (!isSameSignature(request.fields.get('signature'), expected)) {
    return binanceError(-1022, 'Signature for this request is not valid.');
  }
  const timestamp = readNumber(request.fields.get('timestamp'));
  if (timestamp === undefined) {
    return binanceError(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
  }
  const window = readNumber(request.fields.get('recvWindow')) ?? 5_000;
  const aheadMs = timestamp - context.nowMs();
  if (checksTimes && !(aheadMs < 1_000 && aheadMs >= -window)) {
    const text =
      aheadMs >= 1_000
        ? "Timestamp for this request was 1000ms ahead of the server's time."
        : 'Timestamp for this request is outside of the recvWindow.';
    return binanceError(-1021, text);
  }
  return undefined;
};

/** One listen key for the account, as Binance answers the same key until it expires. */
export const listenKeyOf = ({ credentials }: VenueContext): string =>
  hmacSha256(credentials.secret, `listen ${credentials.apiKey}`, 'hex');
