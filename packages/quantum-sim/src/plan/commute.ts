import type { PlanNode } from './plan-node';

/** The qubits on which a node is diagonal. */
export const alongZ = ({ kind, mask, controls }: PlanNode): number =>
  kind === 'phase' || kind === 'diagonal' ? mask : controls;

/** The qubits on which a node is a combination of the identity and X. */
export const alongX = ({ kind, mask, traits }: PlanNode): number =>
  kind === 'flip' || (kind === 'one' && traits.isAlongX) ? mask : 0;

/** Whether the order of two nodes does not matter: on each qubit that they share, both are diagonal or both are along X. */
export const commute = (a: PlanNode, b: PlanNode): boolean => {
  const shared = (a.mask | a.controls) & (b.mask | b.controls);
  return (shared & ~((alongZ(a) & alongZ(b)) | (alongX(a) & alongX(b)))) === 0;
};
