import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import type { SubspaceObjective } from '../subspace/objective';
import { distributionGradient } from './distribution-gradient';
import { efficientSu2 } from './two-local';

it.each([{ kind: 'expectation' }, { kind: 'cvar', alpha: 0.4 }, { kind: 'gibbs', eta: 1.3 }] as SubspaceObjective[])(
  'the gradient of $kind is that of finite differences',
  (objective) => {
    const random = seededRandom(2);
    const circuit = efficientSu2(3, { repetitions: 2 });
    const costs = Float64Array.from({ length: 8 }, () => random.normal());
    const of = distributionGradient(circuit, costs, objective, 'test');
    const point = circuit.parameterNames.map(() => random.normal());
    const { value, gradient } = of.valueAndGradient(point);
    expect(value).toBeCloseTo(of.value(point), 14);
    expect(of.probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 13);
    point.forEach((angle, index) => {
      const at = (step: number) => of.value(point.with(index, angle + step));
      expect(Math.abs((gradient[index] as number) - (at(1e-5) - at(-1e-5)) / 2e-5)).toBeLessThan(1e-8);
    });
  },
);
