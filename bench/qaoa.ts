import { simulator } from '@sigmax/quantum-sim';
import { qaoaAnsatz, qaoaCircuit } from '@sigmax/quantum-sim/qaoa';
import { type Bench, type Figure, interleave } from './bench';
import { denseQubo } from './quantum/dense-qubo';

const layers = 5;
const angles = [0.1, 0.2, 0.3, 0.4, 0.5, -0.5, -0.4, -0.3, -0.2, -0.1];

/** The figures of one size: an energy beside the same from a table, by gates and in TypeScript, and a gradient beside an energy. */
const figuresOf = (size: number, rounds: number, withGates: boolean): Figure[] => {
  const cost = denseQubo(size);
  const ansatz = qaoaAnsatz({ cost });
  const table = qaoaAnsatz({ cost: { names: cost.names, costs: ansatz.costs() } });
  const plain = qaoaAnsatz({ cost, implementation: 'typescript' });
  const gates = simulator(qaoaCircuit({ cost, layers }));
  const values = angles.map((angle, index) => (index < layers ? angle / ansatz.deviation : angle));
  const parameters = Object.fromEntries(
    values.map((angle, index) => [index < layers ? `gamma${index + 1}` : `beta${index - layers + 1}`, angle]),
  );
  const gradient = new Float64Array(2 * layers);
  const seconds = interleave(
    {
      energy: () => ansatz.valueAt(angles),
      gradient: () => ansatz.valueAndGradientAt(angles, gradient),
      table: () => table.valueAt(angles),
      ...(withGates
        ? { typescript: () => plain.valueAt(angles), gates: () => gates.run(parameters).probability(1) }
        : {}),
    } as Readonly<Record<'energy' | 'gradient' | 'table' | 'typescript' | 'gates', () => number>>,
    rounds,
  );
  const ms = (name: keyof typeof seconds): number => seconds[name] * 1e3;
  return [
    {
      bench: 'qaoa',
      metric: `energy_n${size}_p5`,
      value: ms('energy'),
      unit: 'ms',
      peers: { 'cost-table': ms('table'), ...(withGates ? { typescript: ms('typescript'), gates: ms('gates') } : {}) },
    },
    {
      bench: 'qaoa',
      metric: `layer_n${size}`,
      value: (seconds.energy * 1e9) / layers / 2 ** size,
      unit: 'ns/amplitude',
      peers: {},
    },
    {
      bench: 'qaoa',
      metric: `gradient_n${size}_p5`,
      value: ms('gradient'),
      unit: 'ms',
      peers: { 'one-energy': ms('energy') },
    },
  ];
};

export const qaoaBench: Bench = {
  name: 'qaoa',
  what: 'QAOA of five layers on a dense QUBO of 12 to 20 variables: energies and gradients beside a table of costs and gates',
  async measure({ hasPeers }): Promise<Figure[]> {
    if (!hasPeers) {
      qaoaAnsatz({ cost: denseQubo(20) }).valueAt(angles);
      return [];
    }
    return [...figuresOf(12, 41, true), ...figuresOf(16, 15, true), ...figuresOf(20, 3, false)];
  },
};
