import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { numpyStreams } from './numpy-streams.test-helper';
import { pcg64, pcg64From } from './pcg64';
import { seedWords } from './seed-sequence';

it.each(numpyStreams.filter(({ key }) => key.length === 0))('seed $seed draws what NumPy draws', (recorded) => {
  const random = pcg64(recorded.seed);
  expect(recorded.uniform.map(() => random.uniform())).toEqual(recorded.uniform);
  for (const [limit, values] of recorded.integers) {
    expect(values.map(() => random.integer(limit))).toEqual(values);
  }
  expect(random.uniform()).toBe(recorded.last);
});

it.each(numpyStreams)('seed $seed with spawn key $key has NumPy’s words', ({ seed, key, words }) => {
  expect([...seedWords(seed, key, 8)]).toEqual(words);
});

it('a split is NumPy’s stream of a spawn key', () => {
  const environment = numpyStreams.find(({ key }) => key.length === 4);
  expect(pcg64(0).split('env').uniform()).toBe(environment?.uniform[0]);
  const nested = numpyStreams.find(({ key }) => key.length === 5);
  expect(pcg64(42).split('A').split('\u{10ffff}a').uniform()).toBe(nested?.uniform[0]);
});

it('a split does not depend on draws, and names that run together differ', () => {
  const drawn = pcg64(5);
  drawn.uniform();
  expect(drawn.split('a').uniform()).toBe(pcg64(5).split('a').uniform());
  const firsts = ['a', 'b', 'ab', ''].map((name) => pcg64(5).split(name).uniform());
  firsts.push(pcg64(5).split('a').split('b').uniform(), pcg64(5).uniform());
  expect(new Set(firsts).size).toBe(6);
});

it('goes on from a state that went through JSON', () => {
  const random = pcg64(9).split('x');
  random.uniform();
  random.integer(10);
  const again = pcg64From(JSON.parse(JSON.stringify(random.state())));
  for (let draw = 0; draw < 20; draw++) expect(again.integer(1000)).toBe(random.integer(1000));
  expect(again.split('y').uniform()).toBe(random.split('y').uniform());
});

it('normal numbers have the moments of the normal law', () => {
  const random = pcg64(11);
  const count = 100_000;
  const sums = [0, 0, 0, 0];
  for (let draw = 0; draw < count; draw++) {
    const x = random.normal();
    sums.forEach((sum, power) => {
      sums[power] = sum + x ** (power + 1);
    });
  }
  // 5 standard errors of the first four moments: √(1, 2, 15, 96 over count).
  const [mean, square, cube, fourth] = sums.map((sum) => sum / count) as [number, number, number, number];
  expect(Math.abs(mean)).toBeLessThan(0.016);
  expect(Math.abs(square - 1)).toBeLessThan(0.023);
  expect(Math.abs(cube)).toBeLessThan(0.062);
  expect(Math.abs(fourth - 3)).toBeLessThan(0.155);
});

it.each([-1, 1.5, 2 ** 53, Number.NaN])('refuses the seed %s', (seed) => {
  expect(() => pcg64(seed)).toThrow(InvalidOptionsError);
});

it.each([0, -1, 1.5, 2 ** 32 + 1])('refuses the limit %s', (limit) => {
  expect(() => pcg64(1).integer(limit)).toThrow(InvalidOptionsError);
});

it.each([{ limbs: [1] }, { limbs: [0, 0, 0, 0, 0, 0, 0, 65_536] }, { half: -1 }, { key: [0.5] }, { seed: -1 }])(
  'refuses the state %j',
  (wrong) => {
    expect(() => pcg64From({ ...pcg64(1).state(), ...wrong })).toThrow(InvalidOptionsError);
  },
);
