import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runMatrixProductStateShots } from '../matrix-product-state/run-matrix-product-state-shots';
import { runNoisyShots } from '../noise/run-noisy-shots';
import { importOpenQasm } from '../open-qasm/import-open-qasm';
import { densityMatrixDistribution } from './density-matrix-distribution';

interface Expected {
  readonly qubits: number;
  readonly distribution: Readonly<Record<string, number>>;
}

const folder = fileURLToPath(new URL('../../../../../shared/data/qasm', import.meta.url));
const isHere = existsSync(join(folder, 'expected.json'));
const reason = isHere ? '' : ' (skipped: ../shared/data/qasm is not beside the repository)';

/** The circuits whose density matrices are small. */
const circuits = (): readonly (readonly [string, Expected])[] => {
  if (!isHere) return [];
  const all = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
  return Object.entries(all).filter(([, { distribution, qubits }]) => distribution !== undefined && qubits <= 8);
};

describe.skipIf(!isHere)(`the circuits of QASMBench${reason}`, () => {
  it('are all there', () => {
    expect(circuits()).toHaveLength(26);
  });

  describe.each(circuits())('%s', (file, { distribution }) => {
    const made = () => importOpenQasm(readFileSync(join(folder, 'qasmbench-small', file), 'utf8')).circuit;

    it('has the distribution that an independent simulator computed, by its density matrix', () => {
      const found = densityMatrixDistribution(made());
      for (const key of new Set([...Object.keys(found), ...Object.keys(distribution)])) {
        expect(Math.abs((found[key] ?? 0) - (distribution[key] ?? 0)), key).toBeLessThan(1e-9);
      }
    });

    it.each([
      ['trajectories', runNoisyShots],
      ['matrix product states', runMatrixProductStateShots],
    ] as const)('is drawn so by %s', (_, run) => {
      const shots = 300;
      const { counts } = run(made(), { shots, seed: 5 });
      for (const key of new Set([...Object.keys(counts), ...Object.keys(distribution)])) {
        const p = Math.min(1, distribution[key] ?? 0);
        expect(Math.abs((counts[key] ?? 0) - shots * p), key).toBeLessThan(6 * Math.sqrt(shots * p * (1 - p)) + 1e-3);
      }
    });
  });
});
