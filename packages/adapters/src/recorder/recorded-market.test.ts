import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Bar, barAt, createBot, defineStrategy, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
import { from, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Recordable } from './raw-frame';
import { record } from './record';
import { recordedMarket } from './recorded-market';
import { freshFolders, readAll, recordAll } from './recording.test-helper';
import { replayRecording } from './replay-recording';
import { btc, countingSymbols, eth, trade } from './trades.test-helper';

const fresh = freshFolders();
const series = simulatedMarket({ seed: 3, instruments: [btc, eth], timeframe: '1h', bars: 300 });
const bars: Bar[] = Array.from({ length: 300 }, (_, index) => series.map((one) => barAt(one, index))).flat();

const follow = defineStrategy({
  name: 'follow',
  start: () => {
    let before: number | undefined;
    return ({ bar }) => {
      const rises = before !== undefined && bar.close > before;
      before = bar.close;
      return target(bar.instrumentId, rises ? 0.4 : 0.1);
    };
  },
});

const bot = createBot({ strategy: follow(), instruments: [btc, eth], cash: { USDT: 10_000 } });
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });

describe('a recording as a market', () => {
  it('gives the same backtest, byte for byte, as what was recorded', async () => {
    const folder = fresh();
    const mixed: Recordable[] = bars.flatMap((bar) => [trade(bar.timeMs, bar.instrumentId), bar]);
    await lastValueFrom(
      from(mixed).pipe(record({ folder, name: 'test', symbols: countingSymbols(), rotateBytes: 20_000 })),
    );
    const market = recordedMarket({ folder, name: 'test' });
    const direct = bot.backtest({ market: bars, broker });
    const recorded = bot.backtest({ market, broker });
    expect(direct.events.length).toBeGreaterThan(100);
    expect(recorded.digest).toBe(direct.digest);
    expect(recorded.marketDigest).toBe(direct.marketDigest);
    expect([market.source, market.isSimulated]).toEqual(['recording test', false]);
    // Once more, since an iterable that can be read only once would give an empty market now.
    expect(bot.backtest({ market, broker }).digest).toBe(direct.digest);
    let last: { readonly digest?: string } = {};
    const stream = replayRecording({ folder, name: 'test', types: ['bar'] });
    await bot.run({ market: stream as never, broker }).forEach((event) => {
      if (event.type === 'bot-finished') last = event.result;
    });
    expect(last.digest).toBe(direct.digest);
  });

  it('can be of one instrument', async () => {
    const folder = fresh();
    await recordAll(folder, [...bars.slice(0, 40), { type: 'raw-frame', venue: 'demo', timeMs: 1, text: 'x' }]);
    const ofEth = [...recordedMarket({ folder, name: 'test', instruments: [eth] })];
    expect(ofEth).toStrictEqual(bars.slice(0, 40).filter(({ instrumentId }) => instrumentId === eth));
    // Frames have no instrument and are given out with any.
    const { events } = await readAll(folder, { instruments: [eth] });
    expect(events.length).toBe(21);
    expect((await readAll(folder, { types: ['raw-frame'] })).events.length).toBe(1);
  });

  it('fails a backtest when a file is missing', async () => {
    const folder = fresh();
    await recordAll(folder, bars, { rotateBytes: 20_000 });
    rmSync(join(folder, 'test-000002.jsonl.gz'));
    expect(() => bot.backtest({ market: recordedMarket({ folder, name: 'test' }), broker })).toThrow(
      expect.objectContaining({ code: 'FILE_MISSING' }),
    );
  });
});
