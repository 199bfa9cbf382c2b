import { circuitSvg } from '@sigmax/quantum-sim/drawing';
import { ansatzCircuit } from '@sigmax/quantum-sim/strategy';
import type { PageSettings } from './page-settings';
import type { Simulation } from './simulation';

/** Up to so many assets the whole circuit is drawn at every move. */
const mostDrawnWhole = 6;

/** The circuit at these angles, whole or the mixer of its first layer, with its assets in the order of the ring. */
export const circuitPicture = (
  simulation: Simulation,
  settings: PageSettings,
  isWhole: boolean,
): { readonly svg: string; readonly caption: string } => {
  const { selection, deviation } = simulation.parts(settings);
  const { qubo } = selection;
  const { whole, start, layers } = ansatzCircuit(selection, {
    angles: settings.angles,
    deviation,
    mixer: 'ring-xy',
  });
  const inside = start.operations.flatMap((one) => (one.kind === 'circuit' ? one.circuit.operations : [one]));
  const [first] = layers;
  const gates = `${inside.length} gates to start, then ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} of ${first?.phases.operations.length} for the cost and ${first?.mixer.operations.length} to mix`;
  const isAll = isWhole || settings.assets <= mostDrawnWhole;
  const shown = isAll ? whole : first!.mixer;
  return {
    svg: circuitSvg(shown, { qubitLabels: qubo.names, width: isAll ? 4_000 : 100_000 }),
    caption: `${qubo.names.length} qubits, one an asset: ${gates}. ${isAll ? 'Drawn whole.' : 'Drawn: the mixer of the first layer, along the ring.'}`,
  };
};
