import { InvalidOptionsError } from '@sigmax/core';
import type { Agent, AgentContext, Situation } from '../opinion/agent';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';

/** What is needed of a compiled LangGraph graph, and of anything else that can be invoked. */
export interface InvocableGraph<Input, Output> {
  invoke(input: Input, config?: { readonly signal?: AbortSignal }): Promise<Output>;
}

export interface GraphAgentOptions<Input, Output> {
  readonly name: string;
  /** What `compile()` of a `StateGraph` returned. */
  readonly graph: InvocableGraph<Input, Output>;
  /** The state that the graph begins with. Untrusted text in it stays untrusted: show it to models through a prompt guard. */
  readonly input: (situation: Situation, context: AgentContext) => Input;
  /** What the final state says; anything that is no answer becomes an abstention. */
  readonly output: (state: Output, situation: Situation) => AnswerFields;
}

/**
 * Makes an agent of a LangGraph graph: asked, it invokes the graph and reads an opinion out of the state that comes out.
 *
 * It answers later, so that it decides in `bot.run` and `decide` and abstains in `bot.backtest`; put `withTimeout` around it.
 * When nobody waits any more, the graph's signal is aborted. LangGraph is no dependency: the graph is yours.
 *
 * - Errors: what the graph or `output` throws is an abstention, `failed` or `cancelled`.
 *
 * @throws {InvalidOptionsError} the name is missing, or the graph cannot be invoked.
 * @example
 * ```ts
 * import { graphAgent } from '@sigmax/agents/langgraph';
 * const graph = { invoke: async ({ price }: { price: number }) => ({ price, score: price > 100 ? 1 : -1 }) };
 * const agent = graphAgent({
 *   name: 'graph',
 *   graph,
 *   input: ({ snapshot }) => ({ price: snapshot.bar.close }),
 *   output: ({ score }) => ({ score, confidence: 0.5, reason: 'The graph says so.' }),
 * });
 * agent.name; // => 'graph'
 * ```
 */
export const graphAgent = <Input, Output>(options: GraphAgentOptions<Input, Output>): Agent => {
  const { name, graph, input, output } = options;
  if (typeof graph?.invoke !== 'function') {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `graphAgent: graph of ${name} has no invoke.`,
      remedy: 'Give what compile() of a StateGraph returned.',
    });
  }
  return defineAgent({
    name,
    start:
      (context) =>
      async (situation, { signal }) =>
        output(await graph.invoke(input(situation, context), { signal }), situation),
  });
};
