import { describe, expect, it } from 'vitest';
import { quboValue } from '../problem/qubo';
import { randomQubo, wholeQubo } from '../problem/random-qubo.test-helper';
import { sectorSubspace } from '../subspace/sector-subspace';
import { holdingAt } from '../subspace/subspace';
import { exactQubo } from './exact-qubo';
import { exactSelection } from './exact-selection';

describe('exactQubo', () => {
  it.each([0, 1, 2, 5, 10, 17, 18])('%d variables: no assignment is lower', (size) => {
    const qubo = wholeQubo(size, 40 + size);
    const { value, bits, selected } = exactQubo(qubo);
    expect(quboValue(qubo, bits)).toBe(value);
    expect(selected).toEqual(qubo.names.filter((_, index) => bits[index] === 1));
    let lowest = Number.POSITIVE_INFINITY;
    const tried = new Uint8Array(size);
    for (let code = 0; code < 2 ** size; code++) {
      for (let i = 0; i < size; i++) tried[i] = (code >> i) & 1;
      lowest = Math.min(lowest, quboValue(qubo, tried));
    }
    expect(value).toBe(lowest);
  });

  it('says how long more variables would take', () => {
    expect(() => exactQubo(randomQubo(30, 1))).toThrow(
      '30 variables have 1073741824 assignments, about 4.3 s; the limit is 28 variables.',
    );
  });

  it('reports and can be aborted', () => {
    const seen: number[] = [];
    exactQubo(randomQubo(18, 1), { onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([65_536, 131_072, 196_608, 262_144]);
    const control = new AbortController();
    control.abort();
    expect(() => exactQubo(randomQubo(18, 1), { signal: control.signal })).toThrow('aborted after 65536 of 262144');
  });
});

describe('exactSelection', () => {
  const qubo = randomQubo(11, 3);
  const sectors = [
    { assets: ['x10', 'x2', 'x4', 'x6', 'x8'], choose: 2 },
    { assets: ['x0', 'x1', 'x3', 'x5', 'x7', 'x9'], choose: 3 },
  ];

  it('knows the best, the worst and the moments of all selections', () => {
    const subspace = sectorSubspace({ sectors, assets: qubo.names });
    const all = Array.from({ length: subspace.dimension }, (_, index) => {
      const { assets } = holdingAt(subspace, index);
      return {
        assets,
        value: quboValue(
          qubo,
          qubo.names.map((name) => (assets.includes(name) ? 1 : 0)),
        ),
      };
    }).sort((a, b) => a.value - b.value);
    const found = exactSelection({ qubo, sectors }, { keep: 7 });
    expect(found.count).toBe(200);
    expect(found.best.map(({ assets }) => assets)).toEqual(all.slice(0, 7).map(({ assets }) => assets));
    expect(found.minimum).toBeCloseTo(all[0]!.value, 12);
    expect(found.maximum).toBeCloseTo(all.at(-1)!.value, 12);
    const mean = all.reduce((sum, { value }) => sum + value, 0) / 200;
    expect(found.mean).toBeCloseTo(mean, 12);
    expect(found.deviation).toBeCloseTo(
      Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / 200),
      12,
    );
  });

  it('returns all there are where fewer exist', () => {
    const one = exactSelection({ qubo, sectors: [{ assets: qubo.names, choose: 0 }] }, { keep: 5 });
    expect(one.best).toEqual([{ assets: [], value: qubo.constant }]);
  });

  it.each([
    [[{ assets: ['x0'], choose: 1 }], 'x1 stands in the cost or in the sectors alone'],
    [[{ assets: [...qubo.names, 'y'], choose: 1 }], 'y stands in the cost or in the sectors alone'],
    [[...sectors, { assets: ['x0'], choose: 1 }], 'x0 stands in two sectors'],
    [[{ assets: qubo.names, choose: 12 }], 'sectors[0].choose was 12'],
  ])('refuses sectors that do not fit', (wrong, message) => {
    expect(() => exactSelection({ qubo, sectors: wrong })).toThrow(message);
  });

  it('says how many selections are too many', () => {
    const wide = randomQubo(60, 1);
    expect(() => exactSelection({ qubo: wide, sectors: [{ assets: wide.names, choose: 10 }] })).toThrow(
      'there are 75394027566 selections, about 1.5e+3 s; the limit is 50000000',
    );
  });
});
