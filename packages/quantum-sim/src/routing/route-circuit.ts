import { Circuit } from '../circuit/circuit';
import { type FlatOperation, flatten } from '../circuit/flatten';
import type { Operation } from '../circuit/operation';
import { CircuitError } from '../errors';
import { standardGates } from '../gates/standard-gates';
import { type CouplingMap, distancesOf, neighboursOf } from './coupling-map';
import { narrowGates } from './narrow-gates';
import { waitingOperations } from './waiting-operations';

export interface RoutedCircuit {
  /** On the machine's qubits; every gate on two qubits is on a coupled pair. */
  readonly circuit: Circuit;
  /** Where qubit k of the given circuit is at the end; it starts on qubit k. */
  readonly finalPlaces: readonly number[];
  readonly swapCount: number;
}

/** How many coming two-qubit gates are looked at besides those that wait. */
const lookAhead = 20;

/** What they count beside those that wait. */
const lookAheadWeight = 0.5;

/** How much less attractive an exchange becomes with each earlier one of its qubits since the last gate. */
const weariness = 0.001;

const qubitsOf = (operation: FlatOperation): readonly number[] => {
  if (operation.kind === 'gate' || operation.kind === 'barrier') return operation.qubits;
  if (operation.kind !== 'conditional') return [operation.qubit];
  return [...new Set([...operation.body, ...operation.otherwise].flatMap(qubitsOf))];
};

const isWide = (operation: FlatOperation): boolean => operation.kind === 'gate' && operation.qubits.length === 2;

const refuse = (what: string): never => {
  throw new CircuitError({
    code: 'NOT_ROUTABLE',
    message: `routeCircuit: the circuit has ${what}.`,
    remedy: 'Use a machine with as many qubits, and gates on two or more qubits outside of conditions.',
    context: { what },
  });
};

const check = (operations: readonly FlatOperation[], isInside: boolean): void => {
  for (const operation of operations) {
    if (isInside && isWide(operation)) refuse('a gate on two qubits inside a condition');
    if (operation.kind === 'conditional') check([...operation.body, ...operation.otherwise], true);
  }
};

/** The operation on the places where its qubits are. */
const placed = (
  operation: FlatOperation,
  places: readonly number[],
  qubitCount: number,
  bitCount: number,
): Operation => {
  const at = (qubit: number): number => places[qubit]!;
  if (operation.kind === 'gate' || operation.kind === 'barrier') {
    return { ...operation, qubits: operation.qubits.map(at) };
  }
  if (operation.kind !== 'conditional') return { ...operation, qubit: at(operation.qubit) };
  const inside = (part: readonly FlatOperation[]): Circuit =>
    new Circuit(
      qubitCount,
      bitCount,
      part.map((inner) => placed(inner, places, qubitCount, bitCount)),
    );
  const { kind, condition, body, otherwise } = operation;
  return { kind, condition, body: inside(body), ...(otherwise.length === 0 ? {} : { otherwise: inside(otherwise) }) };
};

/**
 * Makes a circuit fit a machine on which only some pairs of qubits are coupled, by exchanges of neighbours.
 *
 * Gates on three or more qubits are first written by narrower ones, exactly. Gates go as soon as their qubits are neighbours; when none can, the exchange is made after which the waiting gates and,
 * at half weight, the next 20 are nearest. Qubit k starts on the machine's qubit k. The same circuit gives the same result.
 *
 * Cost: for each exchange O(couplings at waiting qubits · gates looked at). The number of exchanges is not the least possible.
 *
 * @throws {CircuitError} The circuit has more qubits than the machine, or a gate on two or more inside a condition.
 * @throws {QuantumOptionsError} The coupling map names a qubit that it has not, or falls into parts.
 * Source: Li, Ding and Xie 2019, "Tackling the qubit mapping problem for NISQ-era quantum devices", for the look-ahead.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { lineCoupling, routeCircuit } from '@sigmax/quantum-sim/routing';
 * const routed = routeCircuit(circuit(4).cx(0, 1).cx(0, 3), lineCoupling(4));
 * routed.swapCount; // => 2
 * ```
 */
