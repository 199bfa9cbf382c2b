import { concatMap, delay, map, of } from 'rxjs';
import { z } from 'zod';
import { ema } from '../indicators/averages/ema';
import { hold, target } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { streamStrategy } from '../strategy/stream-strategy';
import { describeStrategy } from './describe-strategy';

const trend = defineStrategy({
  name: 'trend',
  params: z.object({ period: z.int().positive() }),
  start: ({ period }) => {
    const average = ema(period);
    return ({ bar }) => {
      const level = average.next(bar.close);
      return level === undefined ? hold : target(bar.instrumentId, bar.close > level ? 0.5 : 0);
    };
  },
});

const byChance = defineStrategy({
  name: 'by-chance',
  start:
    (_, { random, instruments }) =>
    () =>
      random.uniform() < 0.1 ? target(instruments[random.integer(instruments.length)]!.id, random.uniform()) : hold,
});

describeStrategy({ name: 'trend', make: () => trend({ period: 20 }), warmUp: 20 });

describeStrategy({
  name: 'by chance, over two instruments',
  make: () => byChance(),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  bars: 200,
});

describeStrategy({
  name: 'a stream',
  make: () => streamStrategy(map(({ bar }) => target(bar.instrumentId, bar.close > bar.open ? 0.5 : 0))),
  bars: 150,
});

describeStrategy({
  name: 'a stream that takes its time',
  make: () =>
    streamStrategy(concatMap(({ bar }) => of(target(bar.instrumentId, bar.close > bar.open ? 1 : 0)).pipe(delay(0)))),
  bars: 40,
});

describeStrategy({
  name: 'one that never acts',
  make: () => streamStrategy(map(() => hold)),
  isActive: false,
  bars: 60,
});
