import type { Transition } from './transition';

/** What was seen, done and paid in one step, as plain data. */
export interface PlayedStep {
  readonly observation: readonly number[];
  readonly action: readonly number[];
  readonly reward: number;
}

/** What a step led to. */
export interface StepEnd {
  readonly nextObservation: ArrayLike<number>;
  readonly nextMask: ArrayLike<number> | undefined;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** Makes transitions over several steps of the steps of one environment. */
export interface NStepWindow {
  /** Takes in a step and returns the transitions that are complete with it. */
  push(step: PlayedStep, end: StepEnd): Transition[];
  /** The steps whose transitions are not complete yet. */
  state(): readonly PlayedStep[];
  restore(steps: readonly PlayedStep[]): void;
}

/**
 * Returns over `steps` steps: R = Σᵢ γⁱ rᵢ, then γⁿ times the value of what was seen last.
 *
 * Where an episode ends, every step that waits becomes a transition of the steps that were left. Termination leaves no value
 * (discount 0); after truncation the value of the final observation counts with γᵏ, k the steps that were left. No transition
 * reaches into another episode. Source: Sutton 1988; as in Rainbow, Hessel et al. 2018.
 */
export const nStepWindow = (steps: number, discount: number): NStepWindow => {
  let waiting: PlayedStep[] = [];
  return {
    push: (step, { nextObservation, nextMask, terminated, truncated }) => {
      waiting.push(step);
      const isOver = terminated || truncated;
      if (!isOver && waiting.length < steps) return [];
      const transitions: Transition[] = [];
      let reward = 0;
      let power = 1;
      for (let at = waiting.length - 1; at >= 0; at--) {
        const { observation, action, reward: paid } = waiting[at] as PlayedStep;
        reward = paid + discount * reward;
        power *= discount;
        if (isOver || at === 0) {
          transitions.push({
            observation,
            action,
            reward,
            discount: terminated ? 0 : power,
            nextObservation,
            nextMask,
          });
        }
      }
      waiting = isOver ? [] : waiting.slice(1);
      return transitions.reverse();
    },
    state: () => [...waiting],
    restore: (given) => {
      waiting = [...given];
    },
  };
};
