import { describe, expect, it } from 'vitest';
import { type ComplexMatrix, multiplyInto, zeroMatrix } from '../gates/complex-matrix';
import { amplitudeDamping } from './amplitude-damping';
import type { Channel } from './channel';
import { channelOfSuperoperator } from './channel-of-superoperator';
import { depolarizing } from './depolarizing';
import { bitFlip } from './flips';
import { pauliChannel } from './pauli-channel';
import { superoperator } from './superoperator';
import { thermalRelaxation } from './thermal-relaxation';

const distance = (a: ComplexMatrix, b: ComplexMatrix): number =>
  Math.max(...Array.from(a.re, (x, at) => Math.hypot(x - b.re[at]!, a.im[at]! - b.im[at]!)));

const product = (second: Channel, first: Channel): ComplexMatrix => {
  const out = zeroMatrix(4 ** first.qubitCount);
  multiplyInto(out, superoperator(second), superoperator(first));
  return out;
};

describe('a channel of a superoperator', () => {
  it.each([
    [bitFlip(0.2), 2],
    [depolarizing(0.3), 4],
    [depolarizing(0.3, 2), 16],
    [amplitudeDamping(0.3), 2],
    [amplitudeDamping(0.3, 0.2), 4],
    [thermalRelaxation({ t1: 10, t2: 7, time: 2, excitedPopulation: 0.1 }), 4],
    [pauliChannel({ XY: 0.1, ZI: 0.2 }), 3],
  ] as const)('is the same map with the fewest operators (case %#)', (channel, count) => {
    const found = channelOfSuperoperator(superoperator(channel));
    expect(found.operators).toHaveLength(count);
    expect(found.qubitCount).toBe(channel.qubitCount);
    expect(distance(superoperator(found), superoperator(channel))).toBeLessThan(1e-14);
  });

  it('of a product is one channel after the other', () => {
    const both = product(amplitudeDamping(0.2), bitFlip(0.3));
    expect(distance(superoperator(channelOfSuperoperator(both, 'both')), both)).toBeLessThan(1e-14);
    expect(channelOfSuperoperator(both, 'both').name).toBe('both');
  });
});

describe('a mistake', () => {
  const code = (expected: string) => expect.objectContaining({ name: 'QuantumOptionsError', code: expected });

  it('is another size, a transposition, a loss of trace, or no number', () => {
    expect(() => channelOfSuperoperator(zeroMatrix(2))).toThrow('channelOfSuperoperator: there were 2 rows');
    // Transposing is positive, but not completely.
    const transposition = zeroMatrix(4);
    for (const [row, column] of [
      [0, 0],
      [1, 2],
      [2, 1],
      [3, 3],
    ] as const)
      transposition.re[4 * row + column] = 1;
    expect(() => channelOfSuperoperator(transposition)).toThrow(code('INVALID_SUPEROPERATOR'));
    const lossy = superoperator(bitFlip(0.1));
    for (let at = 0; at < 16; at++) lossy.re[at]! *= 0.9;
    expect(() => channelOfSuperoperator(lossy)).toThrow(code('NOT_TRACE_PRESERVING'));
    const skew = superoperator(bitFlip(0.1));
    skew.im[5] = 0.2;
    expect(() => channelOfSuperoperator(skew)).toThrow(code('INVALID_SUPEROPERATOR'));
    const none = superoperator(bitFlip(0.1));
    none.re[0] = Number.NaN;
    expect(() => channelOfSuperoperator(none)).toThrow('complexSvd');
    expect(() => channelOfSuperoperator(zeroMatrix(4))).toThrow(code('INVALID_KRAUS'));
  });
});
