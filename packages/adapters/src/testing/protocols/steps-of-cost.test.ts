import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { venueInstrument } from '../market/venue-instrument';
import { VenueMarket } from '../market/venue-market';
import { stepsOfCost } from './steps-of-cost';

const market = new VenueMarket({
  instrument: venueInstrument('BTC/USDT', 3),
  random: seededRandom(1),
  startMs: 1_704_067_200_000,
  historyMs: 0,
  firstTradeId: 1n,
  firstUpdateId: 1n,
});

test('a cost pays for whole steps', () => {
  const ask = market.touch.ask / 10;
  expect(stepsOfCost(String(ask / 100), market, 'buy')).toBe(10);
  expect(stepsOfCost((ask / 100 - 0.001).toFixed(5), market, 'buy')).toBe(9);
  expect(stepsOfCost('1', market, 'sell')).toBe(0);
});

test.each([undefined, '', '-5', '1e999', 'NaN', 'Infinity', '1234567890123'])('%s is no cost', (cost) => {
  expect(stepsOfCost(cost, market, 'buy')).toBeUndefined();
});
