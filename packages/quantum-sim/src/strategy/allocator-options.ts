import { z } from 'zod';
import type { MixerName } from '../subspace/select-by-ansatz';
import type { AllocationDecision } from './allocation-decision';
import type { ReturnsWindow } from './close-history';

const mixers = ['ring-xy', 'parity-ring-xy', 'complete-xy', 'grover'] as const satisfies readonly MixerName[];

/** What runs and reports record. */
export const allocatorParams = z.strictObject({
  method: z.enum(['exact', 'annealing', 'qaoa', 'equal-weight']).describe('How assets are chosen'),
  choose: z.int().positive().describe('Assets to hold'),
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
});

export type AllocatorParams = z.output<typeof allocatorParams>;

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
  /** Is handed each decision as it is made, explained. */
  readonly onDecision?: (decision: AllocationDecision) => void;
  /**
   * A clock in ms, with `timeBudgetMs`: finding angles that takes longer falls back to the classical answer. A run with it may
   * not repeat; without it nothing depends on time.
   */
  readonly clock?: () => number;
  readonly timeBudgetMs?: number;
}
