import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groverMixer } from '../subspace/grover-mixer';
import { optimizeAngles } from '../subspace/optimize-angles';
import { selectionReport } from '../subspace/selection-report';
import { subspaceAnsatz } from '../subspace/subspace-ansatz';
import { feasibleUnits } from './feasible-units';
import { type PortfolioUnitsOptions, portfolioUnits, portfolioUnitsCost } from './portfolio-units';
import { portfolioUnitsProgram } from './portfolio-units-program';
import { programToQubo } from './program-to-qubo';
import { programValue, programViolations } from './quadratic-program';
import { fourAssets } from './reference-portfolios.test-helper';

const base: PortfolioUnitsOptions = {
  assets: ['a', 'b', 'c'],
  expectedReturns: [0.1, 0.2, 0.05],
  covariance: [
    [0.04, 0.01, 0],
    [0.01, 0.16, 0.02],
    [0, 0.02, 0.01],
  ],
  riskAversion: 2,
  unitWeights: [0.1, 0.25, 0.2],
  minimumUnits: [0, 0, 1],
  maximumUnits: [4, 3, 4],
  invested: { minimum: 0.7, maximum: 1 },
  sectors: [
    { name: 'risky', assets: ['a', 'b'], maximum: 0.6 },
    { name: 'calm', assets: ['c'], minimum: 0.4, maximum: 0.6 },
  ],
  turnover: { held: { a: 3, b: 1 }, maximum: 0.8 },
};

/** Every combination of units, judged by the definition. */
const slowFeasible = (options: PortfolioUnitsOptions): string[] => {
  const { unitWeights, invested, turnover } = portfolioUnits(options);
  const found: string[] = [];
  for (let a = 0; a <= 4; a++) {
    for (let b = 0; b <= 3; b++) {
      for (let c = 1; c <= 4; c++) {
        const weights = [a, b, c].map((count, index) => count * unitWeights[index]!);
        const sum = weights.reduce((x, y) => x + y, 0);
        const traded = [a - 3, b - 1, c].reduce((x, y, index) => x + Math.abs(y) * unitWeights[index]!, 0);
        const e = 1e-9;
        const isFeasible =
          sum >= invested.minimum - e &&
          sum <= invested.maximum + e &&
          weights[0]! + weights[1]! <= 0.6 + e &&
          weights[2]! >= 0.4 - e &&
          weights[2]! <= 0.6 + e &&
          traded <= turnover!.maximum + e;
        if (isFeasible) found.push([a, b, c].join());
      }
    }
  }
  return found.sort();
};

const listed = (options: PortfolioUnitsOptions): string[] => {
  const { subspace } = feasibleUnits(portfolioUnits(options));
  return Array.from({ length: subspace.dimension }, (_, index) => {
    const units = new Int32Array(3);
    subspace.unitsAt(index, units);
    return units.join();
  }).sort();
};

