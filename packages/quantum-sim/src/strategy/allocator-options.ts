import { z } from 'zod';
import type { MixerName } from '../subspace/select-by-ansatz';
import type { AllocationDecision } from './allocation-decision';
import type { ReturnsWindow } from './close-history';

const mixers = ['ring-xy', 'parity-ring-xy', 'complete-xy', 'grover'] as const satisfies readonly MixerName[];

const sector = z.strictObject({
  assets: z.array(z.string().min(1)).min(1).readonly().describe('Instruments of the group'),
  choose: z.int().nonnegative().describe('How many of them to hold'),
});

const weighing = z.union([
  z.literal('equal'),
  z.strictObject({
    kind: z.literal('convex'),
    minimum: z.number().nonnegative().max(1).describe('Least weight of a chosen asset'),
    maximum: z.number().positive().max(1).describe('Most weight of one asset'),
  }),
  z.strictObject({
    kind: z.literal('lots'),
    lot: z.number().positive().max(1).describe('Weight of one lot'),
  }),
]);

const chosenCount = ({
  choose,
  sectors = [],
}: {
  choose?: number | undefined;
  sectors?: readonly { choose: number }[] | undefined;
}): number => choose ?? sectors.reduce((sum, one) => sum + one.choose, 0);

/** Part of a weight by which sums may be off. */
const slack = 1e-9;

/** What runs and reports record. */
export const allocatorParams = z
  .strictObject({
    method: z.enum(['exact', 'annealing', 'qaoa', 'equal-weight']).describe('How assets are chosen'),
    choose: z.int().positive().optional().describe('Assets to hold'),
    sectors: z.array(sector).min(1).readonly().optional().describe('Instead of choose: how many to hold of each group'),
    rebalance: z
      .union([
        z.enum(['once', 'weekly', 'monthly', 'quarterly']),
        z.strictObject({ everyBars: z.int().positive() }).readonly(),
      ])
      .describe('When a new decision is due'),
    lookback: z.int().min(2).max(100_000).describe('Returns that an estimate looks back on'),
    riskAversion: z.number().nonnegative().describe('What one unit of variance costs in units of return'),
    invested: z.number().positive().max(1).describe('Part of equity to invest'),
    seed: z.int().optional().describe("Seed of the solver; left out: the run's"),
    weights: weighing.default('equal').describe('How the chosen assets are weighed, in fractions of equity'),
    turnover: z
      .strictObject({
        limit: z
          .number()
          .positive()
          .optional()
          .describe('Most weight to trade in one decision, purchases and sales both counted'),
        penalty: z
          .number()
          .nonnegative()
          .default(0)
          .describe('What trading one unit of weight costs, in return of one bar'),
      })
      .readonly()
      .optional()
      .describe('What trading costs, or may not exceed'),
    hotStart: z.boolean().default(false).describe('Whether angles are sought from those of the decision before'),
    shrinkage: z
      .enum(['constant-correlation', 'scaled-identity'])
      .default('constant-correlation')
      .describe('What the sample covariance is pulled towards'),
    staleBars: z.int().nonnegative().default(3).describe('Bars that an asset may miss before it is left out'),
    depth: z.int().positive().max(50).default(2).describe('Layers of the circuit'),
    mixer: z.enum(mixers).default('ring-xy').describe('Mixer of the circuit'),
    shots: z.int().positive().max(10_000_000).default(1_000).describe('Measurements of the circuit'),
    starts: z.int().nonnegative().max(1_000).default(0).describe('Random starts of the angles besides the ramp'),
    iterations: z.int().positive().max(100_000).default(20).describe('Steps of the optimiser from each start'),
    reads: z.int().positive().max(100_000).default(10).describe('Independent annealings'),
    sweeps: z.int().positive().max(10_000_000).default(500).describe('Sweeps of each annealing'),
    evaluationBudget: z
      .int()
      .positive()
      .default(500)
      .describe('Values with gradients, above which a decision falls back to the classical answer'),
    maximumBytes: z
      .int()
      .positive()
      .default(2 ** 26)
      .describe('Bytes of state, above which a decision falls back to the classical answer'),
    maximumSelections: z
      .int()
      .positive()
      .default(5_000_000)
      .describe('Choices up to which the classical answer looks at every one; above them it branches and bounds'),
    maximumNodes: z.int().positive().default(100_000).describe('Nodes after which branching and bounding ends'),
    withOpenQasm: z.boolean().default(false).describe('Whether decisions carry their circuit as OpenQASM 2'),
  })
  .refine(({ choose, sectors }) => (choose === undefined) !== (sectors === undefined), {
    path: ['choose'],
    message: 'Invalid input: expected either choose or sectors',
  })
  .refine((settings) => chosenCount(settings) > 0, {
    path: ['sectors'],
    message: 'Invalid input: expected at least one asset to choose in all sectors together',
  })
  .refine(
    ({ weights, invested, ...chosen }) => {
      const count = chosenCount(chosen);
      if (weights === 'equal') return true;
      if (weights.kind === 'lots') return count * weights.lot <= invested + slack;
      return count * weights.minimum <= invested + slack && count * weights.maximum >= invested - slack;
    },
    {
      path: ['weights'],
      message: 'Invalid input: expected weights of the chosen assets that can add up to invested',
    },
  );

export type AllocatorParams = z.output<typeof allocatorParams>;

/** How many assets are held. */
export const chosenOf = (settings: AllocatorParams): number => chosenCount(settings);

/** Weights from returns, by instrument: any allocator. What it leaves out is 0. */
export type Baseline = (history: ReturnsWindow) => Readonly<Record<string, number>>;

/** Expected returns and covariance of one bar, in the order of the window's assets. */
export interface EstimatedMoments {
  readonly means: ArrayLike<number>;
  readonly covariance: readonly ArrayLike<number>[];
}

const aFunction = <Value>() =>
  z.custom<Value>((value) => typeof value === 'function', 'Invalid input: expected a function');

/** What a caller hands in besides numbers. */
export const allocatorSeams = z
  .strictObject({
    estimator: aFunction<(returns: ReturnsWindow) => EstimatedMoments>().optional(),
    baselines: z.record(z.string().min(1), aFunction<Baseline>()).readonly().optional(),
    onDecision: aFunction<(decision: AllocationDecision) => void>().optional(),
    clock: aFunction<() => number>().optional(),
    timeBudgetMs: z.number().positive().optional(),
  })
  .refine(({ clock, timeBudgetMs }) => (clock === undefined) === (timeBudgetMs === undefined), {
    path: ['timeBudgetMs'],
    message: 'Invalid input: expected clock and timeBudgetMs together',
  });

/** Options of `quantumAllocator`. */
export interface QuantumAllocatorOptions extends z.input<typeof allocatorParams> {
  /** Means and covariance from returns; by default sample means and a shrunk covariance. It must keep nothing between calls. */
  readonly estimator?: (returns: ReturnsWindow) => EstimatedMoments;
  /**
   * Allocators to put beside each decision, by name: what they would hold is weighed by the same measure. One that throws, or gives
   * weights that are not finite, is reported as failed. They must keep nothing between calls.
   */
  readonly baselines?: Readonly<Record<string, Baseline>>;
  /** Is handed each decision as it is made, explained. */
  readonly onDecision?: (decision: AllocationDecision) => void;
  /**
   * A clock in ms, with `timeBudgetMs`: finding angles that takes longer falls back to the classical answer. A run with it may
   * not repeat; without it nothing depends on time.
   */
  readonly clock?: () => number;
  readonly timeBudgetMs?: number;
}
