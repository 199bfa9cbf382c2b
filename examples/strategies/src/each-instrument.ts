import { type Bar, type Decide, hold, type Instrument, type StrategyContext, type Target, target } from '@sigmax/core';

/**
 * What one instrument should hold at a bar, as a part of its share from 0 to 1; `undefined` leaves it as it is.
 * `isHeld` says whether the account holds any of it.
 */
export type Signal = (bar: Bar, isHeld: boolean) => number | undefined;

/** A decision from one signal an instrument, each with an equal share of `weight`. */
export const eachInstrument = (
  { instruments }: StrategyContext,
  weight: number,
  start: (instrument: Instrument) => Signal,
): Decide => {
  const signals = new Map(instruments.map((instrument) => [instrument.id, start(instrument)]));
  const share = weight / instruments.length;
  return ({ bars, portfolio }) => {
    const wanted: Target[] = [];
    for (const bar of bars) {
      const { instrumentId } = bar;
      const part = signals.get(instrumentId)?.(bar, portfolio.quantity(instrumentId) !== 0);
      if (part !== undefined) wanted.push({ instrumentId, weight: part * share });
    }
    const [only, ...others] = wanted;
    if (only === undefined) return hold;
    return others.length === 0 ? target(only.instrumentId, only.weight) : { type: 'targets', targets: wanted };
  };
};
