import { expect, it } from 'vitest';
import { cosine, sine } from '../portable-math';
import { seededRandom } from '../seeded-random';
import { phaseOverlap, rotatePhases, unrotatePhases } from './rotate-phases';

const phases = (costs: Float64Array, gamma: number) => {
  const state = { re: new Float64Array(costs.length).fill(1), im: new Float64Array(costs.length) };
  rotatePhases(state, costs, gamma);
  return state;
};

it.each([1e-9, 1, 30, 10_000])('turns by −γ c to 5e-16 for costs up to %d', (size) => {
  const random = seededRandom(1);
  const costs = Float64Array.from({ length: 50_000 }, () => (2 * random.uniform() - 1) * size);
  const { re, im } = phases(costs, 0.7);
  let worst = 0;
  costs.forEach((cost, x) => {
    worst = Math.max(worst, Math.abs(re[x]! - cosine(0.7 * cost)), Math.abs(im[x]! + sine(0.7 * cost)));
  });
  expect(worst).toBeLessThan(5e-16);
});

it('agrees with itself where the table ends', () => {
  const costs = Float64Array.of(12_000, 13_000, 1e6);
  const { re, im } = phases(costs, 1);
  costs.forEach((cost, x) => {
    expect(re[x]).toBe(cosine(cost));
    expect(im[x]).toBe(-sine(cost));
  });
  const near = phases(Float64Array.of(12_000), 1);
  expect(Math.abs(near.re[0]! - cosine(12_000))).toBeLessThan(5e-16);
});

it('turns what is there', () => {
  const state = { re: Float64Array.of(0.6), im: Float64Array.of(-0.8) };
  rotatePhases(state, Float64Array.of(2), Math.PI / 4);
  expect(state.re[0]).toBeCloseTo(-0.8, 15);
  expect(state.im[0]).toBeCloseTo(-0.6, 15);
});

it.each([3, 1e7])('taking back is turning the other way, on both states, for costs up to %d', (size) => {
  const random = seededRandom(8);
  const draw = () => Float64Array.from({ length: 100 }, () => 2 * random.uniform() - 1);
  const costs = draw().map((one) => one * size);
  const [psi, lambda] = [
    { re: draw(), im: draw() },
    { re: draw(), im: draw() },
  ];
  const copies = [psi, lambda].map(({ re, im }) => ({ re: re.slice(), im: im.slice() }));
  const overlap = unrotatePhases(psi, lambda, costs, 0.9);
  expect(overlap).toBe(phaseOverlap(copies[0]!, copies[1]!, costs));
  for (const copy of copies) rotatePhases(copy, costs, -0.9);
  [psi, lambda].forEach(({ re, im }, index) => {
    for (let x = 0; x < 100; x++) {
      expect(re[x]).toBeCloseTo(copies[index]!.re[x]!, 14);
      expect(im[x]).toBeCloseTo(copies[index]!.im[x]!, 14);
    }
  });
});
