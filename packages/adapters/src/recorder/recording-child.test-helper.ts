import { createRecorder } from './create-recorder';
import type { Recordable } from './raw-frame';
import { readRecording } from './read-recording';
import { recordedMarket } from './recorded-market';
import { countingSymbols, trade } from './trades.test-helper';

/** A process that a test starts: `kill` records until it is killed, `memory` records and reads much with little memory. */
const [job = '', folder = '', compression = 'none', amount = '0'] = process.argv.slice(2);
const place = { folder, name: 'test' };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Records for ever, and says how many events are flushed each time that is known. */
const recordUntilKilled = async (): Promise<never> => {
  const options = { ...place, symbols: countingSymbols(), compression: compression as 'none', rotateBytes: 20_000 };
  const recorder = createRecorder(options);
  for (let written = 0; ; ) {
    for (let more = 0; more < 25; more++) recorder.write(trade(written++));
    const flushed = written;
    const flush = recorder.flush();
    // Some that are not flushed when the end comes.
    recorder.write(trade(written++));
    await flush;
    say(String(flushed));
  }
};

const used = (): number => {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
};

/** Records and reads so many events, and says the bytes of their lines and the most memory that was used besides. */
const measure = async (events: number): Promise<void> => {
  const collect = globalThis.gc as () => void;
  collect();
  const before = used();
  let most = 0;
  const look = (index: number): void => {
    if (index % 5_000 !== 0) return;
    collect();
    most = Math.max(most, used() - before);
  };
  const frame = 'x'.repeat(180);
  const bar = (time: number): Recordable =>
    time % 2 === 0
      ? { type: 'raw-frame', venue: 'demo', timeMs: time, text: `${frame}${time}` }
      : { type: 'bar', instrumentId: 'demo:BTC/USDT', timeMs: time, open: 1, high: 1, low: 1, close: 1, volume: time };
  const recorder = createRecorder({
    ...place,
    symbols: countingSymbols(),
    compression: compression as 'gzip',
    flushBytes: 32_768,
    maximumPendingBytes: 262_144,
    rotateBytes: 4_194_304,
    sync: 'none',
  });
  for (let time = 0; time < events; time++) {
    if (!recorder.write(bar(time))) await recorder.drained();
    look(time);
  }
  await recorder.close();
  let read = 0;
  for await (const { event } of readRecording(place)) {
    if (event.timeMs !== read) throw new Error(`event ${read} had time ${event.timeMs}`);
    look(read++);
  }
  let bars = 0;
  for (const _ of recordedMarket(place)) look(bars++);
  say(JSON.stringify({ read, bars, most }));
};

if (job === 'kill') await recordUntilKilled();
else if (job === 'memory') await measure(Number(amount));
