import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { circuit } from '../circuit/circuit';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';
import { exactDistribution } from './exact-distribution';
import { runShots } from './run-shots';

/** Teleports qubit 0 to qubit 2 with two measured bits. */
const teleport = (theta: number) =>
  circuit(3, 3)
    .ry(theta, 0)
    .h(1)
    .cx(1, 2)
    .cx(0, 1)
    .h(0)
    .measure(0, 0)
    .measure(1, 1)
    .when(1, 1, circuit(3).x(2))
    .when(0, 1, circuit(3).z(2))
    .measure(2, 2);

/** Chi-square of counts against probabilities, over the outcomes with a probability. */
const chiSquare = (
  counts: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
  shots: number,
) => Object.entries(expected).reduce((sum, [key, p]) => sum + ((counts[key] ?? 0) - shots * p) ** 2 / (shots * p), 0);

describe('exactDistribution', () => {
  it('is what the squares of the amplitudes say', () => {
    for (let seed = 0; seed < 5; seed++) {
      const gates = randomCircuit(4, 30, seededRandom(seed));
      const expected = simulate(gates).probabilities();
      const found = exactDistribution(gates.measureAll());
      expected.forEach((probability, index) => {
        expect(found[index.toString(2).padStart(4, '0')] ?? 0).toBeCloseTo(probability, 13);
      });
    }
  });

  it('follows measurements and conditions', () => {
    const found = exactDistribution(teleport(1.1));
    const one = Math.sin(0.55) ** 2;
    for (const low of ['00', '01', '10', '11']) {
      expect(found[`0${low}`]).toBeCloseTo((1 - one) / 4, 14);
      expect(found[`1${low}`]).toBeCloseTo(one / 4, 14);
    }
  });

  it('knows resets, else branches, several bits and bits that are written twice', () => {
    const half = circuit(2, 2).h(0).cx(0, 1).reset(0).measure(0, 0).measure(1, 1);
    expect(exactDistribution(half)).toEqual({ '00': expect.closeTo(0.5, 14), '10': expect.closeTo(0.5, 14) });
    const chosen = circuit(3, 3)
      .x(1)
      .measure(0)
      .measure(1)
      .when([1, 0], 1, circuit(3).x(2), circuit(3).h(2))
      .measure(2);
    expect(exactDistribution(chosen)).toEqual({ '110': 1 });
    expect(exactDistribution(circuit(2, 1).x(0).measure(0, 0).measure(1, 0))).toEqual({ '0': 1 });
    expect(exactDistribution(circuit(1, 2).x(0))).toEqual({ '00': 1 });
    const inner = circuit(1).x(0).measure(0).when(0, 1, circuit(1).x(0)).measure(0);
    expect(exactDistribution(circuit(2).when(1, 0, circuit(2).add(inner, [1], [1])))).toEqual({ '00': 1 });
  });

  it('gives the same with no room for copies', () => {
    const walk = circuit(2, 2)
      .h(0)
      .measure(0)
      .ry(0.7, 0, 1)
      .measure(1)
      .when([0, 1], 2, circuit(2).h(0))
      .reset(1)
      .h(1)
      .cx(1, 0);
    const all = walk.measure(0).measure(1);
    const free = exactDistribution(all);
    expect(exactDistribution(all, { maximumBytes: 140_000 })).toEqual(free);
    expect(Object.values(free).reduce((sum, p) => sum + p)).toBeCloseTo(1, 13);
    expect(Object.keys(free)).toHaveLength(4);
  });
});

describe('runShots', () => {
  it('counts what the probabilities say', () => {
    const gates = randomCircuit(4, 30, seededRandom(3)).measureAll();
    const shots = 20_000;
    const expected = exactDistribution(gates);
    const { counts } = runShots(gates, { shots, seed: 11 });
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(shots);
    expect(chiSquare(counts, expected, shots)).toBeLessThan(Object.keys(expected).length + 30);
  });

  it('counts what measurements in the middle say', () => {
    const shots = 20_000;
    const { counts } = runShots(teleport(0.9), { shots, seed: 5 });
    expect(chiSquare(counts, exactDistribution(teleport(0.9)), shots)).toBeLessThan(7 + 25);
    expect(runShots(circuit(1).x(0).measure(0).reset(0).measure(0), { shots: 9, seed: 1 }).counts).toEqual({ '0': 9 });
  });

  it('follows from its seed, also with no room for copies', () => {
    const once = runShots(teleport(0.9), { shots: 500, seed: 5 });
    expect(runShots(teleport(0.9), { shots: 500, seed: 5 })).toEqual(once);
    expect(runShots(teleport(0.9), { shots: 500, seed: 6 })).not.toEqual(once);
    expect(runShots(teleport(0.9), { shots: 500, seed: 5, maximumBytes: 140_000 })).toEqual(once);
    expect(once).toMatchObject({ shots: 500, seed: 5 });
  });

  it('gives these counts on every platform', () => {
    const fan = circuit(3).h(0).ry(1.2, 1).cx(0, 2).rzz(0.3, 1, 2).rx(0.8, 0).measureAll();
    expect(runShots(fan, { shots: 1_000, seed: 42 }).counts).toMatchInlineSnapshot(`
      {
        "000": 269,
        "001": 53,
        "010": 130,
        "011": 26,
        "100": 57,
        "101": 302,
        "110": 23,
        "111": 140,
      }
    `);
  });

  it('takes parameters', () => {
    const turn = circuit(1).rx(parameter('a'), 0).measure(0);
    expect(runShots(turn, { shots: 10, seed: 1, parameters: { a: Math.PI } }).counts).toEqual({ '1': 10 });
    expect(() => runShots(turn, { shots: 10, seed: 1 })).toThrow('there were 0 values for 1 parameters');
  });

  it.each([0, 1.5, Number.NaN, 2 ** 32])('refuses %d shots', (shots) => {
    expect(() => runShots(circuit(1), { shots, seed: 1 })).toThrow(`shots was ${shots}`);
  });
});
