import type { AgentCall } from './agent';
import type { AgentEvent } from './agent-event';

/** A place in the order of events: an event, or the events of a branch. */
type Node = AgentEvent | readonly Node[];

const flat = (nodes: readonly Node[]): readonly AgentEvent[] =>
  nodes.flatMap((node) => (Array.isArray(node) ? flat(node) : [node as AgentEvent]));

export interface EventTree {
  readonly call: AgentCall;
  /** All events, those of each branch together, in the order in which the branches were begun. */
  events(): readonly AgentEvent[];
}

/**
 * Gathers events of agents that answer at the same time in an order that does not depend on who is first.
 *
 * Each agent that is asked beside others gets a branch of its own (`call.fork`); `listener` hears of events as they happen.
 */
export const eventTree = (signal: AbortSignal, listener: (event: AgentEvent) => void = () => {}): EventTree => {
  const branch = (nodes: Node[]): AgentCall => ({
    signal,
    emit: (event) => {
      nodes.push(event);
      listener(event);
    },
    fork: () => {
      const inner: Node[] = [];
      nodes.push(inner);
      return branch(inner);
    },
  });
  const root: Node[] = [];
  return { call: branch(root), events: () => flat(root) };
};

/** A call for one of several agents that are asked at the same time. */
export const forkCall = (call: AgentCall): AgentCall => call.fork?.() ?? call;

/** A call with another signal that tells nothing any more once it is closed. */
export const gatedCall = (call: AgentCall, signal: AbortSignal, isOpen: () => boolean): AgentCall => ({
  signal,
  emit: (event) => {
    if (isOpen()) call.emit(event);
  },
  fork: () => gatedCall(forkCall(call), signal, isOpen),
});
