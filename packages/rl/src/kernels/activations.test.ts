import { expect, it } from 'vitest';
import { createCore } from './create-core';

/** Outputs of one layer that has an activation and nothing else. */
const through = (
  activation: 'tanh' | 'elu' | 'relu',
  values: readonly number[],
  implementation: 'webassembly' | 'typescript',
) => {
  const core = createCore(
    { inputSize: 1, layers: [{ name: 'a', from: -1, size: 1, activation }], free: [] },
    { implementation, capacity: values.length },
  );
  core.weights[0] = 1;
  values.forEach((value, row) => {
    core.inputs.values[row * core.inputs.stride] = value;
  });
  core.forward(values.length);
  const { values: outputs, stride } = core.outputs[0] as (typeof core.outputs)[number];
  return values.map((_, row) => outputs[row * stride] as number);
};

const grid = Array.from({ length: 40_001 }, (_, index) => Math.fround((index - 20_000) / 1600 + 1e-6));

it.each([
  ['tanh', Math.tanh, 5e-7],
  ['elu', (x: number) => (x < 0 ? Math.expm1(x) : x), 3e-7],
  ['relu', (x: number) => Math.max(x, 0), 0],
] as const)(
  '%s in single precision is within its bound of the engine’s, relative to the value',
  (name, exact, bound) => {
    through(name, grid, 'webassembly').forEach((value, index) => {
      const expected = exact(grid[index] as number);
      const apart = value === expected ? 0 : Math.abs(value / expected - 1);
      if (!(apart <= bound)) expect.fail(`${name}(${grid[index]}) is ${value} and not ${expected}`);
    });
  },
);

it.each(['webassembly', 'typescript'] as const)('%s: activations at the ends', (implementation) => {
  // Half a unit in the last place below 1 is 6e-8.
  for (const end of [1e30, Infinity]) {
    const [below, above] = through('tanh', [-end, end], implementation) as [number, number];
    expect(1 - above).toBeLessThanOrEqual(6e-8);
    expect(above).toBeLessThanOrEqual(1);
    expect(below).toBe(-above);
  }
  expect(through('elu', [-1e30, -0.5], implementation)[0]).toBeCloseTo(-1, 7);
  expect(through('relu', [-3, 3], implementation).map((value) => value + 0)).toEqual([0, 3]);
  for (const name of ['tanh', 'elu', 'relu'] as const) {
    expect(through(name, [Number.NaN], implementation)[0]).toBeNaN();
  }
});
