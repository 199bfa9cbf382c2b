import { expect, it } from 'vitest';
import { listSubspace } from './list-subspace';
import { sectorSubspace, selectionSubspace } from './sector-subspace';
import { holdingAt } from './subspace';

it('a product of sectors holds each allowed selection once', () => {
  const subspace = sectorSubspace({
    sectors: [
      { assets: ['a', 'b', 'c'], choose: 2 },
      { assets: ['d', 'e'], choose: 1 },
      { assets: ['f'], choose: 0 },
      { assets: ['g', 'h', 'i', 'j'], choose: 2 },
    ],
  });
  expect(subspace.dimension).toBe(3 * 2 * 1 * 6);
  const seen = new Set<string>();
  for (let index = 0; index < subspace.dimension; index++) {
    const { assets, units } = holdingAt(subspace, index);
    expect(Object.keys(units)).toEqual(assets);
    const held = (members: string) => assets.filter((asset) => members.includes(asset)).length;
    expect([held('abc'), held('de'), held('f'), held('ghij')]).toEqual([2, 1, 0, 2]);
    seen.add(assets.join());
  }
  expect(seen.size).toBe(subspace.dimension);
});

it('assets keep the order that is asked for', () => {
  const subspace = sectorSubspace({
    assets: ['a', 'b', 'c', 'd'],
    sectors: [
      { assets: ['d', 'b'], choose: 1 },
      { assets: ['a', 'c'], choose: 1 },
    ],
  });
  const all = Array.from({ length: 4 }, (_, index) => holdingAt(subspace, index).assets.join(''));
  expect(all).toEqual(['ad', 'ab', 'cd', 'bc']);
});

it('100 choose 3 and 40 choose 4 fit, 60 choose 30 says what it would need', () => {
  const assets = Array.from({ length: 100 }, (_, index) => `a${index}`);
  expect(selectionSubspace({ assets, choose: 3 }).dimension).toBe(161_700);
  expect(selectionSubspace({ assets: assets.slice(0, 40), choose: 4 }).dimension).toBe(91_390);
  expect(() => selectionSubspace({ assets: assets.slice(0, 60), choose: 30 })).toThrow(/needs \d{19} bytes/);
  expect(() => selectionSubspace({ assets: assets.slice(0, 60), choose: 30, maximumBytes: 1e20 })).toThrow(
    'more than the 2147483647 that can be numbered',
  );
  expect(() => selectionSubspace({ assets: assets.slice(0, 40), choose: 4, maximumBytes: 6_000_000 })).toThrow(
    '91390 feasible states needs 6580080 bytes (6.3 MiB); the limit is 6000000 bytes.',
  );
});

it.each([
  [() => selectionSubspace({ assets: ['a'], choose: 2 }), 'sectors[0].choose was 2 of 1 assets'],
  [() => selectionSubspace({ assets: ['a', 'a'], choose: 1 }), 'Pass each name once'],
  [() => selectionSubspace({ assets: ['a'], choose: 0.5 }), 'sectors[0].choose was 0.5'],
  [() => sectorSubspace({ assets: ['a', 'b'], sectors: [{ assets: ['a'], choose: 1 }] }), 'b stands in only one of'],
  [() => listSubspace({ assets: ['a'], states: [] }), 'states was empty'],
  [() => listSubspace({ assets: ['a'], states: [[1, 2]] }), 'states[0] was [1,2]'],
  [() => listSubspace({ assets: ['a'], states: [[0.5]] }), 'states[0] was [0.5]'],
  [() => listSubspace({ assets: ['a'], states: [[1], [1]] }), 'states[1] was [1]'],
  [() => listSubspace({ assets: ['a'], states: [[1]], maximumBytes: 8 }), 'needs 72 bytes'],
])('refuses %s', (call, message) => {
  expect(call).toThrow(message);
});
