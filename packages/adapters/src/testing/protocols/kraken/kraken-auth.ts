import { createHash, createHmac } from 'node:crypto';
import type { VenueContext } from '../../server/venue-context';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { hmacSha256, isSameSignature } from '../signature';
import { krakenError } from './kraken-words';

/** What a private stream is opened with. */
export const krakenToken = ({ credentials }: VenueContext): string =>
  hmacSha256(credentials.secret, `token ${credentials.apiKey}`, 'base64');

/** A nonce may fall behind the highest by so much, as an account with a nonce window allows. */
const nonceWindow = 10_000;

/** Makes what says what is wrong with a signed request, if anything; it remembers nonces. */
export const krakenAuth = ({ credentials }: VenueContext): ((request: VenueRequest) => VenueAnswer | undefined) => {
  let highestNonce = 0;
  return (request) => {
    const { headers, path, body, fields } = request;
    if (headers['api-key'] !== credentials.apiKey) return krakenError('EAPI:Invalid key');
    const nonce = fields.get('nonce') ?? '';
    const hash = createHash('sha256').update(`${nonce}${body}`).digest();
    const expected = createHmac('sha512', Buffer.from(credentials.secret, 'base64'))
      .update(Buffer.concat([Buffer.from(path), hash]))
      .digest('base64');
    if (!isSameSignature(headers['api-sign'], expected)) return krakenError('EAPI:Invalid signature');
    if (!(Number(nonce) > highestNonce - nonceWindow)) return krakenError('EAPI:Invalid nonce');
    highestNonce = Math.max(highestNonce, Number(nonce));
    return undefined;
  };
};
