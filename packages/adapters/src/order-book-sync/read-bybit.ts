import type { BookFrame, ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import { JsonCursor } from './json-cursor';
import { readFields } from './read-fields';
import { RequiredFields } from './required-fields';
import { idBefore } from './venue-id';

/**
 * Reads messages of Bybit v5's topic `orderbook.{depth}.{symbol}`.
 *
 * `u` rises by one with every message and starts again at 1, with a whole book, when the venue restarts its service. `seq`
 * rises over all depths and across restarts.
 */
export const readBybit = (symbol: string, depth: number): ReadFrame => {
  const topic = `orderbook.${depth}.${symbol}`;
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['type', 'ts', 'data']);
  const inner = new RequiredFields('data', ['s', 'b', 'a', 'u', 'seq']);
  let type = '';

  const readData = (frame: BookFrame): void => {
    inner.begin();
    cursor.enterObject('data');
    for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
      if (!inner.take(key)) cursor.skip();
      else if (key === 'b') cursor.levels('bids', 2, frame.bids);
      else if (key === 'a') cursor.levels('asks', 2, frame.asks);
      else if (key === 'u') frame.lastId = cursor.id('u');
      else if (key === 'seq') frame.order = cursor.id('seq');
      else if (cursor.string('s') !== symbol) throw new FrameFault('UNKNOWN_VALUE', 'data was of another symbol');
    }
    inner.finish();
  };

  return (text, frame) => {
    cursor.start(text);
    if (!cursor.isObject) {
      cursor.skip();
      return cursor.end();
    }
    outer.begin();
    const readTopic = () => cursor.stringOrSkip();
    const found = readFields(cursor, 'message', 'topic', readTopic, (key, kind) => {
      if (kind !== topic || !outer.take(key)) cursor.skip();
      else if (key === 'type') type = cursor.string('type');
      else if (key === 'ts') frame.timeMs = cursor.timeMs('ts');
      else readData(frame);
    });
    cursor.end();
    if (found !== topic) return;
    outer.finish();
    if (type !== 'snapshot' && type !== 'delta') throw new FrameFault('UNKNOWN_VALUE', 'type was no snapshot or delta');
    frame.previousId = idBefore(frame.lastId);
    // Documented: u = 1 is a whole book after a restart, whatever the message calls itself.
    frame.kind = type === 'snapshot' || frame.lastId === 1 ? 'snapshot' : 'delta';
  };
};
