import { createDecisionLog, type DecisionTrace, explainDecision, targetWeight } from '@sigmax/agents';
import { ablation } from '@sigmax/agents/evaluation';
import { type BarSeries, seededRandom, simulatedMarket, sliceBars } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { forecastsIn } from '../evaluation/forecasters';
import { trainingEndMs } from '../evaluation/look-ahead';
import { explainFromLog } from '../explain';
import { gatherNews } from '../news/gather-news';
import { newsArchive } from '../news/news-archive';
import { readSettings } from '../settings';
import { analystsOf } from './analysts';
import { heardAnalyst } from './heard-analyst';
import { isMeetingAt, plannedTasks, researchOf } from './research';
import { type DeskParts, recordDesk, runDesk } from './run-desk';
import { saidBy } from './said-by';
import { trainModels } from './train-models';
import { wouldFlip } from './would-flip';

const settings = readSettings(['--simulate', '--bars', '320']);
const market: readonly BarSeries[] = simulatedMarket({
  seed: 5,
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  timeframe: '1h',
  bars: 320,
});
const [fromMs, untilMs] = [market[0]?.timeMs[0] ?? 0, market[0]?.timeMs.at(-1) ?? 0];

const made = (async () => {
  const { items } = await gatherNews(newsArchive(fromMs, untilMs, 1), market, 1, () => undefined);
  const analysts = analystsOf(trainModels(market, trainingEndMs(market)));
  const parts: DeskParts = { market, analysts, evidence: researchOf(items), settings };
  const between: DecisionTrace[] = [];
  const onDecision = (trace: DecisionTrace): void => {
    if (!isMeetingAt(trace.timeMs)) between.push(trace);
  };
  return { items, parts, main: recordDesk({ ...parts, onDecision }), between };
})();

const names = ['technical', 'trained', 'sentiment', 'fundamental', 'mood'];

describe('the desk', () => {
  it('meets every four hours, hears everybody, and holds between', async () => {
    const { main, between } = await made;
    expect(main.traces).toHaveLength(160);
    expect(between.length).toBe(480);
    for (const { decision } of between) expect(decision.weight).toBeUndefined();
    for (const name of [
      ...names,
      'validator',
      'bull',
      'bear',
      'debate',
      'behavioural',
      'optimiser',
      'risk',
      'compliance',
    ])
      expect(saidBy(name, main.traces).size, name).toBeGreaterThan(120);
    expect(main.result.fillCount).toBeGreaterThan(0);
    expect(plannedTasks()).toEqual({ done: ['headlines', 'mood', 'supplies'], leftOut: ['chain'] });
  });

  it('comes to the same when its analysts say again what they said', async () => {
    const { parts, main } = await made;
    const heard = names.map((name) => {
      const answers = saidBy(name, main.traces);
      return heardAnalyst(name, (id) => answers.get(id));
    });
    expect(runDesk({ ...parts, analysts: heard }).digest).toBe(main.result.digest);
  });

  it('shows nothing before it was received, and nothing of a source that was down', async () => {
    const { items, parts } = await made;
    const down = items.find(
      ({ kind, source, content }) =>
        kind === 'source-status' && source === 'wire' && Reflect.get(Object(content), 'isUp') === false,
    );
    const meeting = Math.ceil((down?.receivedAtMs ?? 0) / 14_400_000) * 14_400_000;
    const known = parts.evidence.at('demo:BTC/USDT', meeting);
    expect(known.every(({ receivedAtMs }) => receivedAtMs <= meeting)).toBe(true);
    expect(known.some(({ source, kind }) => source === 'wire' && kind === 'news')).toBe(false);
    expect(known.some(({ source, kind }) => source === 'daily' && kind === 'news')).toBe(true);
  });
});

