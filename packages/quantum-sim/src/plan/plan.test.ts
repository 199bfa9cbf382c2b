import { describe, expect, it } from 'vitest';
import { parameter } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import type { BarrierOperation, GateOperation } from '../circuit/operation';
import { blockBits } from '../kernels/kernels';
import { fusedNodes } from './plan';
import { type PlanNode, popCount } from './plan-node';
import { stagesOf } from './stages';

const nodesOf = (of: Circuit): PlanNode[] =>
  fusedNodes(flatten(of) as (GateOperation | BarrierOperation)[], of.qubitCount);

const kinds = (of: Circuit): string[] => nodesOf(of).map(({ kind }) => kind);

describe('neighbours', () => {
  it('on the same qubits become one', () => {
    expect(kinds(circuit(1).rz(0.1, 0).t(0).p(0.3, 0).s(0))).toEqual(['diagonal']);
    expect(kinds(circuit(1).rx(0.1, 0).sx(0).x(0))).toEqual(['one']);
    expect(kinds(circuit(2).crx(0.1, 0, 1).crx(0.2, 0, 1))).toEqual(['one']);
    expect(kinds(circuit(2).rxx(0.1, 0, 1).ryy(0.2, 1, 0).iswap(0, 1).cx(1, 0).h(0))).toEqual(['dense']);
  });

  it('that undo each other vanish, past what they commute with', () => {
    expect(kinds(circuit(2).h(0).h(0).cx(0, 1).cx(0, 1).s(1).sdg(1).rx(0.3, 0).rx(-0.3, 0))).toEqual([]);
    expect(kinds(circuit(3).cx(0, 1).rz(0.5, 0).x(1).cx(2, 1).cx(0, 1))).toHaveLength(3);
    expect(kinds(circuit(2).id(0, 1).cz(0, 1).cz(1, 0))).toEqual([]);
    expect(kinds(circuit(3).ccx(0, 1, 2).ccx(1, 0, 2))).toEqual([]);
    expect(kinds(circuit(2).cx(0, 1).cx(1, 0).cx(0, 1))).toHaveLength(3);
  });

  it('stay apart across a barrier', () => {
    expect(kinds(circuit(1).h(0).barrier().h(0))).toEqual(['one', 'one']);
  });

  it('stay apart where one matrix would cost more', () => {
    expect(kinds(circuit(1).h(0).rx(0.1, 0).rz(0.2, 0))).toEqual(['one', 'one', 'diagonal']);
  });

  it('with parameters become one too', () => {
    const theta = parameter('t');
    expect(kinds(circuit(1).rx(theta, 0).rx(theta.times(-1), 0))).toEqual(['one']);
  });
});

it('diagonals of all qubits join in tables, whatever stands between them on other qubits', () => {
  const ring = (c: Circuit): Circuit => {
    let next = c;
    for (let qubit = 0; qubit < 6; qubit++) next = next.rz(0.1, qubit).rx(0.2, qubit).rz(0.3, qubit);
    for (let qubit = 0; qubit < 6; qubit++) next = next.cx(qubit, (qubit + 1) % 6);
    return next;
  };
  const found = kinds(ring(ring(circuit(6))));
  expect(found.filter((kind) => kind === 'diagonal').length).toBeLessThanOrEqual(4);
  expect(found.filter((kind) => kind === 'flip')).toHaveLength(12);
  for (const { kind, mask } of nodesOf(ring(circuit(6))))
    if (kind === 'diagonal') expect(popCount(mask)).toBeGreaterThan(1);
});

it('exchanges are names until the end', () => {
  expect(kinds(circuit(3).swap(0, 1).swap(1, 2).swap(1, 2).swap(0, 1))).toEqual([]);
  expect(kinds(circuit(3).swap(0, 1).swap(1, 2))).toEqual(['swap', 'swap']);
  expect(nodesOf(circuit(3).swap(0, 2).h(0))[0]).toMatchObject({ kind: 'one', mask: 4 });
  expect(kinds(circuit(3).cswap(0, 1, 2))).toEqual(['swap']);
});

describe('stages', () => {
  it('are one block for few qubits', () => {
    expect(stagesOf(nodesOf(circuit(blockBits).h(0, 5, 12)), blockBits)).toMatchObject([{ low: blockBits, high: 0 }]);
    expect(stagesOf([], 3)).toEqual([]);
  });

  it('work on blocks, gather high qubits and pass over the whole state for single ones', () => {
    const n = 18;
    const low = Array.from({ length: 13 }, (_, qubit) => qubit);
    const of = (c: Circuit) => stagesOf(nodesOf(c), n).map(({ low: bits, high, nodes }) => [bits, high, nodes.length]);
    expect(of(circuit(n).h(...low))).toEqual([[13, 0, 13]]);
    expect(of(circuit(n).h(17))).toEqual([[n, 0, 1]]);
    expect(of(circuit(n).h(13, 14, 15, 16, 17))).toEqual([[7, 0b11111 << 13, 5]]);
    expect(of(circuit(n).h(...low, 13, 14, 15, 16))).toEqual([
      [13, 0, 13],
      [7, 0b1111 << 13, 4],
    ]);
  });

  it('let diagonals and controls stay outside of a block', () => {
    const stages = stagesOf(nodesOf(circuit(20).h(0).cx(19, 1).rzz(0.1, 2, 18).crx(0.2, 17, 3).t(16)), 20);
    expect(stages).toMatchObject([{ low: 13, high: 0 }]);
  });

  it('have every node once', () => {
    const n = 16;
    let mixed = circuit(n);
    for (let index = 0; index < 120; index++) mixed = mixed.h((7 * index) % n).cx((5 * index) % n, (5 * index + 3) % n);
    const nodes = nodesOf(mixed);
    const placed = stagesOf(nodes, n).flatMap((stage) => stage.nodes);
    expect(new Set(placed).size).toBe(nodes.length);
    expect(placed).toHaveLength(nodes.length);
  });
});
