import type { OrderRequest, Refusal } from '../../account/order-desk';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueAnswer, VenueRequest } from '../../server/venue-request';
import { stepsOfCost } from '../steps-of-cost';
import { unitsOfText } from '../units-of-text';
import { krakenError } from './kraken-words';

const refusals: Readonly<Record<Refusal, string>> = {
  'insufficient-balance': 'EOrder:Insufficient funds',
  'duplicate-client-id': 'EGeneral:Invalid arguments:cl_ord_id already in use',
  'would-take': 'EOrder:Post only order',
  'reduce-only': 'EOrder:Reduce only:No position exists',
  'minimum-notional': 'EOrder:Cost minimum not met',
  'unknown-order': 'EOrder:Unknown order',
};

/** How Kraken says why it refuses. */
export const krakenRefusal = (refusal: Refusal): VenueAnswer => krakenError(refusals[refusal]);

/** The order that a request asks for, or what is wrong with it. */
export const readKrakenOrder = ({ fields }: VenueRequest, market: VenueMarket): OrderRequest | VenueAnswer => {
  const { priceDecimals, quantityDecimals } = market.instrument;
  const side = fields.get('type');
  const type = fields.get('ordertype');
  if (side !== 'buy' && side !== 'sell') return krakenError('EGeneral:Invalid arguments:type');
  if (type !== 'limit' && type !== 'market') return krakenError('EGeneral:Invalid arguments:ordertype');
  const ticks = type === 'market' ? undefined : unitsOfText(fields.get('price'), priceDecimals);
  if (type === 'limit' && ticks === undefined) return krakenError('EOrder:Invalid price');
  const flags = fields.get('oflags') ?? '';
  const volume = fields.get('volume');
  const steps = flags.includes('viqc') ? stepsOfCost(volume, market, side) : unitsOfText(volume, quantityDecimals);
  if (steps === undefined || !(steps > 0)) return krakenError('EGeneral:Invalid arguments:volume');
  return {
    market,
    clientId: fields.get('cl_ord_id'),
    side,
    type,
    timeInForce: fields.get('timeinforce') === 'IOC' ? 'IOC' : 'GTC',
    isPostOnly: flags.includes('post'),
    isReduceOnly: false,
    ticks,
    steps,
  };
};