it('an explanation is rebuilt from the log alone; a decision that is not there is refused', async () => {
  const { main } = await made;
  const moving = main.traces.filter(({ decision }) => decision.weight !== undefined);
  const written: string[] = [];
  const { record } = createDecisionLog({ run: 'test', append: (line) => written.push(line) });
  for (const trace of moving) record(trace);
  const log = written.join('');
  const { explanation, lines } = explainFromLog(log, 'last', true);
  const last = moving.at(-1);
  expect(lines).toBe(moving.length + 1);
  expect(explanation).toEqual(explainDecision(log, last?.id ?? ''));
  expect(explanation?.decision).toEqual(last?.decision);
  expect(explanation?.reports.map(({ agent }) => agent)).toEqual(
    expect.arrayContaining(['technical', 'sentiment', 'bear']),
  );
  expect(explainFromLog(log, '2', true).explanation?.id).toBe(moving[1]?.id);
  expect(explainFromLog(log, moving[0]?.id ?? '', true).explanation?.id).toBe(moving[0]?.id);
  for (const which of ['0', String(moving.length + 1), 'demo:BTC/USDT@1'])
    expect(() => explainFromLog(log, which, true)).toThrow(expect.objectContaining({ code: 'NO_SUCH_DECISION' }));
  const opening = log.slice(0, log.indexOf('\n') + 1);
  expect(explainFromLog(opening, 'last', false).explanation).toBeUndefined();
  expect(() => explainFromLog(opening, 'last', true)).toThrow(expect.objectContaining({ code: 'NO_SUCH_DECISION' }));
  const damaged = log.replace('"score":', '"Score":');
  expect(() => explainFromLog(damaged, moving.at(-1)?.id ?? '', true)).toThrow();
});

it('what would have changed a decision does, when an analyst says it', async () => {
  const { parts, main } = await made;
  const decision = main.traces.filter(({ decision: { weight } }) => weight !== undefined && weight > 0).at(-1);
  if (decision === undefined) throw new Error('The desk bought nothing.');
  const flips = wouldFlip(parts, names, main.traces, decision);
  expect(flips.length).toBeGreaterThan(0);
  const { inputs, rules } = decision;
  const present = (decision.decision.weight ?? 0) > inputs.currentWeight ? 'rise' : 'fall';
  expect(flips.every(({ becomes }) => becomes !== present)).toBe(true);
  for (const { analyst, to, becomes } of flips.slice(-3)) {
    const analysts = names.map((name) => {
      const answers = saidBy(name, main.traces);
      return heardAnalyst(name, (id) => {
        const answer = answers.get(id);
        if (name !== analyst || id !== decision.id) return answer;
        return to === undefined || answer?.type !== 'opinion' ? undefined : { ...answer, score: to };
      });
    });
    const count = (series: BarSeries) => series.timeMs.findLastIndex((timeMs) => timeMs <= decision.timeMs) + 1;
    const upTo = market.map((series) => sliceBars(series, 0, count(series)));
    const { traces } = recordDesk({ ...parts, market: upTo, analysts });
    const answer = traces.find(({ id }) => id === decision.id)?.answer ?? decision.answer;
    const { weight = inputs.currentWeight } = targetWeight(answer, inputs.currentWeight, rules as never);
    const move = weight === inputs.currentWeight ? 'stay' : weight > inputs.currentWeight ? 'rise' : 'fall';
    expect([analyst, move]).toEqual([analyst, becomes]);
  }
});

it('a planted oracle among the analysts gets the weight, and one that draws none', async () => {
  const { main } = await made;
  const random = seededRandom(3);
  const said = names.map((name) => forecastsIn(name, saidBy(name, main.traces).values(), market));
  const forecasts = said[0]?.forecasts ?? [];
  const oracle = forecasts.map((one) => ({
    ...one,
    score: Math.sign(one.forwardReturn),
    signal: 0.4 * Math.sign(one.forwardReturn),
    confidence: 0.4,
    isAbstention: false,
  }));
  const useless = forecasts.map((one) => ({ ...one, signal: random.uniform() - 0.5, isAbstention: false }));
  const { rows } = ablation({
    agents: [...said, { name: 'useless', forecasts: useless }, { name: 'oracle', forecasts: oracle }],
  });
  expect(rows[0]?.name).toBe('oracle');
  expect(rows[0]?.weight).toBeGreaterThan(0.8);
  expect(rows[0]?.contribution).toBeGreaterThan(0);
  expect(rows.find(({ name }) => name === 'useless')?.weight).toBeLessThan(0.05);
});
