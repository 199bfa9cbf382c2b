import type { BookFrame, ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import { JsonCursor } from './json-cursor';
import { readFields } from './read-fields';
import { RequiredFields } from './required-fields';
import { idBefore, type VenueId } from './venue-id';

/**
 * Reads messages of Binance's diff depth streams, bare or wrapped as `{"stream":…,"data":…}`.
 *
 * `U` and `u` are the first and last update of an event. On futures `pu` is the `u` of the event before; on spot updates
 * are numbered one by one, so the event before ended at U − 1.
 */
export const readBinanceDelta = (symbol: string, market: 'spot' | 'futures'): ReadFrame => {
  const cursor = new JsonCursor();
  const required = new RequiredFields('depthUpdate', [
    'E',
    's',
    'U',
    'u',
    'b',
    'a',
    ...(market === 'futures' ? ['pu'] : []),
  ]);
  let firstId: VenueId = -1;
  let isOurs = false;

  const readField = (key: string, frame: BookFrame): void => {
    if (!required.take(key)) cursor.skip();
    else if (key === 'b') cursor.levels('bids', 2, frame.bids);
    else if (key === 'a') cursor.levels('asks', 2, frame.asks);
    else if (key === 's') isOurs = cursor.string('s') === symbol;
    else if (key === 'U') firstId = cursor.id('U');
    else if (key === 'u') frame.lastId = cursor.id('u');
    else if (key === 'pu') frame.previousId = cursor.id('pu');
    else {
      frame.timeMs = cursor.timeMs('E');
      frame.order = frame.timeMs;
    }
  };

  const readEvent = (frame: BookFrame): void => {
    required.begin();
    const readType = () => cursor.stringOrSkip();
    const type = readFields(cursor, 'event', 'e', readType, (key, kind) =>
      kind === 'depthUpdate' ? readField(key, frame) : cursor.skip(),
    );
    if (type !== 'depthUpdate') return;
    required.finish();
    if (market === 'spot') frame.previousId = idBefore(firstId);
    if (firstId > frame.lastId || frame.previousId > firstId) {
      throw new FrameFault('BAD_ID', `the ids ${frame.previousId}, ${firstId}, ${frame.lastId} did not rise`);
    }
    if (isOurs) frame.kind = 'delta';
  };

  return (text, frame) => {
    cursor.start(text);
    const first = cursor.firstKey();
    if (first === 'stream' || first === 'data') {
      let hasData = false;
      cursor.enterObject('message');
      for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
        if (key === 'data' && hasData) throw new FrameFault('DUPLICATE_FIELD', 'message had data twice');
        if (key === 'data' && cursor.isObject) {
          hasData = true;
          readEvent(frame);
        } else cursor.skip();
      }
    } else if (first === undefined) cursor.skip();
    else readEvent(frame);
    cursor.end();
  };
};

/** Reads the body that Binance's REST interface answers to a request for depth. It names no symbol. */
export const readBinanceSnapshot = (): ReadFrame => {
  const cursor = new JsonCursor();
  const required = new RequiredFields('depth', ['lastUpdateId', 'bids', 'asks']);
  return (text, frame) => {
    cursor.start(text);
    required.begin();
    cursor.enterObject('depth');
    for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
      if (!required.take(key)) {
        // Futures tell the time of the snapshot, spot does not.
        if (key === 'E') frame.timeMs = cursor.timeMs('E');
        else cursor.skip();
      } else if (key === 'bids') cursor.levels('bids', 2, frame.bids);
      else if (key === 'asks') cursor.levels('asks', 2, frame.asks);
      else frame.lastId = cursor.id('lastUpdateId');
    }
    cursor.end();
    required.finish();
    frame.kind = 'snapshot';
  };
};
