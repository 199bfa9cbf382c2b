import type { BookFrame, ReadFrame } from './book-frame';
import { FrameFault } from './frame-fault';
import { isoTime } from './iso-time';
import { JsonCursor } from './json-cursor';
import { readFields } from './read-fields';
import { RequiredFields } from './required-fields';
import { idBefore } from './venue-id';

/**
 * Reads messages of Coinbase Advanced Trade's channel `level2`, which calls itself `l2_data`.
 *
 * `sequence_num` counts every message of the connection, whatever its channel, so a message of another channel or product
 * is a delta without levels.
 */
export const readCoinbase = (product: string): ReadFrame => {
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['timestamp', 'sequence_num', 'events']);
  const counted = new RequiredFields('message', ['sequence_num', 'timestamp']);
  const inner = new RequiredFields('event', ['type', 'updates']);
  const update = new RequiredFields('update', ['side', 'price_level', 'new_quantity']);

  const readUpdates = (frame: BookFrame): void => {
    cursor.enterArray('updates');
    while (cursor.nextItem()) {
      let side = '';
      let price = 0;
      let quantity = 0;
      update.begin();
      cursor.enterObject('update');
      for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
        if (!update.take(key)) cursor.skip();
        else if (key === 'side') side = cursor.string('side');
        else if (key === 'price_level') price = cursor.decimal('price_level');
        else quantity = cursor.decimal('new_quantity');
      }
      update.finish();
      if (side !== 'bid' && side !== 'offer' && side !== 'ask') {
        throw new FrameFault('UNKNOWN_VALUE', 'side was no bid, offer or ask');
      }
      if (!(price > 0)) throw new FrameFault('OUT_OF_RANGE', 'price_level was 0');
      (side === 'bid' ? frame.bids : frame.asks).push(price, quantity);
    }
  };

  const readEvent = (frame: BookFrame): void => {
    let type = '';
    let updatesAt = 0;
    inner.begin();
    const readProduct = () => cursor.string('product_id');
    const found = readFields(cursor, 'event', 'product_id', readProduct, (key, ours) => {
      if (ours !== product || !inner.take(key)) return cursor.skip();
      if (key === 'type') {
        type = cursor.string('type');
      } else if (type === 'update') readUpdates(frame);
      else {
        // Before its type is known, or of a whole book, which replaces what earlier events of the message said.
        updatesAt = cursor.mark();
        cursor.skip();
      }
    });
    if (found !== product) return;
    inner.finish();
    if (type !== 'snapshot' && type !== 'update') throw new FrameFault('UNKNOWN_VALUE', 'type was unknown');
    if (updatesAt === 0) return;
    if (type === 'snapshot') {
      frame.kind = 'snapshot';
      frame.bids.clear();
      frame.asks.clear();
    }
    const end = cursor.mark();
    cursor.jump(updatesAt);
    readUpdates(frame);
    cursor.jump(end);
  };

  return (text, frame) => {
    cursor.start(text);
    if (!cursor.isObject) {
      cursor.skip();
      return cursor.end();
    }
    outer.begin();
    counted.begin();
    let hasCount = false;
    const readChannel = () => cursor.stringOrSkip();
    const channel = readFields(cursor, 'message', 'channel', readChannel, (key, kind) => {
      const isBook = kind === 'l2_data';
      if (!(isBook ? outer : counted).take(key)) return cursor.skip();
      if (key === 'sequence_num') {
        hasCount = true;
        frame.lastId = cursor.id('sequence_num');
      } else if (key === 'timestamp') {
        const { timeMs, order } = isoTime(cursor.string('timestamp'), 'timestamp');
        frame.timeMs = timeMs;
        frame.order = order;
      } else {
        frame.kind = 'delta';
        cursor.enterArray('events');
        while (cursor.nextItem()) readEvent(frame);
      }
    });
    cursor.end();
    if (channel === 'l2_data') outer.finish();
    else if (!hasCount) return;
    frame.previousId = idBefore(frame.lastId);
    if (frame.kind === 'other') frame.kind = 'delta';
  };
};