export const routeCircuit = (circuit: Circuit, coupling: CouplingMap): RoutedCircuit => {
  const { qubitCount } = coupling;
  const distances = distancesOf(coupling);
  const neighbours = neighboursOf(coupling);
  if (circuit.qubitCount > qubitCount) {
    refuse(`${circuit.qubitCount} qubits and the machine ${qubitCount}`);
  }
  const operations = narrowGates(flatten(circuit));
  check(operations, false);
  const waiting = waitingOperations(operations, qubitsOf);
  const places = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const routed: Operation[] = [];
  let swapCount = 0;
  let tired = new Map<number, number>();

  const distance = (operation: FlatOperation): number => {
    const [first, second] = qubitsOf(operation) as [number, number];
    return distances[places[first]! * qubitCount + places[second]!]!;
  };
  const sum = (list: readonly FlatOperation[]): number =>
    list.reduce((total, operation) => total + distance(operation), 0);
  const exchange = (first: number, second: number): void => {
    const a = places.indexOf(first);
    const b = places.indexOf(second);
    [places[a], places[b]] = [second, first];
  };
  const emitSwap = (first: number, second: number): void => {
    exchange(first, second);
    routed.push({ kind: 'gate', gate: standardGates.swap, qubits: [first, second], angles: [] });
    swapCount += 1;
    for (const place of [first, second]) tired.set(place, (tired.get(place) ?? 0) + 1);
  };

  /** The exchange of a waiting qubit with a neighbour after which gates are nearest. */
  const bestExchange = (
    front: readonly FlatOperation[],
    coming: readonly FlatOperation[],
  ): readonly [number, number] => {
    let best: readonly [number, number] = [0, 0];
    let least = Number.POSITIVE_INFINITY;
    for (const place of new Set(front.flatMap((operation) => qubitsOf(operation).map((qubit) => places[qubit]!)))) {
      for (const next of neighbours[place]!) {
        exchange(place, next);
        const near = sum(front) / front.length;
        const far = coming.length === 0 ? 0 : sum(coming) / coming.length;
        exchange(place, next);
        const used = Math.max(tired.get(place) ?? 0, tired.get(next) ?? 0);
        const cost = (near + lookAheadWeight * far) * (1 + weariness * used);
        if (cost < least) {
          least = cost;
          best = [place, next];
        }
      }
    }
    return best;
  };

  /** Brings the qubits of a gate together on a shortest way, for where choosing by distance goes round in circles. */
  const walk = (operation: FlatOperation): void => {
    const [first, second] = qubitsOf(operation) as [number, number];
    while (distance(operation) > 1) {
      const from = places[first]!;
      const nearer = neighbours[from]!.find(
        (next) => distances[next * qubitCount + places[second]!]! < distances[from * qubitCount + places[second]!]!,
      );
      emitSwap(from, nearer!);
    }
  };

  let sinceGate = 0;
  while (waiting.front().length > 0) {
    const ready = waiting.front().filter((operation) => !isWide(operation) || distance(operation) === 1);
    for (const operation of ready) {
      routed.push(placed(operation, places, qubitCount, circuit.bitCount));
      waiting.take(operation);
    }
    if (ready.length > 0) {
      tired = new Map();
      sinceGate = 0;
      continue;
    }
    const front = waiting.front();
    if (sinceGate > 2 * qubitCount) walk(front[0]!);
    else emitSwap(...bestExchange(front, waiting.coming(lookAhead).filter(isWide)));
    sinceGate += 1;
  }
  return {
    circuit: new Circuit(qubitCount, circuit.bitCount, routed),
    finalPlaces: places.slice(0, circuit.qubitCount),
    swapCount,
  };
};
