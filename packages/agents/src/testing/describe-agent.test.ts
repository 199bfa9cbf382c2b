import { ema } from '@sigmax/core';
import { abstain, defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { describeAgent } from './describe-agent';

describeAgent({
  name: 'by a mean, over two instruments',
  make: () =>
    defineAgent({
      name: 'mean',
      start: ({ instrumentId }) => {
        const mean = ema(10);
        let score: number | undefined;
        return {
          observe: (snapshot) => {
            const bar = snapshot.barOf(instrumentId);
            const value = bar === undefined ? undefined : mean.next(bar.close);
            if (bar !== undefined && value !== undefined) score = Math.sign(bar.close - value);
          },
          ask: () =>
            score === undefined
              ? abstain('warming-up', 'Ten closes are needed.')
              : { score, confidence: 0.5, reason: 'So.' },
        };
      },
    }),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  bars: 60,
});

describeAgent({
  name: 'by chance, and later',
  make: () =>
    defineAgent({
      name: 'chance',
      start: ({ random }) => {
        let score = 0;
        return {
          observe: () => {
            score = 2 * random.uniform() - 1;
          },
          ask: async () => ({ score, confidence: 0.5, reason: 'Drawn.' }),
        };
      },
    }),
  bars: 40,
});

describeAgent({
  name: 'by what is received',
  make: () =>
    defineAgent({
      name: 'count',
      start: () => (situation) =>
        situation.evidence.length === 0
          ? abstain('no-data', 'Nothing was received.')
          : {
              score: 1 / situation.evidence.length,
              confidence: 1,
              reason: 'Counted.',
              evidence: [situation.evidence[0]!.id],
            },
    }),
  evidence: ([series]) =>
    [...(series?.timeMs ?? [])].map((timeMs) =>
      evidence({ kind: 'news', source: 'wire', receivedAtMs: timeMs - 1, content: `At ${timeMs}` }),
    ),
  bars: 40,
});
