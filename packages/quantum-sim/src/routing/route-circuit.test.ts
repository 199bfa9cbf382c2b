import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { controlled } from '../gates/controlled-gate';
import { unitary } from '../gates/custom-gates';
import { gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import { exactDistribution } from '../measurement/exact-distribution';
import { type Random, seededRandom } from '../seeded-random';
import { simulate } from '../state-vector/simulator';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type CouplingMap, distancesOf, gridCoupling, lineCoupling, ringCoupling } from './coupling-map';
import { routeCircuit } from './route-circuit';

const gates = Object.values(standardGates);

const randomCircuit = (qubitCount: number, gateCount: number, random: Random): Circuit => {
  let built = circuit(qubitCount);
  for (let index = 0; index < gateCount; index++) {
    const gate = gates[random.integer(gates.length)]!;
    const places = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    const drawn = Array.from(
      { length: gateQubitCount(gate) },
      () => places.splice(random.integer(places.length), 1)[0]!,
    );
    const angles = Array.from({ length: gate.base.angleCount }, () => 3 * random.normal());
    built = built.apply(gate, drawn, ...angles);
  }
  return built;
};

const star = (qubitCount: number): CouplingMap => ({
  qubitCount,
  pairs: Array.from({ length: qubitCount - 1 }, (_, leaf) => [0, leaf + 1] as const),
});

const machines: Readonly<Record<string, CouplingMap>> = {
  line: lineCoupling(6),
  ring: ringCoupling(7),
  grid: gridCoupling(2, 3),
  star: star(6),
};

describe.each(Object.entries(machines))('on a %s', (_, machine) => {
  it('a routed circuit is the given one up to the places at its end, and uses couplings only', () => {
    const random = seededRandom(profileSeed());
    const pairs = new Set(machine.pairs.flatMap(([a, b]) => [`${a},${b}`, `${b},${a}`]));
    for (let trial = 0; trial < share(15, 300); trial++) {
      const given = randomCircuit(5 + random.integer(2), 10 + random.integer(60), random);
      const { circuit: routed, finalPlaces, swapCount } = routeCircuit(given, machine);
      let swaps = 0;
      for (const operation of flatten(routed)) {
        if (operation.kind !== 'gate' || operation.qubits.length < 2) continue;
        expect(pairs).toContain(operation.qubits.join(','));
        if (operation.gate === standardGates.swap) swaps += 1;
      }
      const ownSwaps = flatten(given).filter(
        (operation) => operation.kind === 'gate' && operation.gate === standardGates.swap,
      );
      expect(swapCount).toBe(swaps - ownSwaps.length);
      const expected = simulate(given);
      const found = simulate(routed);
      for (let index = 0; index < expected.re.length; index++) {
        const place = finalPlaces.reduce((sum, at, qubit) => sum | (((index >> qubit) & 1) << at), 0);
        expect(found.re[place]).toBeCloseTo(expected.re[index]!, 12);
        expect(found.im[place]).toBeCloseTo(expected.im[index]!, 12);
      }
    }
  });
});

describe('a routed circuit', () => {
  it('has wide gates written by narrow ones: controls, matrices, parameters', () => {
    // The Fourier transform of three qubits.
    const rows = Array.from({ length: 8 }, (_, j) =>
      Array.from({ length: 8 }, (__, k): [number, number] => {
        const angle = (2 * Math.PI * j * k) / 8;
        return [Math.cos(angle) / Math.sqrt(8), Math.sin(angle) / Math.sqrt(8)];
      }),
    );
    const given = circuit(6)
      .h(0, 1, 2, 3, 4, 5)
      .mcx([0, 2, 4, 5], 3)
      .apply(unitary(rows), [5, 1, 3])
      .apply(controlled(standardGates.u, 3), [1, 4, 0, 2], 0.3, 1.2, -0.4)
      .apply(controlled(standardGates.rzz, 1), [3, 0, 5], parameter('theta'))
      .ccx(5, 0, 2);
    const { circuit: routed, finalPlaces } = routeCircuit(given, lineCoupling(6));
    for (const operation of flatten(routed)) {
      if (operation.kind !== 'gate' || operation.qubits.length < 2) continue;
      expect(Math.abs(operation.qubits[0]! - operation.qubits[1]!)).toBe(1);
      expect(operation.qubits).toHaveLength(2);
    }
    const expected = simulate(given, { parameters: { theta: 0.7 } });
    const found = simulate(routed, { parameters: { theta: 0.7 } });
    for (let index = 0; index < expected.re.length; index++) {
      const place = finalPlaces.reduce((sum, at, qubit) => sum | (((index >> qubit) & 1) << at), 0);
      expect(found.re[place]).toBeCloseTo(expected.re[index]!, 12);
      expect(found.im[place]).toBeCloseTo(expected.im[index]!, 12);
    }
  });

  it('is the given one where all gates fit', () => {
    const given = circuit(4).h(0).cx(0, 1).cx(1, 2).barrier().cz(3, 2);
    const { circuit: routed, swapCount, finalPlaces } = routeCircuit(given, lineCoupling(4));
    expect(flatten(routed)).toEqual(flatten(given));
    expect([swapCount, finalPlaces]).toEqual([0, [0, 1, 2, 3]]);
  });

  it('measures, resets and asks bits where the qubits are', () => {
    const given = circuit(4)
      .x(0)
      .cx(0, 3)
      .measure(3)
      .when(3, 1, circuit(4).x(1).h(2), circuit(4).x(2))
      .reset(0)
      .cx(3, 0)
      .cx(1, 2)
      .h(3)
      .cx(3, 1)
      .measureAll();
    const { circuit: routed } = routeCircuit(given, lineCoupling(5));
    const found = exactDistribution(routed);
    const expected = exactDistribution(given);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [bits, probability] of Object.entries(expected)) expect(found[bits]).toBeCloseTo(probability, 13);
  });

  it('needs few exchanges: a ring of gates on a line takes no more than twice its length', () => {
    let given = circuit(8);
    for (let qubit = 0; qubit < 8; qubit++) given = given.cx(qubit, (qubit + 1) % 8);
    expect(routeCircuit(given, lineCoupling(8)).swapCount).toBeLessThanOrEqual(8);
  });
});

describe('a mistake', () => {
  it.each([
    ['4 qubits and the machine 3', () => routeCircuit(circuit(4), lineCoupling(3))],
    [
      'a gate on two qubits inside a condition',
      () => routeCircuit(circuit(2).when(0, 1, circuit(2).cx(0, 1)), lineCoupling(2)),
    ],
    ['a pair was [0, 5]', () => routeCircuit(circuit(2), { qubitCount: 2, pairs: [[0, 5]] })],
    ['1 of 3 qubits can be reached', () => routeCircuit(circuit(2), { qubitCount: 3, pairs: [[1, 2]] })],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });
});

it('distances count couplings', () => {
  expect(Array.from(distancesOf(gridCoupling(2, 2)))).toEqual([0, 1, 1, 2, 1, 0, 2, 1, 1, 2, 0, 1, 2, 1, 1, 0]);
  expect(ringCoupling(2).pairs).toEqual([[0, 1]]);
  expect(distancesOf(ringCoupling(6))[3]).toBe(3);
});
