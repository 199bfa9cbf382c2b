import type { BarrierOperation, GateOperation } from '../circuit/operation';
import { standardGates } from '../gates/standard-gates';
import { blockBits, coefficientCapacity, type Kernels, type KernelTeam, leastBits } from '../kernels/kernels';
import type { ParameterPlaces } from './bound-factor';
import { fuseNodes } from './fuse-nodes';
import { type KernelStep, kernelStep } from './kernel-step';
import { nodeScratch } from './node-matrix';
import { type PlanNode, qubitsOf } from './plan-node';
import { relabelling } from './relabel';
import { splitUniversal } from './split-universal';
import type { Stage } from './stage';
import { stagesOf } from './stages';

/** Gates made ready to run: kernel calls in stages, with a table of coefficients that parameter values are written into. */
export interface Plan {
  readonly stages: readonly Stage[];
  /** Writes the coefficients for these values, in the order of the parameters' places; allocates nothing. */
  bind(values: ArrayLike<number>): void;
  /** Applies the gates with the values of the last `bind` to the state. */
  run(kernels: Kernels): void;
}

interface PlacedStep {
  readonly step: KernelStep;
  /** Its place among the coefficients of the plan. */
  readonly start: number;
}

interface PlacedStage {
  readonly stage: Stage;
  readonly steps: readonly PlacedStep[];
  readonly start: number;
  readonly end: number;
  /** Qubits of a block. */
  readonly bits: number;
}

/** Gates merged and moved where that does not change what they do together; nothing moves across a barrier. */
export const fusedNodes = (
  operations: readonly (GateOperation | BarrierOperation)[],
  qubitCount: number,
): PlanNode[] => {
  const fused: PlanNode[] = [];
  const names = relabelling(qubitCount, standardGates.swap);
  let nodes: PlanNode[] = [];
  for (const operation of operations) {
    if (operation.kind === 'barrier') {
      fused.push(...fuseNodes(nodes));
      nodes = [];
      continue;
    }
    for (const part of splitUniversal(operation)) {
      const node = names.take(part);
      if (node !== undefined) nodes.push(node);
    }
  }
  return [...fused, ...fuseNodes(nodes), ...names.finish()];
};

/** Gives every step its coefficients, and starts another stage of the same kind where they would not fit. */
const placeStages = (stages: readonly Stage[], places: ParameterPlaces): PlacedStage[] => {
  const placed: PlacedStage[] = [];
  let start = 0;
  for (const stage of stages) {
    const bits = Math.max(stage.low + qubitsOf(stage.high).length, leastBits);
    let steps: PlacedStep[] = [];
    let end = start;
    for (const node of stage.nodes) {
      const step = kernelStep(node, stage, places);
      if (end + step.coefficientCount - start > coefficientCapacity) {
        placed.push({ stage, steps, start, end, bits });
        start = end;
        steps = [];
      }
      steps.push({ step, start: end });
      end += step.coefficientCount;
    }
    placed.push({ stage, steps, start, end, bits });
    start = end;
  }
  return placed;
};

/** Gathers a block where it must, applies the steps, and puts it back. */
const runBlock = (
  { stage, steps, start, bits }: PlacedStage,
  kernels: Kernels,
  scratch: number,
  base: number,
  isCold: boolean,
): void => {
  const at = stage.high === 0 ? base : scratch;
  if (stage.high !== 0) kernels.gather(base, scratch, stage.low, stage.high);
  else if (isCold) kernels.warm(at, bits);
  for (let index = 0; index < steps.length; index++) {
    const { step, start: slot } = steps[index]!;
    step.apply(kernels, at, bits, base, slot - start);
  }
  if (stage.high !== 0) kernels.scatter(scratch, base, stage.low, stage.high);
};

/** Gives the blocks of a stage to the parts of a team in turn, as many as they can write down before they run. */
const runShared = (placed: PlacedStage, { parts, capacity, run }: KernelTeam, outside: number): void => {
  const callsOfBlock = placed.steps.length + 4;
  const blocksAtOnce = Math.floor(capacity / callsOfBlock) * parts.length;
  let given = 0;
  let base = 0;
  do {
    const { kernels, scratch } = parts[given % parts.length]!;
    runBlock(placed, kernels, scratch, base, true);
    given += 1;
    if (given % blocksAtOnce === 0) run();
    base = (base - outside) & outside;
  } while (base !== 0);
  run();
};

const runStage = (placed: PlacedStage, coefficients: Float64Array, qubitCount: number, kernels: Kernels): void => {
  const { stage, steps, start, end } = placed;
  const { team } = kernels;
  kernels.coefficients.set(coefficients.subarray(start, end));
  const outside = (2 ** qubitCount - 1) & ~((2 ** stage.low - 1) | stage.high);
  if (team !== undefined && outside !== 0 && steps.length + 4 <= team.capacity) {
    runShared(placed, team, outside);
    return;
  }
  const scratch = kernels.re.length - 2 ** blockBits;
  const isCold = outside !== 0 && qubitCount > 16;
  let base = 0;
  do {
    runBlock(placed, kernels, scratch, base, isCold);
    // The next setting of the qubits outside.
    base = (base - outside) & outside;
  } while (base !== 0);
};

/**
 * Compiles gates: exchanges of qubits become names, neighbours and commuting gates are merged, opposites cancel, and what
 * fits into a block of 2^13 amplitudes runs on one block after another.
 */
export const planOf = (
  operations: readonly (GateOperation | BarrierOperation)[],
  qubitCount: number,
  parameterNames: readonly string[],
): Plan => {
  const places = new Map(parameterNames.map((name, index) => [name, index]));
  const stages = stagesOf(fusedNodes(operations, qubitCount), qubitCount);
  const placed = placeStages(stages, places);
  const coefficients = new Float64Array(placed.at(-1)?.end ?? 0);
  const scratch = nodeScratch();
  const steps = placed.flatMap((stage) => stage.steps);
  for (const { step, start } of steps) if (step.isFixed) step.write(coefficients, start, [], scratch);
  const free = steps.filter(({ step }) => !step.isFixed);
  return {
    stages,
    bind(values) {
      for (let index = 0; index < free.length; index++) {
        const { step, start } = free[index]!;
        step.write(coefficients, start, values, scratch);
      }
    },
    run(kernels) {
      for (const stage of placed) runStage(stage, coefficients, qubitCount, kernels);
    },
  };
};
