import { pcg64 } from '../random/pcg64';
import { weightsDigest } from '../training/weights-digest';
import { type RecurrentDescription, recurrentLayout } from './recurrent-description';
import { recurrentNetwork } from './recurrent-network';

/** Digests of what recurrent networks say to 100 observations: the same on every machine and in every engine. */
export const goldenOutputs = (): Record<string, string> =>
  Object.fromEntries(
    (['lstm', 'gru'] as const).map((cell) => {
      const random = pcg64(7);
      const description: RecurrentDescription = {
        observationSize: 3,
        cell,
        recurrentSize: 8,
        hiddenSizes: [6],
        trunks: 'separate',
        activation: 'elu',
        head: { type: 'categorical', sizes: [3] },
      };
      const weights = Array.from({ length: recurrentLayout(description).size }, () => random.normal());
      const network = recurrentNetwork(description, weights);
      const said = Array.from({ length: 100 }, () => {
        const out = { actions: new Float64Array(3), values: new Float64Array(1) };
        network.forward([random.normal(), random.normal(), random.normal()], out);
        return [...out.actions, ...out.values];
      });
      return [`double precision: ${cell}, acting`, weightsDigest(Float64Array.from(said.flat()))];
    }),
  );
