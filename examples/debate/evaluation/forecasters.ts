import { type Answer, abstain, defineAgent } from '@sigmax/agents';
import { type AgentForecasts, answersOf, type EvaluationWorld, forecastsOf } from '@sigmax/agents/evaluation';
import { type BarSeries, ema } from '@sigmax/core';
import { isMeetingAt } from '../desk/research';
import { averageBars } from './moving-average';

/** Bars that a forecast is measured over: from one meeting to the next, so that none overlap. */
export const horizonBars = 4;

/** What was said in the meetings beside the returns that followed. */
export const forecastsIn = (name: string, answers: Iterable<Answer>, market: readonly BarSeries[]): AgentForecasts => ({
  name,
  forecasts: forecastsOf([...answers], { market, evidence: [] }, { horizonBars }),
});

const always = defineAgent({
  name: 'always up',
  start: () => () => ({ score: 1, confidence: 0.1, reason: 'Always.' }),
});

const coin = defineAgent({
  name: 'coin',
  start:
    ({ random }) =>
    () => ({ score: random.uniform() < 0.5 ? -1 : 1, confidence: 0.1, reason: 'A coin was thrown.' }),
});

const averages = defineAgent({
  name: 'moving averages',
  start: ({ instrumentId }) => {
    const [quick, slow] = [ema(averageBars[0]), ema(averageBars[1])];
    let score: number | undefined;
    return {
      observe: (snapshot) => {
        const close = snapshot.barOf(instrumentId)?.close;
        if (close === undefined) return;
        const [high, low] = [quick.next(close), slow.next(close)];
        score = high === undefined || low === undefined ? undefined : Math.sign(high - low);
      },
      ask: () =>
        score === undefined
          ? abstain('warming-up', 'The averages need more bars.')
          : { score, confidence: 0.1, reason: 'The quick average against the slow one.' },
    };
  },
});

/** Forecasters that a desk has to beat, at the same meetings. */
export const plainForecasters = async (world: EvaluationWorld, seed: number): Promise<readonly AgentForecasts[]> => {
  const plain = [always, coin, averages].map(async (agent) => {
    const answers = await answersOf(agent, { ...world, evidence: [] }, { seed });
    const { name, forecasts } = forecastsIn(agent.name, answers, world.market);
    return { name, forecasts: forecasts.filter(({ timeMs }) => isMeetingAt(timeMs)) };
  });
  return Promise.all(plain);
};
