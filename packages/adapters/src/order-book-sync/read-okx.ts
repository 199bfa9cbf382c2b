import type { BookFrame, ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import { JsonCursor } from './json-cursor';
import { readFields } from './read-fields';
import { RequiredFields } from './required-fields';

/**
 * Reads messages of OKX v5's channel `books`.
 *
 * `prevSeqId` is the `seqId` of the message before, −1 in a snapshot. The field `checksum` is passed over: the venue sends 0
 * in it since 2026.
 */
export const readOkx = (instrument: string): ReadFrame => {
  const cursor = new JsonCursor();
  const address = new RequiredFields('arg', ['channel', 'instId']);
  const outer = new RequiredFields('message', ['action', 'data']);
  const inner = new RequiredFields('data', ['asks', 'bids', 'ts', 'seqId', 'prevSeqId']);
  let action = '';

  const readAddress = (): boolean => {
    let matches = 0;
    address.begin();
    if (!cursor.isObject) {
      cursor.skip();
      return false;
    }
    cursor.enterObject('arg');
    for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
      if (!address.take(key) || !cursor.isString) cursor.skip();
      else if (cursor.string(key) === (key === 'channel' ? 'books' : instrument)) matches += 1;
    }
    return matches === 2;
  };

  const readData = (frame: BookFrame): void => {
    inner.begin();
    cursor.enterObject('data');
    for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
      if (!inner.take(key)) cursor.skip();
      else if (key === 'bids') cursor.levels('bids', 4, frame.bids);
      else if (key === 'asks') cursor.levels('asks', 4, frame.asks);
      else if (key === 'seqId') frame.lastId = cursor.id('seqId');
      else if (key === 'prevSeqId') frame.previousId = cursor.idOrNone('prevSeqId');
      else {
        frame.timeMs = cursor.timeMs('ts');
        frame.order = frame.timeMs;
      }
    }
    inner.finish();
  };

  return (text, frame) => {
    // The answer to a ping is no JSON.
    if (text === 'pong') return;
    cursor.start(text);
    if (!cursor.isObject) {
      cursor.skip();
      return cursor.end();
    }
    let isEvent = false;
    outer.begin();
    const isOurs = readFields(cursor, 'message', 'arg', readAddress, (key, ours) => {
      if (key === 'event') isEvent = true;
      if (!ours || isEvent || !outer.take(key)) return cursor.skip();
      if (key === 'action') {
        action = cursor.string('action');
        return;
      }
      cursor.enterArray('data');
      if (!cursor.nextItem()) throw new FrameFault('MISSING_FIELD', 'data was empty');
      readData(frame);
      if (cursor.nextItem()) throw new FrameFault('UNKNOWN_VALUE', 'data had more than one book');
    });
    cursor.end();
    if (isOurs !== true || isEvent) return;
    outer.finish();
    if (action !== 'snapshot' && action !== 'update') throw new FrameFault('UNKNOWN_VALUE', 'action was unknown');
    frame.kind = action === 'snapshot' ? 'snapshot' : 'delta';
  };
};
