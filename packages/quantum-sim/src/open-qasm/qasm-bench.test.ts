import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exactDistribution } from '../measurement/exact-distribution';
import { importOpenQasm } from './import-open-qasm';
import { OpenQasmError } from './open-qasm-error';

interface Expected {
  readonly qubits: number;
  readonly clbits: number;
  readonly distribution: Readonly<Record<string, number>>;
}

const folder = fileURLToPath(new URL('../../../../../shared/data/qasm', import.meta.url));
const isHere = existsSync(join(folder, 'expected.json'));
const reason = isHere ? '' : ' (skipped: ../shared/data/qasm is not beside the repository)';

const read = (file: string): string => readFileSync(join(folder, 'qasmbench-small', file), 'utf8');

const expected = (): readonly (readonly [string, Expected])[] => {
  if (!isHere) return [];
  const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
  return Object.entries(all).filter(([, { distribution }]) => distribution !== undefined);
};

/** Largest difference of two distributions. */
const distance = (a: Readonly<Record<string, number>>, b: typeof a): number =>
  Math.max(...[...Object.keys(a), ...Object.keys(b)].map((key) => Math.abs((a[key] ?? 0) - (b[key] ?? 0))));

describe.skipIf(!isHere)(`the circuits of QASMBench${reason}`, () => {
  const circuits = expected();

  it('are all there', () => {
    expect(circuits.length).toBe(29);
  });

  it.each(circuits)('%s gives the distribution that an independent simulator computed', (file, one) => {
    const { circuit, version } = importOpenQasm(read(file));
    expect([version, circuit.qubitCount, circuit.bitCount]).toEqual([2, one.qubits, one.clbits]);
    expect(distance(exactDistribution(circuit), one.distribution)).toBeLessThan(1e-9);
  });

  it('refuses vqe_uccsd_n4.qasm, which measures a register that it does not declare', () => {
    let error: unknown;
    try {
      importOpenQasm(read('vqe_uccsd_n4.qasm'));
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(OpenQasmError);
    expect(error).toMatchObject({ code: 'UNKNOWN_NAME', line: 225, column: 9, text: 'q' });
    expect(String(error)).toContain('line 225, column 9: "q" is not declared');
  });
});
