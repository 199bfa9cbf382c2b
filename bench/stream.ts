import { type Bar, barAt, type RunResult } from '@sigmax/core';
import { from, map, Subject } from 'rxjs';
import { type Bench, type Figure, interleave } from './bench';
import { randomWalk } from './market';
import { broker, smaBot } from './sma-cross-strategy';

const bars = 1_000_000;

export const streamBench: Bench = {
  name: 'stream',
  what: 'the bot of sma-cross by bot.run on an Observable of 1,000,000 bars, every event delivered to a subscriber',
  async measure({ hasPeers }): Promise<Figure[]> {
    const series = randomWalk(bars);
    const events: Bar[] = Array.from({ length: bars }, (_, index) => barAt(series, index));
    const stream = () => {
      let count = 0;
      let result: RunResult | undefined;
      smaBot(10, 50)
        .run({ market: from(events), broker, log: 'digest', keepMarket: false })
        .subscribe({
          next: (event) => {
            count += 1;
            if (event.type === 'bot-finished') result = event.result;
          },
          error: (error) => {
            throw error;
          },
        });
      if (result === undefined || count < bars) throw new Error('The run did not finish.');
      return result.finalEquity;
    };
    if (!hasPeers) {
      interleave({ stream }, 1, 1);
      return [];
    }
    const rawRxjs = () => {
      const subject = new Subject<Bar>();
      let sum = 0;
      subject.pipe(map(({ close }) => close)).subscribe((close) => {
        sum += close;
      });
      for (const event of events) subject.next(event);
      return sum;
    };
    const seconds = interleave({ stream, rxjs: rawRxjs }, 7);
    return [
      {
        bench: 'stream',
        metric: 'bars_per_second',
        value: bars / seconds.stream,
        unit: 'bars/s',
        peers: { 'rxjs-subject-map': bars / seconds.rxjs },
      },
    ];
  },
};
