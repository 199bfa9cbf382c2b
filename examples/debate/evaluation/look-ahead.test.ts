import { defineAgent } from '@sigmax/agents';
import type { EvaluationWorld } from '@sigmax/agents/evaluation';
import { type BarSeries, simulatedMarket } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { analystsOf } from '../desk/analysts';
import { researchOf } from '../desk/research';
import { recordDesk } from '../desk/run-desk';
import { saidBy } from '../desk/said-by';
import { trainModels } from '../desk/train-models';
import { gatherNews } from '../news/gather-news';
import { newsArchive } from '../news/news-archive';
import { readSettings } from '../settings';
import { lookAhead, trainingEndMs } from './look-ahead';

const settings = readSettings(['--simulate', '--cuts', '1']);
const market: readonly BarSeries[] = simulatedMarket({
  seed: 5,
  instruments: ['demo:BTC/USDT'],
  timeframe: '1h',
  bars: 640,
});
const [fromMs, untilMs] = [market[0]?.timeMs[0] ?? 0, market[0]?.timeMs.at(-1) ?? 0];

const made = gatherNews(newsArchive(fromMs, untilMs, 1), market, 1, () => undefined).then(
  ({ items }): EvaluationWorld => ({ market, evidence: items }),
);

describe('the test of look-ahead', () => {
  it('finds nothing in the desk', async () => {
    const world = await made;
    expect(await lookAhead(world, settings, () => undefined)).toMatchObject({ isClean: true, cuts: 1, bars: 640 });
  });

  it('finds an analyst that was made of all prices', async () => {
    const world = await made;
    const report = await lookAhead(
      world,
      settings,
      () => undefined,
      (seen) => {
        const highest = Math.max(...seen.flatMap(({ close }) => [...close]));
        return [
          defineAgent({
            name: 'technical',
            start:
              () =>
              ({ snapshot }) => ({
                score: 1 - snapshot.bar.close / highest,
                confidence: 1,
                reason: 'Far from the top.',
              }),
          }),
        ];
      },
    );
    expect(report.isClean).toBe(false);
  });
});

it('a trained model is silent until its training has ended, and speaks then', async () => {
  const { evidence } = await made;
  const endMs = trainingEndMs(market);
  const analysts = analystsOf(trainModels(market, endMs));
  const { traces } = recordDesk({ market, analysts, evidence: researchOf(evidence), settings });
  const opinions = [...saidBy('trained', traces).values()].filter(({ type }) => type === 'opinion');
  expect(opinions.length).toBeGreaterThan(80);
  expect(opinions.every(({ timeMs }) => timeMs > endMs)).toBe(true);
});
