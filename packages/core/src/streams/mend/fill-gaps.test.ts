import { describe, expect, it } from 'vitest';
import { bar } from '../../testing';
import { eth, noticeList, run } from '../stream.test-helper';
import { fillGaps } from './fill-gaps';

const minute = 60_000;
const at = (count: number, fields = {}) => bar({ timeMs: count * minute, close: 100 + count, ...fields });

describe('fillGaps', () => {
  it('repeats the last close without volume, and tells of the gap', () => {
    const notices = noticeList();
    const { values } = run([at(1), at(4)], fillGaps({ timeframe: '1m', rule: 'flat', maximumBars: 5, notices }));
    expect(values.map(({ timeMs, open, close, volume }) => [timeMs / minute, open, close, volume])).toEqual([
      [1, 101, 101, 1],
      [2, 101, 101, 0],
      [3, 101, 101, 0],
      [4, 104, 104, 1],
    ]);
    expect(notices.list).toEqual([
      {
        type: 'gap-filled',
        operator: 'fillGaps',
        instrumentId: 'demo:BTC/USDT',
        fromMs: 2 * minute,
        toMs: 3 * minute,
        bars: 2,
        count: 2,
      },
      { type: 'stream-counters', operator: 'fillGaps', received: 2, delivered: 4, dropped: 0 },
    ]);
  });

  it('draws a line to the next open', () => {
    const { values } = run(
      [at(1), at(4, { open: 107 })],
      fillGaps({ timeframe: '1m', rule: 'linear', maximumBars: 5 }),
    );
    expect(values.map(({ open, low, high, close }) => [open, low, high, close])).toEqual([
      [101, 101, 101, 101],
      [101, 101, 104, 104],
      [104, 104, 107, 107],
      [107, 104, 107, 104],
    ]);
  });

  it('knows instruments apart and leaves a whole series as it is', () => {
    const inputs = [at(1), at(5, { instrumentId: eth }), at(2), at(6, { instrumentId: eth })];
    expect(run(inputs, fillGaps({ timeframe: '1m', rule: 'flat', maximumBars: 1 })).values).toEqual(inputs);
  });

  it('refuses a gap that is too long, and bars out of step', () => {
    const codeOf = (inputs: Parameters<typeof run>[0]) =>
      run(inputs as never, fillGaps({ timeframe: '1m', rule: 'flat', maximumBars: 2 })).error;
    expect(codeOf([at(1), at(5)])).toMatchObject({ code: 'GAP_TOO_LONG' });
    expect(codeOf([at(1), at(1.5)])).toMatchObject({ code: 'OUT_OF_STEP' });
    expect(codeOf([at(1), at(1)])).toMatchObject({ code: 'OUT_OF_STEP' });
    expect(codeOf([at(1), at(Number.NaN)])).toMatchObject({ code: 'OUT_OF_STEP' });
  });
});
