import { SigmaxError } from '@sigmax/core';

/** An agent, or what agents are put together from, was used other than its contract says. */
export class AgentError extends SigmaxError {
  override readonly name = 'AgentError';
}

/** A language model, or a server of tools, could not be asked or gave no usable answer. */
export class ModelError extends SigmaxError {
  override readonly name = 'ModelError';
}

/** A recording has no answer to what was asked. Never turned into an abstention: a replay that differs is no replay. */
export class ReplayError extends SigmaxError {
  override readonly name = 'ReplayError';
}

/** Whether an error ends the run and is no agent's to answer with an abstention. */
export const endsTheRun = (error: unknown): boolean => SigmaxError.isInstance(error) && error.name === 'ReplayError';
