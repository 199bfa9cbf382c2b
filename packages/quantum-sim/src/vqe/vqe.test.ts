import { describe, expect, it } from 'vitest';
import { circuit } from '../circuit/circuit';
import { pauliSum } from '../measurement/pauli-sum';
import { jacobiEigen } from '../optimizers/jacobi-eigen';
import type { OptimizerName } from '../qaoa/angle-optimizer';
import { excitationPreserving } from './excitation-preserving';
import { hydrogenMolecule } from './hydrogen-integrals.test-helper';
import { lowestEigenvalue } from './lowest-eigenvalue';
import { pauliTwoDesign } from './pauli-two-design';
import { transverseFieldIsing } from './transverse-field-ising';
import { efficientSu2, realAmplitudes } from './two-local';
import { vqe } from './vqe';

/** Two qubits by the parity map, from Qiskit's tests (Apache-2.0): qubit 0 is the last letter there. */
const electronic = [
  [-1.052373245772859, ''],
  [0.39793742484318045, 'Z0'],
  [-0.39793742484318045, 'Z1'],
  [-0.01128010425623538, 'Z0 Z1'],
  [0.18093119978423156, 'X0 X1'],
] as const;

describe('hydrogen in the basis STO-3G', () => {
  const exact = hydrogenMolecule(0.735);

  it('has its known energy, by integrals of our own and by the coefficients', () => {
    expect(exact.electronic + exact.nuclear).toBeCloseTo(-1.137306, 5);
    expect(lowestEigenvalue(pauliSum(electronic), 2)).toBeCloseTo(exact.electronic, 6);
    expect(lowestEigenvalue(pauliSum(electronic), 2)).toBeCloseTo(-1.857275030202, 11);
  });

  const observable = pauliSum([...electronic, [exact.nuclear, '']]);

  it.each([
    ['realAmplitudes', realAmplitudes(2, { repetitions: 1 })],
    ['efficientSu2', efficientSu2(2, { repetitions: 1 })],
    ['pauliTwoDesign', pauliTwoDesign(2, { seed: 3 })],
    ['excitationPreserving', excitationPreserving(2, { start: circuit(2).x(0) })],
  ])('is found by %s', (_, ansatz) => {
    const { energy, exactEnergy, gap, trace } = vqe({ circuit: ansatz, observable, seed: 1 });
    expect(energy).toBeCloseTo(-1.1373, 4);
    expect(gap).toBeLessThan(1e-7);
    expect(energy - (exactEnergy as number)).toBe(gap);
    expect(trace.at(-1)).toBeCloseTo(energy, 9);
  });

  it.each([
    ['adam', 1e-4],
    ['cobyla', 1e-5],
    ['nelder-mead', 1e-5],
    ['spsa', 1e-2],
  ] as [OptimizerName, number][])('is found by %s', (optimizer, tolerance) => {
    const ansatz = realAmplitudes(2, { repetitions: 1 });
    const options = { circuit: ansatz, observable, seed: 1, optimizer, maximumIterations: 1000 };
    expect(vqe(options).gap).toBeLessThan(tolerance);
  });

  it('takes the same way with gradients by shifted angles', () => {
    const options = { circuit: efficientSu2(2, { repetitions: 1 }), observable, seed: 5, starts: 1 };
    const [adjoint, shifted] = (['adjoint', 'parameter-shift'] as const).map((gradient) =>
      vqe({ ...options, gradient }),
    );
    expect(shifted?.energy).toBeCloseTo(adjoint?.energy as number, 8);
  });
});

/** −Σ of the singular values of the bidiagonal matrix of field and coupling: free fermions by Jordan and Wigner. */
const freeFermions = (size: number, coupling: number, field: number): number => {
  const square = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    square[i * size + i] = field * field + (i > 0 ? coupling * coupling : 0);
    if (i + 1 < size) square[i * size + i + 1] = square[(i + 1) * size + i] = field * coupling;
  }
  return -jacobiEigen(square, size).values.reduce((sum, one) => sum + Math.sqrt(Math.max(0, one)), 0);
};

describe('the Ising chain in a transverse field', () => {
  it.each([
    [3, 1, 0.5],
    [6, 1, 1],
    [9, 0.7, 1.3],
  ])('of %d spins has the energy of free fermions', (size, coupling, field) => {
    const exact = lowestEigenvalue(transverseFieldIsing(size, { coupling, field }), size);
    expect(Math.abs(exact - freeFermions(size, coupling, field))).toBeLessThan(1e-10);
  });

  it('of 8 spins in a ring has the energy of free fermions at half turns', () => {
    const exact = Array.from(
      { length: 8 },
      (_, k) => -Math.sqrt(1 + 0.49 + 1.4 * Math.cos(((2 * k + 1) * Math.PI) / 8)),
    );
    const observable = transverseFieldIsing(8, { coupling: 1, field: 0.7, isPeriodic: true });
    expect(lowestEigenvalue(observable, 8)).toBeCloseTo(
      exact.reduce((sum, one) => sum + one, 0),
      10,
    );
  });

  it.each([
    [4, 0.5],
    [5, 1],
  ])('of %d spins is found', (size, field) => {
    const observable = transverseFieldIsing(size, { coupling: 1, field });
    const found = vqe({ circuit: realAmplitudes(size, { repetitions: 4 }), observable, seed: 2 });
    expect(found.energy - freeFermions(size, 1, field)).toBeLessThan(1e-4);
    expect(found.gap).toBeGreaterThan(-1e-10);
  });
});

describe('a search', () => {
  const observable = transverseFieldIsing(3, { coupling: 1, field: 1 });
  const options = { circuit: realAmplitudes(3, { repetitions: 1 }), observable, seed: 1 };

  it('repeats with its seed, starts where told and leaves the exact answer out on demand', () => {
    expect(vqe(options)).toEqual(vqe(options));
    const found = vqe(options);
    const again = vqe({ ...options, initial: Object.values(found.parameters), exactQubits: 0 });
    expect(again.energy).toBeCloseTo(found.energy, 8);
    expect(again.exactEnergy).toBeUndefined();
    expect(again.gap).toBeUndefined();
  });

  it('can be aborted', () => {
    expect(() => vqe({ ...options, signal: { aborted: true } })).toThrow('vqe was aborted after');
  });

  it.each([
    ["option 'shots'", { shots: 3 }],
    ['initial.length was 2', { initial: [1, 2] }],
    ['starts was 0', { starts: 0 }],
    ["gradient was 'none'", { gradient: 'none' }],
    ["optimizer was 'newton'", { optimizer: 'newton' }],
  ])('refuses: %s', (message, wrong) => {
    expect(() => vqe({ ...options, ...wrong } as never)).toThrow(message);
  });
});

it('the lowest eigenvalue is for few qubits', () => {
  expect(() => lowestEigenvalue(pauliSum([[1, 'X0']]), 15)).toThrow('qubitCount was 15');
  expect(lowestEigenvalue(pauliSum([[3, '']]), 1)).toBeCloseTo(3, 12);
  expect(
    lowestEigenvalue(
      pauliSum([
        [2, 'Y0 Z1'],
        [-1, 'Y1'],
      ]),
      2,
    ),
  ).toBeCloseTo(-Math.sqrt(5), 12);
});
