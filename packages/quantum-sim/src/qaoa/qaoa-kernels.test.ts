import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { createQaoaKernels } from './create-qaoa-kernels';
import { qaoaAnsatz } from './qaoa-ansatz';
import { randomAngles, randomQubo } from './random-cost.test-helper';
import { webAssemblyQaoaKernels } from './web-assembly-qaoa-kernels';

describe('both kinds of kernels', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])('give the same bits on %d qubits', (size) => {
    const random = seededRandom(size);
    const cost = randomQubo(size, random);
    const angles = randomAngles(3, random);
    const [wasm, plain] = (['webassembly', 'typescript'] as const).map((implementation) => {
      const ansatz = qaoaAnsatz({ cost, implementation });
      const gradient = new Float64Array(6);
      const value = ansatz.valueAndGradientAt(angles, gradient);
      const { re, im } = ansatz.stateAt(angles);
      return { value, gradient, energy: ansatz.energyAt(angles), re: re.slice(), im: im.slice() };
    });
    expect(wasm).toEqual(plain);
  });
});

it('are in WebAssembly unless told otherwise, and there is one where it has no room', () => {
  expect(createQaoaKernels(3, 1, {}).name).toBe('webassembly');
  expect(createQaoaKernels(3, 1, { implementation: 'typescript' }).name).toBe('typescript');
  expect(webAssemblyQaoaKernels(29, 1)).toBeUndefined();
  expect(() => createQaoaKernels(29, 1, { implementation: 'webassembly' })).toThrow('not with so much memory');
  expect(() => createQaoaKernels(3, 1, { implementation: 'c' as never })).toThrow("implementation was 'c'");
});
