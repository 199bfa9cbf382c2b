import type { Environment } from '../environments/environment';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import type { Space } from '../spaces/space';

export interface Script<Action> {
  readonly actionSpace?: Space<Action>;
  /** What the step of this number, from 1, in its episode shows, pays and ends. */
  readonly step: (
    count: number,
    action: Action,
  ) => {
    readonly observation: number;
    readonly reward: number;
    readonly terminated?: boolean;
    readonly truncated?: boolean;
  };
  readonly mask?: () => Uint8Array;
}

/** An environment of one number that does as it is told, and keeps the actions that it was told. */
export const scripted = <Action = number>(
  script: Script<Action>,
): Environment<Action> & { readonly told: Action[]; readonly seeds: (number | undefined)[] } => {
  const told: Action[] = [];
  const seeds: (number | undefined)[] = [];
  let count = 0;
  return {
    told,
    seeds,
    name: 'scripted',
    observationSpace: box({ low: [-Infinity], high: [Infinity] }),
    actionSpace: script.actionSpace ?? (discrete(2) as unknown as Space<Action>),
    reset: (seed) => {
      seeds.push(seed);
      count = 0;
      return { observation: Float64Array.of(0), info: {} };
    },
    step: (action) => {
      told.push(action);
      count += 1;
      const { observation, reward, terminated = false, truncated = false } = script.step(count, action);
      return { observation: Float64Array.of(observation), reward, terminated, truncated, info: {} };
    },
    ...(script.mask === undefined ? {} : { actionMask: script.mask }),
  };
};
