import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { InvalidOptionsError } from '@sigmax/core';
import { bar, portfolioOf } from '@sigmax/core/testing';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../opinion/answer';
import { defineAgent } from '../opinion/define-agent';
import { decide } from '../orchestration/decide';
import { agentNode } from './agent-node';
import { graphAgent } from './graph-agent';

const now = bar({ close: 120 });
const portfolio = portfolioOf({ cash: { USDT: 1_000 } });
const snapshot = { timeMs: now.timeMs, bar: now, bars: [now], barOf: () => now, portfolio };
const { instrumentId } = now;

const State = Annotation.Root({ price: Annotation<number>, steps: Annotation<string[]>, score: Annotation<number> });

/** A graph of two nodes; the second may be held up. */
const graphOf = (hold: (signal: AbortSignal | undefined) => Promise<void> = async () => {}) =>
  new StateGraph(State)
    .addNode('look', ({ price }) => ({ steps: [`saw ${price}`] }))
    .addNode('weigh', async ({ price, steps }, config) => {
      await hold(config.signal);
      return { score: price > 100 ? 0.8 : -0.8, steps: [...steps, 'weighed'] };
    })
    .addEdge(START, 'look')
    .addEdge('look', 'weigh')
    .addEdge('weigh', END)
    .compile();

const agentOf = (graph: ReturnType<typeof graphOf>) =>
  graphAgent({
    name: 'graph',
    graph,
    input: ({ snapshot: { bar: seen } }) => ({ price: seen.close, steps: [], score: 0 }),
    output: ({ score, steps }) => ({ score, confidence: 0.5, reason: steps.join(', ') }),
  });

const answerOf = async (
  agent: ReturnType<typeof agentOf>,
  options: { readonly deadlineMs: number },
): Promise<Answer> => {
  const made = await lastValueFrom(decide({ agent, instrumentId, snapshot, ...options }));
  if (made.type !== 'decision-made') throw new Error(made.type);
  return made.answer;
};

describe('graphAgent, on LangGraph', () => {
  it('gives the opinion that the final state holds', async () => {
    expect(await answerOf(agentOf(graphOf()), { deadlineMs: 10_000 })).toMatchObject({
      type: 'opinion',
      agent: 'graph',
      score: 0.8,
      confidence: 0.5,
      reason: 'saw 120, weighed',
    });
  });

  it('abstains when the graph fails or says nothing that is an answer', async () => {
    const failing = agentOf(graphOf(async () => Promise.reject(new Error('no model'))));
    expect(await answerOf(failing, { deadlineMs: 10_000 })).toMatchObject({ type: 'abstention', code: 'failed' });
    const wild = graphAgent({
      name: 'wild',
      graph: graphOf(),
      input: () => ({ price: 1, steps: [], score: 0 }),
      output: () => 7 as never,
    });
    expect(await answerOf(wild, { deadlineMs: 10_000 })).toMatchObject({ type: 'abstention', code: 'malformed' });
  });

  it('is cut off at its deadline, and the graph hears of it', async () => {
    let isAborted = false;
    const hung = graphOf(
      (signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            isAborted = true;
            reject(signal.reason);
          });
        }),
    );
    expect(await answerOf(agentOf(hung), { deadlineMs: 50 })).toMatchObject({ type: 'abstention', code: 'timed-out' });
    expect(isAborted).toBe(true);
  });

  it('needs a graph', () => {
    const options = { name: 'graph', graph: {} as never, input: () => 0, output: () => 0 as never };
    expect(() => graphAgent(options)).toThrow(InvalidOptionsError);
  });
});

describe('agentNode, in LangGraph', () => {
  const Desk = Annotation.Root({
    deadlineMs: Annotation<number>,
    opinion: Annotation<Answer>,
    side: Annotation<string>,
  });
  const deskOf = (agent: ReturnType<typeof defineAgent>) =>
    new StateGraph(Desk)
      .addNode(
        'ask',
        agentNode({
          agent,
          key: 'opinion',
          question: ({ deadlineMs }: typeof Desk.State) => ({ instrumentId, snapshot, deadlineMs }),
        }),
      )
      .addNode('choose', ({ opinion }) => ({ side: opinion.type === 'opinion' && opinion.score > 0 ? 'buy' : 'wait' }))
      .addEdge(START, 'ask')
      .addEdge('ask', 'choose')
      .addEdge('choose', END)
      .compile();
  const bold = defineAgent({ name: 'bold', start: () => () => ({ score: 1, confidence: 1, reason: 'Up.' }) });

  it('puts the answer into the state', async () => {
    const { side, opinion } = await deskOf(bold).invoke({ deadlineMs: 1_000 });
    expect(side).toBe('buy');
    expect(opinion).toMatchObject({ type: 'opinion', agent: 'bold', score: 1 });
  });

  it('writes its events to the custom stream', async () => {
    const seen: string[] = [];
    for await (const event of await deskOf(bold).stream({ deadlineMs: 1_000 }, { streamMode: 'custom' })) {
      seen.push((event as { type: string }).type);
    }
    expect(seen).toEqual(['decision-started', 'agent-asked', 'agent-answered', 'decision-made']);
  });

  it('stops when the graph is aborted', async () => {
    let heard: AbortSignal | undefined;
    const slow = defineAgent({
      name: 'slow',
      start:
        () =>
        (_, { signal }) => {
          heard = signal;
          return new Promise(() => {});
        },
    });
    const controller = new AbortController();
    const run = deskOf(slow).invoke({ deadlineMs: 60_000 }, { signal: controller.signal });
    await expect.poll(() => heard !== undefined).toBe(true);
    controller.abort();
    await expect(run).rejects.toThrow();
    expect(heard?.aborted).toBe(true);
  });

  it('an abort before the question asks nobody', async () => {
    const node = agentNode({
      agent: bold,
      key: 'opinion',
      question: () => ({ instrumentId, snapshot, deadlineMs: 1_000 }),
    });
    await expect(node({}, { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow('over');
  });
});
