import { checkedInstruments, type Instrument, spotInstrument } from './instrument';
import { perpetualInstrument } from './perpetual-instrument';

/** An instrument, or the id of a spot one, held to the rules of its maker if it was made by hand. */
export const checkedInstrument = (one: string | Instrument): Instrument => {
  if (typeof one === 'string') return spotInstrument(one);
  if (checkedInstruments.has(one)) return one;
  const { id, priceStep, quantityStep, minimumQuantity, minimumNotional } = one;
  const steps = { priceStep, quantityStep, minimumQuantity, minimumNotional };
  if (one.kind !== 'perpetual') return spotInstrument(id, steps);
  const { initialMarginRate, maintenanceMarginRate, liquidationFeeRate } = one;
  return perpetualInstrument(id, { ...steps, initialMarginRate, maintenanceMarginRate, liquidationFeeRate });
};
