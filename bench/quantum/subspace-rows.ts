import {
  exactSelection,
  type PortfolioSelectionOptions,
  portfolioSelection,
  ringMixer,
  seededRandom,
  selectByAnsatz,
  selectionSubspace,
  subspaceAnsatz,
  subspaceCosts,
} from '@sigmax/quantum-sim';
import { type Figure, interleave } from '../bench';
import { denseQubo } from './dense-qubo';
import { goalFigure } from './goal';

const layerRow = (): Figure => {
  const qubo = denseQubo(30);
  const subspace = selectionSubspace({ assets: qubo.names, choose: 5 });
  const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: ringMixer(subspace) });
  const [few, many] = [
    [0.3, -0.4],
    [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, -0.4, -0.4, -0.4, -0.4, -0.4, -0.4],
  ] as const;
  const { one, six } = interleave(
    { one: () => ansatz.stateAt(few).re[0]!, six: () => ansatz.stateAt(many).re[0]! },
    15,
  );
  const value = ((six - one) / 5) * 1e3;
  return goalFigure({ row: 'Q13', limit: 2.5, sense: 'at most' }, { metric: 'layer_30_choose_5', unit: 'ms', value });
};

const convergedRow = (): Figure => {
  const qubo = denseQubo(20);
  const problem = { qubo, sectors: [{ assets: qubo.names, choose: 8 }] };
  const { ansatz, exact } = interleave(
    {
      ansatz: () => selectByAnsatz(problem, { layers: 3, seed: 1 }).optimized.value,
      exact: () => exactSelection(problem).minimum,
    },
    1,
    1,
  );
  return goalFigure(
    { row: 'Q14', limit: 3, sense: 'at most' },
    {
      metric: 'converged_20_choose_8_p3',
      unit: 's',
      value: ansatz,
      peers: { 'exact-enumeration': exact, 'pennylane-published-elsewhere': 47 },
    },
  );
};

/** The four assets of the first tutorial of qiskit-finance. */
const fourAssets: PortfolioSelectionOptions = {
  assets: ['TICKER0', 'TICKER1', 'TICKER2', 'TICKER3'],
  expectedReturns: [0.01528439, -0.00078095, 0.00051792, 0.00087001],
  covariance: [
    [2.54138859e-3, 7.34022167e-5, 1.28600531e-4, -9.98612132e-5],
    [7.34022167e-5, 2.58486713e-4, 5.30427595e-5, 4.44816208e-5],
    [1.28600531e-4, 5.30427595e-5, 7.91504681e-4, -1.23887382e-4],
    [-9.98612132e-5, 4.44816208e-5, -1.23887382e-4, 1.97892585e-4],
  ],
  riskAversion: 0.5,
  choose: 2,
  scaling: 'raw',
};

/** A market of one common and two smaller factors, in yearly figures. */
const factorMarket = (size: number, choose: number, seed: number): PortfolioSelectionOptions => {
  const random = seededRandom(seed);
  const names = Array.from({ length: size }, (_, index) => `asset${index}`);
  const loadings = names.map(() => [0.15 + 0.05 * random.normal(), 0.08 * random.normal(), 0.08 * random.normal()]);
  const specific = names.map(() => 0.1 + 0.2 * random.uniform());
  const covariance = loadings.map((a, i) =>
    loadings.map((b, j) => a.reduce((sum, one, k) => sum + one * b[k]!, 0) + (i === j ? specific[i]! ** 2 : 0)),
  );
  const expectedReturns = names.map(() => 0.08 + 0.06 * random.normal());
  return { assets: names, expectedReturns, covariance, riskAversion: 0.5, choose };
};

const liftOf = (options: PortfolioSelectionOptions): number => {
  const { report } = selectByAnsatz(portfolioSelection(options), { layers: 3, seed: 1 });
  return report.rows.find(({ method }) => method === 'ansatz')?.metrics?.lift ?? 0;
};

/** The least of 12 seeds. */
const leastLift = (size: number, choose: number): number =>
  Math.min(...Array.from({ length: 12 }, (_, seed) => liftOf(factorMarket(size, choose, seed + 1))));

const liftRow = (metric: string, limit: number, value: number): Figure =>
  goalFigure({ row: 'Q16', limit, sense: 'at least' }, { metric: `lift_${metric}`, value });

/** Q13, Q14 and Q16. */
export const subspaceRows = (): Figure[] => [
  layerRow(),
  convergedRow(),
  liftRow('4_choose_2', 3.5, liftOf(fourAssets)),
  liftRow('10_choose_5', 40, leastLift(10, 5)),
  liftRow('12_choose_4', 20, leastLift(12, 4)),
];
