import { expect, test } from 'vitest';
import { loopbackVenue } from './loopback-venue';

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

test('bars over HTTP are the bars of the truth', async () => {
  const venue = await loopbackVenue({ exchange: 'binance', seed: 7 });
  await venue.advance(150_000);
  const bars = (await json(`${venue.httpUrl}/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1000`)) as string[][];
  const truth = venue.truth.bars('BTC/USDT', '1m');
  expect(truth.length).toBe(362);
  expect(bars.slice(0, -1).map(([, open, high, low, close, volume]) => [open, high, low, close, volume])).toEqual(
    truth.map(({ open, high, low, close, volume }) => [open, high, low, close, volume]),
  );
  await venue.close();
});
