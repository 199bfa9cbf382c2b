import { type Instrument, roundToStep } from '@sigmax/core';

/** A quantity in whole lots, or 0 when the venue would refuse it as too small. */
export const lots = (instrument: Instrument, quantity: number, price: number): number => {
  const rounded = roundToStep(quantity, instrument.quantityStep, 'down');
  const isEnough = rounded >= instrument.minimumQuantity && rounded * price >= instrument.minimumNotional;
  return isEnough ? rounded : 0;
};
