/** `write FOLDER ROWS` fills a catalogue with quotes; `read FOLDER` streams them and prints how much memory that took. */
import { seededRandom } from '@sigmax/core';
import { openCatalogue } from './open-catalogue';

const [mode = '', folder = '', rows = '0'] = process.argv.slice(2);
const instrumentId = 'demo:BTC/USDT';

function* quotes(count: number) {
  const random = seededRandom(7);
  for (let index = 0; index < count; index++) {
    const bid = 100 + random.uniform();
    const ask = bid + random.uniform();
    const timeMs = Date.UTC(2024, 0, 1) + index;
    const [bidQuantity, askQuantity] = [random.uniform(), random.uniform()];
    yield { type: 'quote', instrumentId, timeMs, bid, bidQuantity, ask, askQuantity } as const;
  }
}

// Twenty million rows of one day are one file, which is sorted as a whole when it is written.
const catalogue = await openCatalogue(folder, { memoryMiB: mode === 'write' ? 1_024 : 64, threads: 1 });
if (mode === 'write') await catalogue.ingest(quotes(Number(rows)));
else {
  const before = process.memoryUsage().rss;
  let peak = before;
  let read = 0;
  let sum = 0;
  for await (const { bid } of catalogue.query({ kind: 'quote', instrumentId })) {
    sum += bid;
    if (++read % 2_048 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  process.stdout.write(`${JSON.stringify({ read, mean: sum / read, grownBytes: peak - before })}\n`);
}
await catalogue.close();
