import { count, duration, percent } from '../format';
import type { RunAnalysis } from './analysis';

/** What a reader has to know to read the figures right. */
export const notes = (analysis: RunAnalysis): string[] => {
  const { strategy, result, buyAndHold, bootstrap, timing, luckSeed } = analysis;
  const { performance, trading, settings } = strategy;
  const { periodMs, periodsPerYear, unpricedMoves } = performance;
  const { timeMs, cashMoves } = result;
  const found: string[] = [];
  if (periodMs !== undefined && periodsPerYear !== undefined) {
    const basis = settings.periodsPerYear === undefined ? ` (${settings.daysPerYear} days)` : '';
    found.push(
      `Returns are per period of ${duration(periodMs)}; annual figures use ${count(periodsPerYear)} periods a year${basis}.`,
    );
    const expected = ((timeMs.at(-1) ?? 0) - (timeMs[0] ?? 0)) / periodMs + 1;
    const missing = 1 - timeMs.length / expected;
    if (missing > 0.001) {
      found.push(
        `${percent(missing)} of the periods between the first and the last are missing; annual figures count only those that are there.`,
      );
    }
  }
  if (buyAndHold !== undefined) found.push(`Buy and hold: ${lower(buyAndHold.definition)}`);
  else if (timeMs.length > 0) found.push('Buy and hold is not shown, since the run kept no market.');
  if (bootstrap !== undefined) {
    found.push(
      `The Sharpe interval comes from a ${bootstrap.scheme} bootstrap: ${count(bootstrap.resamples)} resamples, mean block of ${count(bootstrap.blockLength)} periods, seed ${luckSeed}.`,
    );
  }
  if (timing !== undefined) {
    found.push(
      `Random timing moves the same positions and their costs by a random number of periods, ${count(timing.runs)} times, seed ${luckSeed}.`,
    );
  }
  if (cashMoves.length > 0) {
    found.push(`${count(cashMoves.length)} deposits and withdrawals are left out of all returns (time-weighted).`);
  }
  if (unpricedMoves.length > 0) {
    found.push(`${count(unpricedMoves.length)} of them had no price; the return of their periods is taken as 0.`);
  }
  if (trading !== undefined && trading.unpriced.length > 0) {
    found.push(`Trades of ${trading.unpriced.join(', ')} are left out: their quote asset had no price.`);
  }
  return found;
};

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
