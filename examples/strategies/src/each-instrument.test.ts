import { defineStrategy } from '@sigmax/core';
import { barsFromCloses } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { eachInstrument, type Signal } from './each-instrument';
import { run } from './run.test-helper';

const market = ['a:A/USDT', 'a:B/USDT'].map((instrumentId) => barsFromCloses([10, 10, 10], { instrumentId }));

const finalWeights = (signal: Signal) => {
  const strategy = defineStrategy({
    name: 'signals',
    start: (_, context) => eachInstrument(context, 0.8, () => signal),
  });
  return run(strategy(), market).positions.map(({ quantity }) => (quantity * 10) / 10_000);
};

it('gives each instrument an equal share, and the part of it that its signal asks for', () => {
  expect(finalWeights(() => 1)).toEqual([0.4, 0.4]);
  expect(finalWeights(({ instrumentId }) => (instrumentId === 'a:A/USDT' ? 0.5 : 0))).toEqual([0.2, 0]);
});

it('leaves alone what a signal says nothing about', () => {
  expect(finalWeights(() => undefined)).toEqual([0, 0]);
  expect(finalWeights(({ instrumentId }) => (instrumentId === 'a:A/USDT' ? undefined : 1))).toEqual([0, 0.4]);
});

it('tells a signal whether its instrument is held', () => {
  const seen = new Set<boolean>();
  finalWeights((_, isHeld) => {
    seen.add(isHeld);
    return 1;
  });
  expect([...seen]).toEqual([false, true]);
});
