import type { Answer } from '../opinion/answer';
import { type DecideOptions, decide } from '../orchestration/decide';

/** What LangGraph hands to a node beside the state. */
export interface NodeConfig {
  readonly signal?: AbortSignal | undefined;
  /** Writes to who streams the graph with `streamMode: 'custom'`. */
  readonly writer?: ((chunk: unknown) => void) | undefined;
}

export interface AgentNodeOptions<State, Key extends string> extends Pick<DecideOptions, 'agent'> {
  /** The field of the state that takes the answer. */
  readonly key: Key;
  /** What the agent is asked, from the state of the graph. */
  readonly question: (state: State) => Omit<DecideOptions, 'agent'>;
}

/**
 * Makes a node of a LangGraph graph of an agent: it decides once, within its deadline, and puts its answer, an opinion or an
 * abstention, into the state. The events of the decision are written to the graph's custom stream; aborting the graph aborts it.
 *
 * - Errors: rejects with the signal's reason when it is aborted, and as `decide` does.
 *
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { agentNode } from '@sigmax/agents/langgraph';
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * const calm = defineAgent({ name: 'calm', start: () => () => ({ score: 0, confidence: 1, reason: 'Calm.' }) });
 * const now = bar({ close: 100 });
 * const snapshot = {
 *   timeMs: now.timeMs, bar: now, bars: [now], barOf: () => now, portfolio: portfolioOf({ cash: { USDT: 1_000 } }),
 * };
 * const node = agentNode({
 *   agent: calm,
 *   key: 'opinion',
 *   question: (state: { instrumentId: string }) => ({ instrumentId: state.instrumentId, snapshot, deadlineMs: 1_000 }),
 * });
 * (await node({ instrumentId: now.instrumentId })).opinion.reason; // => 'Calm.'
 * ```
 */
export const agentNode =
  <State, Key extends string>({ agent, key, question }: AgentNodeOptions<State, Key>) =>
  (state: State, { signal, writer }: NodeConfig = {}): Promise<Readonly<Record<Key, Answer>>> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const decision = decide({ ...question(state), agent }).subscribe({
        next: (event) => {
          writer?.(event);
          if (event.type === 'decision-made') resolve({ [key]: event.answer } as Record<Key, Answer>);
        },
        error: reject,
      });
      const abort = (): void => {
        decision.unsubscribe();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      decision.add(() => signal?.removeEventListener('abort', abort));
    });
