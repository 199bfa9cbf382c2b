import { fixedDigits } from './fixed-digits';
import { FrameFault } from './frame-fault';
import { isoTime } from './iso-time';
import { JsonCursor } from './json-cursor';
import type { KrakenFrame, KrakenSide } from './kraken-frame';
import { readFields } from './read-fields';
import { RequiredFields } from './required-fields';

const largest = 1e100;

/**
 * Reads messages of Kraken WebSocket v2's channel `book`.
 *
 * Prices and quantities are JSON numbers whose digits the checksum needs, so they are read as text.
 */
export const readKraken = (
  symbol: string,
  priceDecimals: number,
  quantityDecimals: number,
): ((text: string, frame: KrakenFrame) => void) => {
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['type', 'data']);
  const inner = new RequiredFields('book', ['symbol', 'bids', 'asks', 'checksum']);
  const level = new RequiredFields('level', ['price', 'qty']);
  let type = '';

  const readLevels = (what: string, into: KrakenSide): void => {
    cursor.enterArray(what);
    while (cursor.nextItem()) {
      let price = '';
      let quantity = '';
      level.begin();
      cursor.enterObject(`a level of ${what}`);
      for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
        if (!level.take(key)) cursor.skip();
        else if (key === 'price') price = cursor.numberText('price');
        else quantity = cursor.numberText('qty');
      }
      level.finish();
      const priceDigits = fixedDigits(price, priceDecimals, 'price');
      const quantityDigits = fixedDigits(quantity, quantityDecimals, 'qty');
      if (priceDigits === '') throw new FrameFault('OUT_OF_RANGE', 'a price was 0');
      if (!(Number(price) <= largest && Number(quantity) <= largest)) {
        throw new FrameFault('OUT_OF_RANGE', 'a price or quantity was too large');
      }
      into.levels.push(Number(price), Number(quantity));
      into.digits.push(priceDigits + quantityDigits);
    }
  };

  const readBook = (frame: KrakenFrame): void => {
    inner.begin();
    cursor.enterObject('book');
    let isOurs = false;
    for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
      if (key === 'timestamp') {
        if (frame.order !== undefined) throw new FrameFault('DUPLICATE_FIELD', 'book had timestamp twice');
        const { timeMs, order } = isoTime(cursor.string('timestamp'), 'timestamp');
        frame.timeMs = timeMs;
        frame.order = order;
      } else if (!inner.take(key)) cursor.skip();
      else if (key === 'bids') readLevels('bids', frame.bids);
      else if (key === 'asks') readLevels('asks', frame.asks);
      else if (key === 'symbol') isOurs = cursor.string('symbol') === symbol;
      else {
        const digits = cursor.numberText('checksum');
        frame.checksum = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
        if (!(frame.checksum <= 0xffffffff)) throw new FrameFault('BAD_ID', 'checksum was no 32-bit number');
      }
    }
    inner.finish();
    if (!isOurs) return;
    if (type === 'update' && frame.order === undefined)
      throw new FrameFault('MISSING_FIELD', 'update had no timestamp');
    if (type !== 'snapshot' && type !== 'update')
      throw new FrameFault('UNKNOWN_VALUE', 'type was no snapshot or update');
    frame.kind = type;
  };

  return (text, frame) => {
    cursor.start(text);
    if (!cursor.isObject) {
      cursor.skip();
      return cursor.end();
    }
    let dataAt = 0;
    outer.begin();
    const readChannel = () => cursor.stringOrSkip();
    const channel = readFields(cursor, 'message', 'channel', readChannel, (key, kind) => {
      if (kind !== 'book' || !outer.take(key)) return cursor.skip();
      if (key === 'type') {
        type = cursor.string('type');
        return;
      }
      dataAt = cursor.mark();
      cursor.skip();
    });
    cursor.end();
    if (channel !== 'book') return;
    outer.finish();
    cursor.jump(dataAt);
    cursor.enterArray('data');
    if (!cursor.nextItem()) throw new FrameFault('MISSING_FIELD', 'data was empty');
    readBook(frame);
    if (cursor.nextItem()) throw new FrameFault('UNKNOWN_VALUE', 'data had more than one book');
  };
};
