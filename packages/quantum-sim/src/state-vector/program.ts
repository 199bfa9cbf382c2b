import type { Circuit } from '../circuit/circuit';
import { type FlatOperation, flatten } from '../circuit/flatten';
import type {
  BarrierOperation,
  Condition,
  GateOperation,
  MeasureOperation,
  ResetOperation,
} from '../circuit/operation';
import { type Plan, planOf } from '../plan/plan';

/** One step of a circuit that is ready to run: many gates at once, or something that looks at the state or at bits. */
export type Instruction =
  | { readonly kind: 'gates'; readonly plan: Plan }
  | MeasureOperation
  | ResetOperation
  | {
      readonly kind: 'conditional';
      readonly condition: Condition;
      readonly body: readonly Instruction[];
      readonly otherwise: readonly Instruction[];
    };

export interface Program {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly parameterNames: readonly string[];
  readonly instructions: readonly Instruction[];
  /** Writes new parameter values into all plans. */
  bind(values: ArrayLike<number>): void;
}

interface Shape {
  readonly qubitCount: number;
  readonly parameterNames: readonly string[];
  /** All plans, inner ones too. */
  readonly plans: Plan[];
}

const instructionsOf = (operations: readonly FlatOperation[], shape: Shape): Instruction[] => {
  const instructions: Instruction[] = [];
  let gates: (GateOperation | BarrierOperation)[] = [];
  const endGates = (): void => {
    if (gates.some(({ kind }) => kind === 'gate')) {
      const plan = planOf(gates, shape.qubitCount, shape.parameterNames);
      shape.plans.push(plan);
      instructions.push({ kind: 'gates', plan });
    }
    gates = [];
  };
  for (const operation of operations) {
    if (operation.kind === 'gate' || operation.kind === 'barrier') {
      gates.push(operation);
      continue;
    }
    endGates();
    if (operation.kind !== 'conditional') instructions.push(operation);
    else {
      const { kind, condition, body, otherwise } = operation;
      instructions.push({
        kind,
        condition,
        body: instructionsOf(body, shape),
        otherwise: instructionsOf(otherwise, shape),
      });
    }
  }
  endGates();
  return instructions;
};

/** Moves measurements behind all gates where no later operation touches the measured qubit and no condition reads a bit. */
const deferred = (operations: readonly FlatOperation[]): readonly FlatOperation[] => {
  if (operations.some(({ kind }) => kind === 'conditional' || kind === 'reset')) return operations;
  const measured = new Set<number>();
  for (const operation of operations) {
    if (operation.kind === 'measure') measured.add(operation.qubit);
    else if (operation.kind === 'gate' && operation.qubits.some((qubit) => measured.has(qubit))) return operations;
  }
  return [
    ...operations.filter(({ kind }) => kind !== 'measure'),
    ...operations.filter(({ kind }) => kind === 'measure'),
  ];
};

/** A circuit made ready to run as often as wanted, with other parameter values each time. */
export const programOf = (circuit: Circuit): Program => {
  const { qubitCount, bitCount, parameterNames } = circuit;
  const shape: Shape = { qubitCount, parameterNames, plans: [] };
  const instructions = instructionsOf(deferred(flatten(circuit)), shape);
  return {
    qubitCount,
    bitCount,
    parameterNames,
    instructions,
    bind(values) {
      for (const plan of shape.plans) plan.bind(values);
    },
  };
};
