import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { linearRampAngles } from '../subspace/angle-schedules';
import { annealingAngles } from './annealing-angles';
import { qaoaAnsatz } from './qaoa-ansatz';
import { randomQubo } from './random-cost.test-helper';

it('the best of the ramps is no worse than the plain one, rises in γ and falls in β', () => {
  for (let seed = 0; seed < 5; seed++) {
    const ansatz = qaoaAnsatz({ cost: randomQubo(6, seededRandom(seed)) });
    const angles = annealingAngles(ansatz, 4);
    expect(ansatz.valueAt(angles)).toBeLessThanOrEqual(ansatz.valueAt(linearRampAngles(4, 0.8)));
    for (let layer = 1; layer < 4; layer++) {
      expect(angles[layer]).toBeGreaterThan(angles[layer - 1] as number);
      expect(angles[4 + layer]).toBeGreaterThan(angles[3 + layer] as number);
    }
    expect(Math.max(...angles.slice(4))).toBeLessThan(0);
  }
});

it('has γ in the units of the ansatz', () => {
  const cost = randomQubo(5, seededRandom(1));
  const scaled = qaoaAnsatz({ cost });
  const raw = qaoaAnsatz({ cost, scaling: 'raw' });
  const [first] = annealingAngles(scaled, 2);
  expect(annealingAngles(raw, 2)[0]).toBeCloseTo((first as number) / scaled.deviation, 12);
});
