import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamicSymbol } from './dynamic-symbol';

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The same formula in another language, with its own integers and its own SHA-256. */
const python = `
import hashlib, json, sys
for name, attempt, bits in json.load(sys.stdin):
    venue, symbol = name.split(':', 1)
    h = int.from_bytes(hashlib.sha256(f'{venue}\\n{symbol}\\n{attempt}'.encode()).digest()[:8], 'big')
    print(2**20 + h % (2**bits - 2**20))
`;

describe('a dynamic symbol', () => {
  it.skipIf(!hasPython)(`is what the formula gives in Python${hasPython ? '' : ' (no python3 here)'}`, () => {
    const names = ['binance:BTC/USDT', 'kraken:XBT/USD', 'x:ünï/🦊', 'binance:BTC/USDT:USDT'];
    const cases = names.flatMap((name) =>
      [0, 1, 57].flatMap((attempt) => [32, 53].map((bits) => [name, attempt, bits] as const)),
    );
    const printed = execFileSync('python3', ['-c', python], { input: JSON.stringify(cases), encoding: 'utf8' });
    const given = cases.map(([name, attempt, bits]) => dynamicSymbol(name, attempt, bits as 32 | 53));
    expect(given).toEqual(printed.trim().split('\n').map(Number));
  });

  it('keeps its published values', () => {
    expect(dynamicSymbol('binance:BTC/USDT', 0, 32)).toMatchInlineSnapshot(`817232826`);
    expect(dynamicSymbol('binance:BTC/USDT', 0, 53)).toMatchInlineSnapshot(`5823925668150202`);
  });

  it('is a whole number in its range', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}:[A-Z]{1,8}$/),
        fc.nat(1_000),
        fc.constantFrom(32 as const, 53 as const),
        (name, attempt, bits) => {
          const id = dynamicSymbol(name, attempt, bits);
          expect(Number.isSafeInteger(id)).toBe(true);
          expect(id).toBeGreaterThanOrEqual(2 ** 20);
          expect(id).toBeLessThan(2 ** bits);
        },
      ),
    );
  });

  it('is spread evenly', () => {
    const buckets = new Array<number>(16).fill(0);
    for (let index = 0; index < 16_000; index++) {
      const bucket = Math.floor(dynamicSymbol(`demo:C${index}`, 0, 32) / 2 ** 28);
      buckets[bucket] = (buckets[bucket] as number) + 1;
    }
    // Chi-square with 15 degrees of freedom exceeds 37.7 in one of 1,000 draws; these are fixed.
    const chiSquare = buckets.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(37.7);
  });
});
