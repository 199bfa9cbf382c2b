import { type Circuit, circuit, spreadRingOrder } from '@sigmax/quantum-sim';
import { circuitSvg } from '@sigmax/quantum-sim/drawing';
import { type AllocationDecision, decisionCircuit, decisionProblem } from '@sigmax/quantum-sim/strategy';
import { basesOf } from './months';

/** A decision's circuit with its qubits in the order of the mixer's ring, so that neighbours stand beside each other. */
export const inRingOrder = (decision: AllocationDecision) => {
  const { qubo, sectors } = decisionProblem(decision);
  const ring = spreadRingOrder(qubo, sectors).flatMap(({ assets }) => assets);
  const places = qubo.names.map((name) => ring.indexOf(name));
  const { whole, layers } = decisionCircuit(decision);
  const turned = (part: Circuit): Circuit => circuit(places.length, 0).add(part, places);
  return { whole: turned(whole), mixer: turned(layers[0]!.mixer), labels: basesOf(ring) };
};

/** The first mixer as a drawing: where amplitudes move from one asset to the next. */
export const mixerPicture = (decision: AllocationDecision): string => {
  const { mixer, labels } = inRingOrder(decision);
  return circuitSvg(mixer, { qubitLabels: labels, width: 1e6 });
};
