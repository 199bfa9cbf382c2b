import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { share } from '../testing-profile.test-helper';
import { ablation } from './ablation';
import type { Forecast } from './forecasts';

const forecast = (timeMs: number, score: number, forwardReturn: number): Forecast => ({
  timeMs,
  instrumentId: 'demo:BTC/USDT',
  signal: score * 0.5,
  score,
  confidence: 0.5,
  isAbstention: false,
  forwardReturn,
});

const planted = (seed: number) => {
  const random = seededRandom(seed);
  const returns = Array.from({ length: 600 }, () => 0.01 * random.normal());
  const right = (value: number, chance: number) => (random.uniform() < chance ? Math.sign(value) : -Math.sign(value));
  const agent = (name: string, say: (value: number) => number) => ({
    name,
    forecasts: returns.map((value, at) => forecast(at, say(value), value)),
  });
  return [
    agent('weak', (value) => right(value, 0.7)),
    agent('useless', () => 2 * random.uniform() - 1),
    agent('oracle', Math.sign),
    agent('always', () => 1),
    agent('inverse', (value) => right(value, 0.3)),
  ];
};

it('gives a planted oracle the largest weight and a useless agent about none', () => {
  for (let seed = 1; seed <= share(10, 200); seed++) {
    const agents = planted(seed);
    const { rows, together } = ablation({ agents });
    const of = (name: string) => rows.find((row) => row.name === name);
    expect(rows[0]?.name).toBe('oracle');
    expect(of('oracle')?.weight).toBeGreaterThan(0.8);
    expect(of('oracle')?.contribution).toBeGreaterThan(0.003);
    expect(of('useless')?.weight).toBeLessThan(0.05);
    expect(of('always')?.weight).toBeLessThan(0.05);
    expect(of('inverse')?.weight).toBe(0);
    expect(together).toBeGreaterThan(0.006);
  }
});

it('says of a contribution what is lost on moments that nothing was fitted on', () => {
  const agents = planted(3).filter(({ name }) => name !== 'oracle');
  const { rows } = ablation({ agents });
  const weak = rows.find(({ name }) => name === 'weak');
  expect(weak?.weight).toBeGreaterThan(0.9);
  // Without it nobody has a weight, so that all of its score is lost.
  expect(weak?.contribution).toBeCloseTo(weak?.alone ?? 0, 12);
});

it('refuses agents of other moments', () => {
  const [one, two] = planted(1);
  if (one === undefined || two === undefined) throw new Error('There are two.');
  const short = { ...two, forecasts: two.forecasts.slice(1) };
  expect(() => ablation({ agents: [one, short] })).toThrow('other moments');
  expect(() => ablation({ agents: [one, one] })).toThrow('one name');
});