describe('feasibleUnits', () => {
  it('lists what bounds, budget, sectors and turnover allow, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 10 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 8, max: 14 }),
        (low, range, traded) => {
          const options = {
            ...base,
            invested: { minimum: low / 10, maximum: (low + range) / 10 },
            turnover: { held: { a: 3, b: 1 }, maximum: traded / 10 },
          };
          const slow = slowFeasible(options);
          if (slow.length === 0)
            expect(() => feasibleUnits(portfolioUnits(options))).toThrow('no portfolio keeps all limits');
          else expect(listed(options)).toEqual(slow);
        },
      ),
    );
  });

  it('gives each its cost, and refuses more than fit', () => {
    const portfolio = portfolioUnits(base);
    const { subspace, costs } = feasibleUnits(portfolio);
    const units = new Int32Array(3);
    costs.forEach((cost, index) => {
      subspace.unitsAt(index, units);
      const w = [0.1 * units[0]!, 0.25 * units[1]!, 0.2 * units[2]!];
      const risk = w.reduce(
        (sum, one, i) => sum + w.reduce((s, other, j) => s + one * other * base.covariance[i]![j]!, 0),
        0,
      );
      expect(cost).toBeCloseTo(2 * risk - (0.1 * w[0]! + 0.2 * w[1]! + 0.05 * w[2]!), 14);
    });
    expect(() => feasibleUnits(portfolio, { maximumStates: 2 })).toThrow('more than 2 feasible portfolios');
  });

  it('the Grover mixer finds the best listed portfolio more often than guessing', () => {
    const { subspace, costs } = feasibleUnits(portfolioUnits({ ...base, turnover: { held: {}, maximum: 2 } }));
    const ansatz = subspaceAnsatz({ subspace, costs, mixer: groverMixer(subspace) });
    const { angles } = optimizeAngles(ansatz, { layers: 3, seed: 1 });
    const { rows } = selectionReport({ ansatz, angles, seed: 1 });
    expect(rows[0]!.metrics!.lift).toBeGreaterThan(2);
    expect(rows[0]!.best.units).toEqual(rows.at(-1)!.best.units);
    expect(rows[0]!.best.gap).toBe(0);
  });
});

describe('portfolioUnitsProgram', () => {
  it('has the same cost and the same feasible portfolios', () => {
    const portfolio = portfolioUnits(base);
    const program = portfolioUnitsProgram(portfolio);
    const allowed = new Set(listed(base));
    for (let a = 0; a <= 4; a++) {
      for (let b = 0; b <= 3; b++) {
        for (let c = 1; c <= 4; c++) {
          const units = [a, b, c];
          const trades = [a - 3, b - 1, c].flatMap((move) => [Math.max(0, move), Math.max(0, -move)]);
          const values = [...units, ...trades];
          expect(programValue(program, values)).toBeCloseTo(portfolioUnitsCost(portfolio, units), 14);
          expect(Object.keys(programViolations(program, values)).length === 0).toBe(allowed.has(units.join()));
        }
      }
    }
  });

  it('qiskit-finance’s bounds give the QUBO of its integer form', () => {
    const { choose: _choose, scaling: _scaling, sectors: _sectors, ...rest } = fourAssets;
    const portfolio = portfolioUnits({
      ...rest,
      unitWeights: 1,
      minimumUnits: [0, 0, 0, 1],
      maximumUnits: [2, 3, 4, 5],
      invested: { minimum: 2, maximum: 2 },
    });
    const { subspace, costs } = feasibleUnits(portfolio);
    const { qubo, answer } = programToQubo(portfolioUnitsProgram(portfolio), { penalties: 'sufficient' });
    expect(qubo.names).toHaveLength(2 + 2 + 3 + 3);
    expect(answer([0, 0, 0, 0, 0, 0, 0, 1, 0, 0])).toMatchObject({ values: { TICKER3: 2 }, isFeasible: true });
    expect(subspace.dimension).toBe(4);
    expect(Math.min(...costs)).toBeCloseTo(-0.0148846206257, 13);
  });
});

it.each([
  [{ unitWeights: 0 }, 'unitWeights was 0'],
  [{ unitWeights: [1] }, 'unitWeights has 1 numbers for 3 assets'],
  [{ maximumUnits: [1, 1, 0] }, 'maximumUnits of c was 0'],
  [{ maximumUnits: 1.5 }, 'maximumUnits was 1.5'],
  [{ invested: { minimum: 1, maximum: 0.5 } }, 'invested.maximum was 0.5'],
  [{ sectors: [{ name: 's', assets: ['z'] }] }, 'sector s names z'],
  [{ turnover: { held: { z: 1 }, maximum: 1 } }, 'turnover.held names z'],
  [{ turnover: { held: { a: 0.5 }, maximum: 1 } }, 'turnover.held.a was 0.5'],
  [{ riskAversion: Number.NaN }, 'riskAversion was NaN'],
])('refuses %j', (change, message) => {
  expect(() => portfolioUnits({ ...base, ...change })).toThrow(message);
});
