import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { randomCircuit } from './reference-state.test-helper';
import { simulate } from './simulator';
import type { StateVector, StateVectorOptions } from './state-vector';

/** FNV-1a over the bytes of all amplitudes; −0 counts as 0. */
const digest = ({ re, im }: StateVector): string => {
  let hash = 0x811c9dc5;
  const bits = new DataView(new ArrayBuffer(8));
  for (const plane of [re, im]) {
    for (const value of plane) {
      bits.setFloat64(0, value + 0);
      for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ bits.getUint8(byte), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16);
};

const digests = (options: StateVectorOptions): string[] =>
  [3, 8, 14].map((qubits) => digest(simulate(randomCircuit(qubits, 100, seededRandom(qubits)), options)));

it('amplitudes have these bits on every platform, with both kinds of kernels', () => {
  const expected = digests({ implementation: 'webassembly' });
  expect(expected).toMatchInlineSnapshot(`
    [
      "cb3409c8",
      "d99a9f9",
      "97518f13",
    ]
  `);
  expect(digests({ implementation: 'typescript' })).toEqual(expected);
});

it('amplitudes have these bits on every platform in single precision', () => {
  expect(digests({ precision: 'f32' })).toMatchInlineSnapshot(`
    [
      "4df28da3",
      "1cb033df",
      "a4816ee7",
    ]
  `);
});
