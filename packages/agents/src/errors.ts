import { SigmaxError } from '@sigmax/core';

/** An agent, or what agents are put together from, was used other than its contract says. */
export class AgentError extends SigmaxError {
  override readonly name = 'AgentError';
}

/** A language model, or a server of tools, could not be asked or gave no usable answer. */
export class ModelError extends SigmaxError {
  override readonly name = 'ModelError';
}
