import { type GateList, on } from './operation-list';

const flip = (first: number, second: number, target: number) => on('ccx', [first, second, target]);

/** X under m controls with m − 2 borrowed qubits, whose states do not matter and come back: 4 (m − 2) flips. */
const chain = (controls: readonly number[], target: number, borrowed: readonly number[]): GateList => {
  const [first, second] = controls;
  if (second === undefined) return [on('cx', [first!, target])];
  if (controls.length === 2) return [flip(first!, second, target)];
  const spare = borrowed.slice(0, controls.length - 2);
  const targets = [...spare, target];
  // From the target down to the third control, each flip under the qubit below it.
  const steps = spare.map((below, place) => flip(controls[place + 2]!, below, targets[place + 1]!)).reverse();
  const bottom = flip(first!, second, spare[0]!);
  const round = (list: GateList): GateList => [...list, bottom, ...[...list].reverse()];
  return [...round(steps), ...round(steps.slice(1))];
};

/**
 * X on a target where all of m ≥ 3 controls are 1, by Toffoli gates and one borrowed qubit: about 8 m of them.
 *
 * Source: Barenco et al. 1995, "Elementary gates for quantum computation", arXiv quant-ph/9503016, lemmas 7.2 and 7.3.
 */
export const borrowedFlip = (controls: readonly number[], target: number, borrowed: number): GateList => {
  const half = Math.ceil(controls.length / 2);
  const [first, rest] = [controls.slice(0, half), controls.slice(half)];
  const onto = chain(first, borrowed, [...rest, target]);
  const from = chain([...rest, borrowed], target, first);
  return [...onto, ...from, ...onto, ...from];
};
