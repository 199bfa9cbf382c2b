import { simulatedMarket } from '@sigmax/core';
import { expect, it } from 'vitest';
import { abstain, defineAgent } from '../opinion/define-agent';
import { answerOf } from '../opinion/situation.test-helper';
import { answersOf } from './answers-of';
import { ensemble, fittedVote } from './ensemble';
import { forecastsOf } from './forecasts';

const says = (name: string, score: number, confidence = 1) =>
  defineAgent({ name, start: () => () => ({ score, confidence, reason: 'So.' }) });
const silent = defineAgent({ name: 'silent', start: () => () => abstain('no-data', 'Nothing.') });

const strengthOf = (answer: ReturnType<typeof answerOf>) =>
  answer.type === 'opinion' ? answer.score * answer.confidence : answer.code;

it.each([
  ['median', [0.2, 0.3, -1], 0.2],
  ['median', [0.2, 0.4], 0.3],
  ['majority', [0.2, 0.3, -1], 2 / 3],
  ['majority', [0.2, -1], 0],
  ['majority', [-0.1, -0.1, 0, 1], -0.5],
] as const)('the %s of %j', (method, scores, wanted) => {
  const agents = [...scores.map((score, at) => says(`agent ${at}`, score)), silent];
  expect(strengthOf(answerOf(ensemble({ agents, method })))).toBeCloseTo(wanted, 12);
});

it('has no opinion where too few have one', () => {
  expect(strengthOf(answerOf(ensemble({ agents: [silent], method: 'median' })))).toBe('no-quorum');
  const few = ensemble({ agents: [says('a', 1), silent], method: 'median', minimumOpinions: 2 });
  expect(strengthOf(answerOf(few))).toBe('no-quorum');
});

it('votes with the weights of an ablation, without those of weight 0', () => {
  const row = (name: string, weight: number) => ({ name, weight, alone: 0, contribution: 0, coverage: 1 });
  const agents = [says('a', 1), says('b', -1), says('c', -1)];
  const vote = fittedVote(agents, { rows: [row('a', 0.75), row('b', 0.25), row('c', 0)] });
  expect(strengthOf(answerOf(vote))).toBeCloseTo(0.5, 12);
  expect(() => fittedVote(agents, { rows: [row('a', 0)] })).toThrow('no agent has a weight');
});

it('forecasts are answers beside the returns that followed', async () => {
  const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 20 });
  const world = { market, evidence: [] };
  const forecasts = forecastsOf(await answersOf(says('a', 0.5, 0.4), world, { seed: 1 }), world, { horizonBars: 3 });
  expect(forecasts).toHaveLength(2 * 17);
  const [, eth] = market;
  const one = forecasts.filter(({ instrumentId }) => instrumentId === eth.instrumentId)[4];
  expect(one?.forwardReturn).toBe((eth.close[7] as number) / (eth.close[4] as number) - 1);
  expect(one?.signal).toBe(0.2);
});
