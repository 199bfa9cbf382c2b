// packages/core/src/errors.ts
var marker = /* @__PURE__ */ Symbol.for('sigmax.error');
var SigmaxError = class extends Error {
  name = 'SigmaxError';
  code;
  remedy;
  context;
  isRetryable;
  [marker] = true;
  constructor(options) {
    const { message, remedy, cause } = options;
    super(remedy === void 0 ? message : `${message} ${remedy}`, cause === void 0 ? void 0 : { cause });
    this.code = options.code;
    this.remedy = remedy;
    this.context = Object.freeze({ ...options.context });
    this.isRetryable = options.isRetryable ?? false;
  }
  static isInstance(value) {
    return typeof value === 'object' && value !== null && marker in value;
  }
};
var InvalidOptionsError = class extends SigmaxError {
  name = 'InvalidOptionsError';
};
var DataError = class extends SigmaxError {
  name = 'DataError';
};

// packages/core/src/options.ts
var textOf = (value) => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};
var show = (value) => {
  if (value === void 0) return 'undefined';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'function') return 'a function';
  const text = textOf(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};
var valueAt = (root, path) =>
  path.reduce((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : void 0), root);
var parseOptions = (schema2, value, what) => {
  const parsed = schema2.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(({ path, message, ...issue }) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
    const expected = issue.code === 'unrecognized_keys' ? 'no such option' : message;
    return paths.map((at) => ({
      field: at.length === 0 ? 'options' : at.map(String).join('.'),
      was: show(valueAt(value, at)),
      expected,
    }));
  });
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: ${issues.map(({ field, was, expected }) => `${field} was ${was}: ${expected}`).join('; ')}.`,
    context: { what, issues },
    cause: parsed.error,
  });
};

// packages/core/src/portable-math.ts
var ln2High = 0.6931471803691238;
var ln2Low = 19082149292705877e-26;
var bits = new DataView(new ArrayBuffer(8));
var powerOfTwo = (exponent) => {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
};
var naturalLogarithm = (x) => {
  bits.setFloat64(0, x);
  let exponent = ((bits.getUint32(0) >>> 20) & 2047) - 1023;
  let mantissa = x / powerOfTwo(exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let series = 0;
  for (let odd = 23; odd >= 1; odd -= 2) series = series * square + 1 / odd;
  return exponent * ln2High + (2 * ratio * series + exponent * ln2Low);
};

// packages/core/src/random.ts
var splitMix = (seed) => {
  let state = seed | 0;
  return () => {
    state = (state + 2654435769) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 569420461);
    word ^= word >>> 15;
    word = Math.imul(word, 1935289751);
    return word ^ (word >>> 15);
  };
};
var hashName = (name, basis) => {
  let hash = basis ^ 2166136261;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 16777619);
  return hash;
};
var rotateLeft = (word, bits2) => (word << bits2) | (word >>> (32 - bits2));
var Xoshiro = class _Xoshiro {
  #state;
  #origin;
  constructor(state) {
    this.#origin = state.slice();
    this.#state = state;
  }
  #word() {
    const state = this.#state;
    const [a, b, c, d] = state;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (c ^ a);
    state[0] = a ^ (d ^ b);
    state[2] = c ^ a ^ (b << 9);
    state[3] = rotateLeft(d ^ b, 11);
    return result >>> 0;
  }
  uniform() {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }
  integer(limit) {
    if (!(Number.isSafeInteger(limit) && limit > 0)) {
      throw new InvalidOptionsError({
        code: 'INVALID_RANDOM_LIMIT',
        message: `integer(limit): limit was ${limit}.`,
        remedy: 'Pass a whole number above 0.',
        context: { limit },
      });
    }
    return Math.floor(this.uniform() * limit);
  }
  /** The polar method (Marsaglia and Bray 1964); its second value is dropped, so that no state hides between draws. */
  normal() {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * naturalLogarithm(square)) / square);
    }
  }
  split(name) {
    const [a, b, c, d] = this.#origin;
    const next = splitMix(hashName(name, a) ^ rotateLeft(b, 8) ^ rotateLeft(c, 16) ^ rotateLeft(d, 24));
    return new _Xoshiro(Int32Array.from([next(), next(), next(), next() | 1]));
  }
};
var seededRandom = (seed) => {
  if (!Number.isSafeInteger(seed)) {
    throw new InvalidOptionsError({
      code: 'INVALID_SEED',
      message: `seed was ${String(seed)}.`,
      remedy: 'Pass a whole number, for example 7.',
      context: { seed },
    });
  }
  const low = splitMix(seed | 0);
  const high = splitMix(Math.floor(seed / 4294967296) ^ 1542469173);
  return new Xoshiro(Int32Array.from([low() ^ high(), low(), high(), low() | 1]));
};

// packages/core/src/order-book/create-order-book.ts
import { z } from 'zod';

// packages/core/src/order-book/check-levels.ts
var largest = 1e100;
var faultOf = (price, quantity) => {
  if (!Number.isFinite(price) || !Number.isFinite(quantity)) {
    return {
      code: 'NOT_FINITE',
      message: `price was ${price} and quantity ${quantity}`,
      remedy: 'Give finite numbers; 0 takes a price out of the book.',
    };
  }
  if (price > largest || quantity > largest) {
    return {
      code: 'TOO_LARGE',
      message: `price was ${price} and quantity ${quantity}`,
      remedy: 'Give prices and quantities of at most 1e100.',
    };
  }
  return price > 0
    ? {
        code: 'NEGATIVE_QUANTITY',
        message: `quantity at ${price} was ${quantity}`,
        remedy: 'Give the quantity that the price holds, or 0 to take it out.',
      }
    : { code: 'NOT_POSITIVE', message: `price was ${price}`, remedy: 'Prices are above 0.' };
};
var checkLevels = (levels, side, instrumentId2) => {
  const { length } = levels;
  const fail = (code, message, remedy, index) => {
    throw new DataError({
      code,
      message: `${instrumentId2}, ${side} level ${index >> 1}: ${message}.`,
      remedy,
      context: {
        instrumentId: instrumentId2,
        side,
        level: index >> 1,
        price: levels[index],
        quantity: levels[index + 1],
      },
    });
  };
  if (length % 2 !== 0) {
    fail('ODD_LEVELS', `${length} numbers are no pairs`, 'Give price, quantity, price, quantity, \u2026', length - 1);
  }
  for (let index = 0; index < length; index += 2) {
    const price = levels[index];
    const quantity = levels[index + 1];
    if (price > 0 && price <= largest && quantity >= 0 && quantity <= largest) continue;
    const { code, message, remedy } = faultOf(price, quantity);
    fail(code, message, remedy, index);
  }
};

// packages/core/src/order-book/decimal-grid.ts
var mostDecimals = 15;
var exactLimit = 2 ** 53;
var powersOfTen = Array.from({ length: mostDecimals + 1 }, (_, exponent) => Number(`1e${exponent}`));
var decimalPlaces = (price, from2) => {
  for (let places = from2; places <= mostDecimals; places++) {
    const scale = powersOfTen[places];
    const ticks = Math.round(price * scale);
    if (!(ticks < exactLimit)) return void 0;
    if (ticks / scale === price) return places;
  }
  return void 0;
};

// packages/core/src/order-book/sorted-levels.ts
var firstCapacity = 16;
var SortedLevels = class {
  #keys = new Float64Array(firstCapacity);
  #quantities = new Float64Array(firstCapacity);
  #length = 0;
  get length() {
    return this.#length;
  }
  key(index) {
    return this.#keys[index];
  }
  quantity(index) {
    return this.#quantities[index];
  }
  /** Quantity of a key, 0 when there is none. */
  quantityOf(key) {
    const at = this.#find(key);
    return at < this.#length && this.#keys[at] === key ? this.#quantities[at] : 0;
  }
  /** Gives a key its quantity; 0 removes the key. */
  set(key, quantity) {
    const length = this.#length;
    const at = this.#find(key);
    if (at < length && this.#keys[at] === key) {
      if (quantity === 0) this.#remove(at, 1);
      else this.#quantities[at] = quantity;
      return;
    }
    if (quantity === 0) return;
    if (length === this.#keys.length) this.#grow();
    this.#keys.copyWithin(at + 1, at, length);
    this.#quantities.copyWithin(at + 1, at, length);
    this.#keys[at] = key;
    this.#quantities[at] = quantity;
    this.#length = length + 1;
  }
  removeFirst(count2) {
    this.#remove(0, count2);
  }
  removeLast() {
    this.#length -= 1;
  }
  clear() {
    this.#length = 0;
  }
  #remove(at, count2) {
    this.#keys.copyWithin(at, at + count2, this.#length);
    this.#quantities.copyWithin(at, at + count2, this.#length);
    this.#length -= count2;
  }
  /** Index of the first key that is not below `key`. A product in place of a branch, since which way it goes is chance. */
  #find(key) {
    const keys = this.#keys;
    let at = 0;
    let count2 = this.#length;
    if (count2 === 0 || keys[count2 - 1] < key) return count2;
    while (count2 > 1) {
      const half = count2 >>> 1;
      at += half * +(keys[at + half - 1] < key);
      count2 -= half;
    }
    return at;
  }
  #grow() {
    const keys = new Float64Array(this.#keys.length * 2);
    const quantities = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    quantities.set(this.#quantities);
    this.#keys = keys;
    this.#quantities = quantities;
  }
};

// packages/core/src/order-book/tick-window.ts
var windowTicks = 8192;
var TickWindow = class {
  #quantities = new Float64Array(windowTicks);
  #bits = new Int32Array(windowTicks >> 5);
  /** Slot of the best tick, below 0 when nothing is held. */
  best = -1;
  /** How many slots hold something. */
  length = 0;
  quantity(slot) {
    return this.#quantities[slot];
  }
  /** Gives a slot its quantity, 0 to empty it. Returns whether that emptied the best slot. */
  set(slot, quantity) {
    const previous = this.#quantities[slot];
    this.#quantities[slot] = quantity;
    if (quantity !== 0) {
      if (previous === 0) {
        this.#bits[slot >> 5] = this.#bits[slot >> 5] | (1 << (slot & 31));
        this.length += 1;
        if (slot > this.best) this.best = slot;
      }
      return false;
    }
    if (previous === 0) return false;
    this.#bits[slot >> 5] = this.#bits[slot >> 5] & ~(1 << (slot & 31));
    this.length -= 1;
    if (slot !== this.best) return false;
    this.best = this.below(slot);
    return true;
  }
  /** The next slot below one that holds something, or a number below 0. */
  below(slot) {
    let word = slot >> 5;
    let bits2 = this.#bits[word] & ((1 << (slot & 31)) - 1);
    while (bits2 === 0) {
      if (--word < 0) return -1;
      bits2 = this.#bits[word];
    }
    return (word << 5) + 31 - Math.clz32(bits2);
  }
  /** The lowest slot that holds something; there must be one. */
  lowest() {
    let word = 0;
    while (this.#bits[word] === 0) word += 1;
    const bits2 = this.#bits[word];
    return (word << 5) + 31 - Math.clz32(bits2 & -bits2);
  }
  /** Hands out what is held, the lowest slot first, and is empty afterwards. */
  drain(take) {
    for (let word = 0; word < this.#bits.length; word++) {
      for (let bits2 = this.#bits[word]; bits2 !== 0; bits2 &= bits2 - 1) {
        const slot = (word << 5) + 31 - Math.clz32(bits2 & -bits2);
        take(slot, this.#quantities[slot]);
        this.#quantities[slot] = 0;
      }
      this.#bits[word] = 0;
    }
    this.best = -1;
    this.length = 0;
  }
};

// packages/core/src/order-book/price-levels.ts
var defaultWindowFrom = 256;
var PriceLevels = class {
  side;
  #sign;
  #far = new SortedLevels();
  #windowFrom;
  #digits;
  #near;
  /** Ticks per unit of price; 0 while there is no window. Fractions, so that the engine stores doubles from the start. */
  #scale = 0.5;
  /** Signed tick of slot 0. */
  #base = 0.5;
  /** Key of slot 0: what is below is far. */
  #floor = 0.5;
  #decimals = 0;
  #isOnGrid = true;
  #knownTo;
  /** The most levels that a venue maintains; what is beyond it is dropped by `truncate`. */
  #limit;
  constructor(side, options = {}) {
    this.side = side;
    this.#sign = side === 'bid' ? 1 : -1;
    this.#limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.#windowFrom = options.windowFrom ?? defaultWindowFrom;
    this.#digits = options.keepsDigits === true ? /* @__PURE__ */ new Map() : void 0;
    this.#closeWindow();
  }
  get length() {
    return this.#far.length + (this.#near?.length ?? 0);
  }
  get bestPrice() {
    const near = this.#near;
    if (near !== void 0 && near.best >= 0) return this.#priceOfSlot(near.best);
    const { length } = this.#far;
    return length === 0 ? void 0 : this.#sign * this.#far.key(length - 1);
  }
  get bestQuantity() {
    const near = this.#near;
    if (near !== void 0 && near.best >= 0) return near.quantity(near.best);
    const { length } = this.#far;
    return length === 0 ? void 0 : this.#far.quantity(length - 1);
  }
  get worstPrice() {
    if (this.#far.length > 0) return this.#sign * this.#far.key(0);
    const near = this.#near;
    return near === void 0 || near.length === 0 ? void 0 : this.#priceOfSlot(near.lowest());
  }
  get knownTo() {
    return this.length >= this.#limit ? this.worstPrice : this.#knownTo;
  }
  quantityAt(price) {
    const key = this.#sign * price;
    if (this.#near === void 0 || key < this.#floor) return this.#far.quantityOf(key);
    const slot = this.#slotOf(price);
    return slot === void 0 ? 0 : this.#near.quantity(slot);
  }
  digitsAt(price) {
    return this.#digits?.get(price);
  }
  walk(visit) {
    const near = this.#near;
    if (near !== void 0) {
      for (let slot = near.best; slot >= 0; slot = near.below(slot)) {
        if (!visit(this.#priceOfSlot(slot), near.quantity(slot))) return;
      }
    }
    for (let index = this.#far.length - 1; index >= 0; index--) {
      if (!visit(this.#sign * this.#far.key(index), this.#far.quantity(index))) return;
    }
  }
  /** Sets the quantities of the first `count / 2` levels of a flat list. Prices and quantities have been checked. */
  update(levels, count2, digits) {
    for (let index = 0; index < count2; index += 2) {
      const price = levels[index];
      const tick = Math.round(price * this.#scale);
      const slot = this.#sign * tick - this.#base;
      if (slot >= 0 && slot < windowTicks && tick / this.#scale === price) {
        if (this.#near.set(slot, levels[index + 1])) this.#afterBestWent();
      } else {
        this.#setElsewhere(price, levels[index + 1]);
      }
    }
    if (this.#digits !== void 0) this.#keepDigits(levels, count2, digits ?? []);
  }
  /** Drops the worst levels beyond the limit. Called after a whole event, since a level may leave only for the moment. */
  truncate() {
    const excess = this.length - this.#limit;
    if (!(excess > 0)) return;
    if (this.#digits !== void 0) {
      const kept = /* @__PURE__ */ new Map();
      let left = this.#limit;
      this.walk((price) => {
        kept.set(price, this.#digits?.get(price) ?? '');
        return --left > 0;
      });
      this.#digits.clear();
      for (const [price, text] of kept) this.#digits.set(price, text);
    }
    const fromFar = Math.min(excess, this.#far.length);
    this.#far.removeFirst(fromFar);
    for (let more = excess - fromFar; more > 0; more--) {
      const near = this.#near;
      near.set(near.lowest(), 0);
    }
  }
  /** Empties the side; it knows every level again, or those up to `knownTo`. */
  clear(knownTo) {
    this.#far.clear();
    this.#digits?.clear();
    this.#closeWindow();
    this.#decimals = 0;
    this.#isOnGrid = true;
    this.#knownTo = knownTo;
  }
  #keepDigits(levels, count2, digits) {
    for (let index = 0; index < count2; index += 2) {
      const price = levels[index];
      if (levels[index + 1] === 0) this.#digits?.delete(price);
      else this.#digits?.set(price, digits[index >> 1] ?? '');
    }
  }
  /** Signed tick of a key. Halves are rounded up as prices, so that asks and bids round alike. */
  #tickOf(key, scale) {
    return this.#sign * Math.round(this.#sign * key * scale);
  }
  #priceOfSlot(slot) {
    return (this.#sign * (this.#base + slot)) / this.#scale;
  }
  /** The slot of a price, or `undefined` when it is between ticks or above the window. */
  #slotOf(price) {
    const tick = Math.round(price * this.#scale);
    const slot = this.#sign * tick - this.#base;
    return slot >= 0 && slot < windowTicks && tick / this.#scale === price ? slot : void 0;
  }
  /** A level outside the window, or off its grid. */
  #setElsewhere(price, quantity) {
    const key = this.#sign * price;
    if (this.#near === void 0) {
      this.#far.set(key, quantity);
      if (quantity !== 0 && this.#isOnGrid && this.#far.length >= this.#windowFrom) this.#moveWindow();
      return;
    }
    if (key < this.#floor) {
      this.#far.set(key, quantity);
      if (this.#near.length === 0) this.#moveWindow();
      return;
    }
    if (quantity === 0) return;
    this.#spill();
    this.#far.set(key, quantity);
    this.#moveWindow();
  }
  #afterBestWent() {
    if (this.#near.best < windowTicks / 4 && this.#far.length > 0) this.#moveWindow();
  }
  /** Moves what the window holds to the sorted arrays; all of it is better than what is there. */
  #spill() {
    this.#near?.drain((slot, quantity) => this.#far.set(this.#sign * this.#priceOfSlot(slot), quantity));
  }
  /** Puts the best key three quarters up the window and takes in what the window then covers. */
  #moveWindow() {
    this.#spill();
    const far = this.#far;
    if (far.length === 0) return;
    if (!this.#placeWindow()) {
      this.#isOnGrid = false;
      this.#closeWindow();
      return;
    }
    const near = this.#near ?? new TickWindow();
    this.#near = near;
    for (let last = far.length - 1; last >= 0 && far.key(last) >= this.#floor; last--) {
      near.set(this.#tickOf(far.key(last), this.#scale) - this.#base, far.quantity(last));
      far.removeLast();
    }
  }
  /** Finds the coarsest grid, not coarser than before, that has every key of the window. Returns whether there is one. */
  #placeWindow() {
    const far = this.#far;
    for (let decimals2 = this.#decimals; ; ) {
      const scale = powersOfTen[decimals2];
      const base = this.#tickOf(far.key(far.length - 1), scale) - (windowTicks / 4) * 3;
      const floor = base / scale;
      let needed = decimals2;
      for (let index = far.length - 1; index >= 0 && far.key(index) >= floor && needed !== void 0; index--) {
        needed = decimalPlaces(Math.abs(far.key(index)), needed);
      }
      if (needed === void 0) return false;
      if (needed === decimals2) {
        this.#decimals = decimals2;
        this.#scale = scale;
        this.#base = base;
        this.#floor = floor;
        return true;
      }
      decimals2 = needed;
    }
  }
  #closeWindow() {
    this.#near = void 0;
    this.#scale = 0;
    this.#base = Number.POSITIVE_INFINITY;
    this.#floor = Number.POSITIVE_INFINITY;
  }
};

// packages/core/src/order-book/create-order-book.ts
var schema = z.strictObject({
  instrumentId: z.string().min(1),
  maximumLevels: z.int().positive().optional(),
  keepsDigits: z.boolean().default(false),
});
var Book = class {
  instrumentId;
  bids;
  asks;
  timeMs;
  constructor({ instrumentId: instrumentId2, maximumLevels, keepsDigits }) {
    const options = { keepsDigits, ...(maximumLevels === void 0 ? {} : { limit: maximumLevels }) };
    this.instrumentId = instrumentId2;
    this.bids = new PriceLevels('bid', options);
    this.asks = new PriceLevels('ask', options);
  }
  get isCrossed() {
    const bid = this.bids.bestPrice;
    const ask = this.asks.bestPrice;
    return bid !== void 0 && ask !== void 0 && bid >= ask;
  }
  load(snapshot) {
    this.#check(snapshot, 'order-book-snapshot');
    this.clear(snapshot.bidsKnownTo, snapshot.asksKnownTo);
    this.#take(snapshot);
    if (!this.isCrossed) return;
    const crossed = this.#crossed(snapshot.timeMs);
    this.clear();
    throw crossed;
  }
  apply(delta) {
    this.#check(delta, 'order-book-delta');
    this.#take(delta);
    if (this.isCrossed) throw this.#crossed(delta.timeMs);
  }
  update(side, levels, count2, digits) {
    (side === 'bid' ? this.bids : this.asks).update(levels, count2, digits);
  }
  finish(timeMs) {
    this.bids.truncate();
    this.asks.truncate();
    this.timeMs = timeMs;
  }
  clear(bidsKnownTo, asksKnownTo) {
    this.bids.clear(bidsKnownTo);
    this.asks.clear(asksKnownTo);
    this.timeMs = void 0;
  }
  #take({ bids, asks, timeMs }) {
    this.bids.update(bids, bids.length);
    this.asks.update(asks, asks.length);
    this.finish(timeMs);
  }
  #check(event, type) {
    const { instrumentId: instrumentId2, timeMs } = event;
    const fail = (code, message, remedy) => {
      throw new DataError({
        code,
        message: `${this.instrumentId}: ${message}.`,
        remedy,
        context: { instrumentId: this.instrumentId, type: event.type, timeMs },
      });
    };
    if (event.type !== type) fail('WRONG_EVENT', `event was ${String(event.type)}`, `Give an ${type}.`);
    if (instrumentId2 !== this.instrumentId) {
      fail('WRONG_INSTRUMENT', `event was of ${instrumentId2}`, 'Keep one book for each instrument.');
    }
    if (!Number.isFinite(timeMs)) fail('NOT_FINITE', `time was ${timeMs}`, 'Give milliseconds since the epoch.');
    if (this.timeMs !== void 0 && timeMs < this.timeMs && type === 'order-book-delta') {
      fail('OUT_OF_ORDER', `time ${timeMs} came after ${this.timeMs}`, 'Apply changes in the order of their time.');
    }
    if (event.type === 'order-book-snapshot') {
      for (const knownTo of [event.bidsKnownTo, event.asksKnownTo]) {
        if (knownTo === void 0 || (knownTo > 0 && knownTo < Infinity)) continue;
        fail('NOT_FINITE', `known to ${knownTo}`, 'Give a price, or leave it out when nothing is hidden.');
      }
    }
    checkLevels(event.bids, 'bid', instrumentId2);
    checkLevels(event.asks, 'ask', instrumentId2);
  }
  #crossed(timeMs) {
    const bid = this.bids.bestPrice;
    const ask = this.asks.bestPrice;
    return new DataError({
      code: 'CROSSED_BOOK',
      message: `${this.instrumentId}: best bid ${bid} was not below best ask ${ask}.`,
      remedy: 'A change was lost: load a new snapshot.',
      context: { instrumentId: this.instrumentId, bid, ask, timeMs },
    });
  }
};
var createOrderBook = (options) => new Book(parseOptions(schema, options, 'createOrderBook'));

// packages/core/src/order-book/order-book-snapshot.ts
var flat = (side) => {
  const levels = [];
  side.walk((price, quantity) => levels.push(price, quantity) > 0);
  return levels;
};
var orderBookSnapshot = ({ instrumentId: instrumentId2, timeMs, bids, asks }) => ({
  type: 'order-book-snapshot',
  instrumentId: instrumentId2,
  timeMs: timeMs ?? 0,
  bids: flat(bids),
  asks: flat(asks),
  ...(bids.knownTo === void 0 ? {} : { bidsKnownTo: bids.knownTo }),
  ...(asks.knownTo === void 0 ? {} : { asksKnownTo: asks.knownTo }),
});

// packages/adapters/src/order-book-sync/faulty-link.test-helper.ts
var corrupted = (text, random) => {
  const cut = () => text.slice(0, random.integer(text.length));
  const tampered = [
    cut,
    () => text.replace(/"(b|bids|asks|a|updates|events|data)":\[/, '"$1":null,"x":['),
    () => text.replace(/\[\["\d/, '[["-1'),
    () => text.replace(/"(price|price_level)":"?\d/, (found) => found.replace(/\d$/, '-1')),
    () => text.replace(/\[\["[\d.]+"/, '[["1e400"'),
  ][random.integer(5)];
  const changed = tampered();
  return changed === text ? cut() : changed;
};
var FaultyLink = class {
  #random;
  #corruptDigit;
  #underWay = [];
  #now = 0;
  /** Messages that are still to be lost in a row. */
  #toLose = 0;
  isFaulty = false;
  faults = { drop: 0, burst: 0, duplicate: 0, delay: 0, corrupt: 0 };
  constructor(random, corruptDigit) {
    this.#random = random;
    this.#corruptDigit = corruptDigit;
  }
  send({ text, version, counts }) {
    const intact = { text, version, counts, isIntact: true };
    const random = this.#random;
    const kind = this.isFaulty ? random.integer(24) : 24;
    if (this.isFaulty && random.integer(120) === 0) {
      this.faults.burst += 1;
      this.#toLose = 2 + random.integer(12);
    }
    if (this.isFaulty && this.#toLose > 0) this.#toLose -= 1;
    else if (kind === 0) this.faults.drop += 1;
    else if (kind === 1) {
      this.faults.duplicate += 1;
      this.#put(intact, 0);
      this.#put(intact, random.integer(15));
    } else if (kind <= 3) {
      this.faults.delay += 1;
      this.#put(intact, 1 + random.integer(6));
    } else if (kind === 4) {
      this.faults.corrupt += 1;
      const isDigit2 = this.#corruptDigit !== void 0 && random.integer(2) === 0;
      const damaged = isDigit2 ? this.#corruptDigit?.(text, random) : corrupted(text, random);
      this.#put({ ...intact, text: damaged, isIntact: false }, 0);
    } else this.#put(intact, 0);
  }
  /** Time passes; what has arrived, in order of arrival. Without faults nothing is held back. */
  arrive() {
    this.#now += 1;
    const isDue = ({ at }) => !this.isFaulty || at <= this.#now;
    const due = this.#underWay.filter(isDue);
    this.#underWay = this.#underWay.filter((item) => !isDue(item));
    return due.map(({ delivery }) => delivery);
  }
  /** The connection breaks; what was under way is lost. */
  cut() {
    this.#underWay = [];
  }
  #put(delivery, delay) {
    this.#underWay.push({ at: this.#now + 1 + delay, delivery });
  }
};

// packages/adapters/src/order-book-sync/faulty-session.test-helper.ts
var restartsApart = 60;
var sideFault = (book, name, truth) => {
  const side = book[name];
  const expected = truth[name];
  const { knownTo } = side;
  const isKnown = (price) => knownTo === void 0 || (name === 'bids' ? price >= knownTo : price <= knownTo);
  let at = 0;
  let fault;
  side.walk((price, quantity) => {
    if (isKnown(price)) {
      if (expected[at] !== price || expected[at + 1] !== quantity) {
        fault = `${name}: ${price} \xD7 ${quantity} where ${expected[at]} \xD7 ${expected[at + 1]} is`;
      }
      at += 2;
    } else {
      const found = expected.indexOf(price);
      if (found < 0 || found % 2 !== 0 || expected[found + 1] !== quantity) {
        fault = `${name}: ${price} \xD7 ${quantity} beyond ${knownTo} is not there`;
      }
    }
    return fault === void 0;
  });
  const next = expected[at];
  if (fault === void 0 && next !== void 0 && isKnown(next)) fault = `${name}: ${next} is missing`;
  return fault;
};
var bookFault = (book, truth) => sideFault(book, 'bids', truth) ?? sideFault(book, 'asks', truth);
var runSession = (options) => {
  const { sync, venue, random, faultyFrames, healthyFrames } = options;
  const link = new FaultyLink(random.split('link'), options.corruptDigit);
  const state = sync.start();
  const faults = { disconnect: 0, staleSnapshot: 0, lostSnapshot: 0, restart: 0 };
  const outputs = {};
  const answers = [];
  const oldSnapshots = [];
  const freshTexts = /* @__PURE__ */ new Set();
  let step = 0;
  let newest = 0;
  let tolerated = -1;
  let wrong;
  let isConnected = false;
  let reconnectAt = 1;
  let subscribeAt = 0;
  let syncedSteps = 0;
  let sinceRestart = 0;
  let snapshotsToHeal = 0;
  let isHealed = false;
  let isHealing = false;
  const timeMs = () => 17e11 + step * 100;
  const check = (what) => {
    const served2 = sync.served(state);
    if (!served2.synced || wrong !== void 0) return;
    const fault = bookFault(served2.book, venue.truth(newest));
    if (fault === void 0) return;
    if (tolerated > newest && bookFault(served2.book, venue.truth(tolerated)) === void 0) return;
    wrong = `step ${step}, version ${newest}, after ${what}: ${fault}`;
  };
  const handle = (output) => {
    const name = 'reason' in output ? `${output.type} ${output.reason}` : output.type;
    outputs[name] = (outputs[name] ?? 0) + 1;
    if (output.type === 'reconnect') {
      link.cut();
      isConnected = false;
      reconnectAt = step + 1 + random.integer(4);
    } else if (output.type === 'request-snapshot') {
      if (venue.snapshots === 'streamed') subscribeAt = step + 1 + random.integer(3);
      else requestSnapshot();
    }
  };
  const give = (input, what) => {
    if (!isHealed && 'text' in input && freshTexts.delete(input.text)) snapshotsToHeal += 1;
    for (const output of sync.next(state, input)) handle(output);
    check(what);
    if (isHealing && sync.served(state).synced) isHealed = true;
  };
  const requestSnapshot = () => {
    const kind = link.isFaulty ? random.integer(8) : 8;
    if (kind === 0) {
      faults.lostSnapshot += 1;
      return;
    }
    const cached = oldSnapshots[random.integer(Math.max(1, oldSnapshots.length))];
    const isStale = kind <= 2 && cached !== void 0;
    if (isStale) faults.staleSnapshot += 1;
    const { text } = isStale ? cached : takeSnapshot();
    const at = step + 1 + random.integer(5);
    answers.push({ at, text: kind === 3 ? text.slice(0, random.integer(text.length)) : text });
    if (kind === 4) answers.push({ at: at + random.integer(9), text });
  };
  const noteSnapshot = (frame) => {
    oldSnapshots.push(frame);
    if (isHealing) freshTexts.add(frame.text);
  };
  const takeSnapshot = () => {
    const frame = venue.snapshot(timeMs());
    noteSnapshot(frame);
    return frame;
  };
  const connect = () => {
    isConnected = true;
    subscribeAt = 0;
    freshTexts.clear();
    snapshotsToHeal = 0;
    if (venue.snapshots === 'streamed') oldSnapshots.length = 0;
    give({ type: 'connected', timeMs: timeMs() }, 'connecting');
    for (const frame of venue.connect(timeMs())) {
      if (frame.text.includes('snapshot')) noteSnapshot(frame);
      link.send(frame);
    }
  };
  const disconnect = () => {
    faults.disconnect += 1;
    link.cut();
    isConnected = false;
    reconnectAt = step + 1 + random.integer(5);
    give({ type: 'disconnected', timeMs: timeMs() }, 'disconnecting');
  };
  const publish = () => {
    sinceRestart += 1;
    if (link.isFaulty && venue.restart !== void 0 && sinceRestart > restartsApart && random.integer(60) === 0) {
      faults.restart += 1;
      sinceRestart = 0;
      link.send(venue.restart(timeMs()));
    } else link.send(venue.publish(timeMs()));
    if (random.integer(25) === 0 && venue.snapshots === 'requested') oldSnapshots.push(venue.snapshot(timeMs()));
    const old = oldSnapshots[random.integer(Math.max(1, oldSnapshots.length))];
    if (link.isFaulty && old !== void 0 && random.integer(40) === 0) {
      faults.staleSnapshot += 1;
      if (venue.snapshots === 'streamed') link.send(old);
      else answers.push({ at: step + 1, text: old.text });
    }
  };
  const steps = faultyFrames + healthyFrames;
  for (step = 1; step <= steps; step++) {
    link.isFaulty = step <= faultyFrames;
    if (step === faultyFrames + 2) isHealing = true;
    if (!isConnected) {
      venue.publish(timeMs());
      link.cut();
      if (step >= reconnectAt) connect();
    } else if (link.isFaulty && random.integer(200) === 0) disconnect();
    else publish();
    if (isConnected && subscribeAt > 0 && step >= subscribeAt) {
      subscribeAt = 0;
      link.send(takeSnapshot());
    }
    for (const { text, version, counts, isIntact } of link.arrive()) {
      if (!isConnected) break;
      if (isIntact && counts && version > newest) newest = version;
      if (!isIntact) tolerated = version;
      give({ type: 'message', text, timeMs: timeMs() }, isIntact ? 'a message' : 'a damaged message');
    }
    for (const answer of answers.splice(0)) {
      if (answer.at > step) answers.push(answer);
      else if (isConnected) give({ type: 'snapshot', text: answer.text, timeMs: timeMs() }, 'a snapshot');
    }
    if (isConnected) give({ type: 'tick', timeMs: timeMs() }, 'a tick');
    if (sync.served(state).synced) {
      syncedSteps += 1;
    } else if (isHealed) wrong ??= `step ${step}: lost sync without a fault`;
  }
  return { wrong, snapshotsToHeal, isHealed, syncedSteps, steps, faults: { ...faults, ...link.faults }, outputs };
};

// packages/adapters/src/testing/binance-frames.ts
var binanceDepthFrame = (event) => {
  const { symbol, eventTimeMs, firstId, lastId, previousLastId, bids, asks } = event;
  const futures = previousLastId === void 0 ? '' : `"pu":${previousLastId},`;
  const times2 = previousLastId === void 0 ? `"E":${eventTimeMs}` : `"E":${eventTimeMs},"T":${eventTimeMs}`;
  const levels = `"b":${JSON.stringify(bids)},"a":${JSON.stringify(asks)}`;
  return `{"e":"depthUpdate",${times2},"s":"${symbol}","U":${firstId},"u":${lastId},${futures}${levels}}`;
};
var binanceCombinedFrame = (stream, frame) => `{"stream":"${stream}","data":${frame}}`;
var binanceSnapshotBody = (lastId, bids, asks) =>
  `{"lastUpdateId":${lastId},"bids":${JSON.stringify(bids)},"asks":${JSON.stringify(asks)}}`;

// packages/adapters/src/testing/book-history.ts
var BookHistory = class {
  #market;
  #depth;
  #books = [];
  constructor(market, depth3 = Number.POSITIVE_INFINITY) {
    this.#market = market;
    this.#depth = depth3;
    this.keep();
  }
  /** Number of the book as it is now. */
  get version() {
    return this.#books.length - 1;
  }
  /** Keeps the book as it is now and returns its number. */
  keep() {
    this.#books.push(this.#market.book(this.#depth));
    return this.version;
  }
  at(version) {
    return this.#books[version];
  }
};

// packages/adapters/src/testing/decimal-text.ts
var decimalText = (units, places) => {
  const digits = String(units).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

// packages/adapters/src/testing/simulated-market.ts
var SimulatedMarket = class {
  #shape;
  #random;
  /** Best first, as ticks of their own sign: a higher key is better. */
  #sides = { bids: [], asks: [] };
  constructor(shape, random) {
    this.#shape = shape;
    this.#random = random;
    for (let level = 1; level <= shape.levels; level++) {
      this.#sides.bids.push({ ticks: shape.middleTicks - level, steps: 1 + random.integer(5) });
      this.#sides.asks.push({ ticks: shape.middleTicks + level, steps: 1 + random.integer(5) });
    }
  }
  /** Changes one to four levels, now and then none. */
  change() {
    const random = this.#random;
    const changed = { bids: /* @__PURE__ */ new Map(), asks: /* @__PURE__ */ new Map() };
    const moves = random.integer(12) === 0 ? 0 : 1 + random.integer(4);
    for (let move = 0; move < moves; move++) {
      const name = random.integer(2) === 0 ? 'bids' : 'asks';
      for (const { ticks, steps } of this.#move(name)) changed[name].set(ticks, steps);
    }
    const texts = (levels) => [...levels].map(([ticks, steps]) => this.#text(ticks, steps));
    return { bids: texts(changed.bids), asks: texts(changed.asks) };
  }
  /** The best `depth` levels of each side as texts, best first. */
  texts(depth3 = Number.POSITIVE_INFINITY) {
    const side = (levels) => levels.slice(0, depth3).map(({ ticks, steps }) => this.#text(ticks, steps));
    return { bids: side(this.#sides.bids), asks: side(this.#sides.asks) };
  }
  /** The best `depth` levels of each side as numbers. */
  book(depth3 = Number.POSITIVE_INFINITY) {
    const priceUnit = 10 ** this.#shape.priceDecimals;
    const quantityUnit = 10 ** this.#shape.quantityDecimals;
    const side = (levels) => {
      const flat3 = [];
      for (let index = 0; index < levels.length && index < depth3; index++) {
        const { ticks, steps } = levels[index];
        flat3.push(ticks / priceUnit, steps / quantityUnit);
      }
      return flat3;
    };
    return { bids: side(this.#sides.bids), asks: side(this.#sides.asks) };
  }
  #text(ticks, steps) {
    return [decimalText(ticks, this.#shape.priceDecimals), decimalText(steps, this.#shape.quantityDecimals)];
  }
  /** Changes, removes or inserts one level and returns what is different then. */
  #move(name) {
    const random = this.#random;
    const side = this.#sides[name];
    const better = name === 'bids' ? 1 : -1;
    const kind = random.integer(10);
    const isShort = side.length <= 3;
    if (kind < 5 && side.length > 0) {
      const level2 = side[random.integer(side.length)];
      level2.steps = 1 + random.integer(5);
      return [{ ...level2 }];
    }
    if (kind < 7 && !isShort) {
      const index = random.integer(2) === 0 ? 0 : random.integer(side.length);
      const [level2] = side.splice(index, 1);
      return [{ ticks: level2.ticks, steps: 0 }];
    }
    const ticks = this.#freePrice(name, better);
    const existing = side.find((level2) => level2.ticks === ticks);
    if (existing !== void 0) {
      existing.steps = 1 + random.integer(5);
      return [{ ...existing }];
    }
    const level = { ticks, steps: 1 + random.integer(5) };
    const at = side.findIndex((other) => (other.ticks - ticks) * better < 0);
    side.splice(at < 0 ? side.length : at, 0, level);
    if (side.length <= this.#shape.levels * 2) return [{ ...level }];
    return [{ ...level }, { ticks: side.pop().ticks, steps: 0 }];
  }
  /** A price that does not cross: between the touches when there is room, otherwise within the side. */
  #freePrice(name, better) {
    const { bids, asks } = this.#sides;
    const best = (name === 'bids' ? bids : asks)[0]?.ticks ?? this.#shape.middleTicks - better;
    const other = (name === 'bids' ? asks : bids)[0]?.ticks ?? best + 2 * better;
    const room = (other - best) * better - 1;
    const step =
      this.#random.integer(4) === 0 ? Math.min(room, 1 + this.#random.integer(2)) : -this.#random.integer(12);
    return Math.max(1, best + better * step);
  }
};

// packages/adapters/src/testing/binance-venue.ts
var binanceVenue = (options, random) => {
  const { market: kind, symbol, snapshotLevels: snapshotLevels2, firstId } = options;
  const market = new SimulatedMarket({ priceDecimals: 2, quantityDecimals: 3, middleTicks: 5e4, levels: 12 }, random);
  const history = new BookHistory(market);
  let id = firstId;
  let published = firstId;
  let start = firstId;
  let bids = /* @__PURE__ */ new Map();
  let asks = /* @__PURE__ */ new Map();
  const update = () => {
    id += kind === 'spot' ? 1n : 1n + BigInt(random.integer(900));
    if (start === published) start = id;
    const change = market.change();
    for (const [price, quantity] of change.bids) bids.set(price, quantity);
    for (const [price, quantity] of change.asks) asks.set(price, quantity);
  };
  const levels = (map) => [...map].sort(([a], [b]) => Number(a) - Number(b));
  return {
    snapshots: 'requested',
    publish: (timeMs) => {
      for (let count2 = 1 + random.integer(2); count2 > 0; count2--) update();
      const frame = binanceDepthFrame({
        symbol,
        eventTimeMs: timeMs,
        firstId: String(start),
        lastId: String(id),
        ...(kind === 'spot' ? {} : { previousLastId: String(published) }),
        bids: levels(bids),
        asks: levels(asks),
      });
      published = id;
      start = id;
      bids = /* @__PURE__ */ new Map();
      asks = /* @__PURE__ */ new Map();
      const isCombined = random.integer(2) === 0;
      return {
        text: isCombined ? binanceCombinedFrame(`${symbol.toLowerCase()}@depth`, frame) : frame,
        version: history.keep(),
        counts: true,
      };
    },
    snapshot: () => {
      if (random.integer(2) === 0) update();
      const { bids: bidLevels, asks: askLevels } = market.texts(snapshotLevels2);
      return {
        text: binanceSnapshotBody(String(id), bidLevels, askLevels),
        version: history.version,
        counts: false,
      };
    },
    connect: () => [{ text: '{"result":null,"id":1}', version: history.version, counts: false }],
    truth: (version) => history.at(version),
  };
};

// packages/adapters/src/testing/bybit-frames.ts
var bybitBookFrame = (message) => {
  const { symbol, depth: depth3, type, timeMs, updateId, sequence, bids, asks } = message;
  const levels = `"b":${JSON.stringify(bids)},"a":${JSON.stringify(asks)}`;
  const data = `{"s":"${symbol}",${levels},"u":${updateId},"seq":${sequence}}`;
  return `{"topic":"orderbook.${depth3}.${symbol}","type":"${type}","ts":${timeMs},"data":${data},"cts":${timeMs - 2}}`;
};
var bybitAnswerFrame = (operation) =>
  `{"success":true,"ret_msg":"${operation === 'ping' ? 'pong' : ''}","conn_id":"1","op":"${operation}"}`;

// packages/adapters/src/testing/view-change.ts
var viewChange = (before, after, isGone) => {
  const old = new Map(before);
  const changes = after.filter(([price, quantity]) => old.get(price) !== quantity);
  const kept = new Set(after.map(([price]) => price));
  for (const [price, quantity] of before) {
    if (!kept.has(price) && isGone(price)) changes.push([price, quantity.replace(/[1-9]/g, '0')]);
  }
  return changes;
};

// packages/adapters/src/testing/bybit-venue.ts
var bybitVenue = (symbol, depth3, random) => {
  const market = new SimulatedMarket({ priceDecimals: 2, quantityDecimals: 3, middleTicks: 5e4, levels: 12 }, random);
  const history = new BookHistory(market, depth3);
  let updateId = BigInt(1e7 + random.integer(1e6));
  let sequence = BigInt(1e9 + random.integer(1e6));
  let view = market.texts(depth3);
  const frame = (type, timeMs, bids = view.bids, asks = view.asks) => ({
    text: bybitBookFrame({
      symbol,
      depth: depth3,
      type,
      timeMs,
      updateId: String(updateId),
      sequence: String(sequence),
      bids,
      asks,
    }),
    version: history.version,
    counts: true,
  });
  const move = () => {
    market.change();
    const before = view;
    view = market.texts(depth3);
    sequence += BigInt(1 + random.integer(50));
    history.keep();
    return {
      bids: viewChange(before.bids, view.bids, () => true),
      asks: viewChange(before.asks, view.asks, () => true),
    };
  };
  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      const { bids, asks } = move();
      updateId += 1n;
      return frame('delta', timeMs, bids, asks);
    },
    snapshot: (timeMs) => frame('snapshot', timeMs),
    connect: (timeMs) => [
      { text: bybitAnswerFrame('subscribe'), version: history.version, counts: false },
      frame('snapshot', timeMs),
    ],
    restart: (timeMs) => {
      move();
      updateId = 1n;
      return frame(random.integer(2) === 0 ? 'snapshot' : 'delta', timeMs);
    },
    truth: (version) => history.at(version),
  };
};

// packages/adapters/src/testing/coinbase-frames.ts
var coinbaseBookFrame = (message) => {
  const { product, type, timestamp, sequence, bids, asks } = message;
  const update = (side, levels) =>
    levels.map(
      ([price, quantity]) =>
        `{"side":"${side}","event_time":"${timestamp}","price_level":"${price}","new_quantity":"${quantity}"}`,
    );
  const updates = [...update('bid', bids), ...update('offer', asks)].join(',');
  const event = `{"type":"${type}","product_id":"${product}","updates":[${updates}]}`;
  return `{"channel":"l2_data","client_id":"","timestamp":"${timestamp}","sequence_num":${sequence},"events":[${event}]}`;
};
var coinbaseHeartbeatFrame = (timestamp, sequence) =>
  `{"channel":"heartbeats","client_id":"","timestamp":"${timestamp}","sequence_num":${sequence},"events":[{"heartbeat_counter":${sequence}}]}`;

// packages/adapters/src/testing/coinbase-venue.ts
var coinbaseVenue = (product, random) => {
  const market = new SimulatedMarket({ priceDecimals: 2, quantityDecimals: 8, middleTicks: 5e4, levels: 12 }, random);
  const history = new BookHistory(market);
  let sequence = -1;
  const next = () => {
    sequence += 1;
    return sequence;
  };
  const counted = (text) => ({ text, version: history.version, counts: true });
  const timestamp = (timeMs) => new Date(timeMs).toISOString();
  const snapshot = (timeMs) =>
    counted(
      coinbaseBookFrame({
        product,
        type: 'snapshot',
        timestamp: timestamp(timeMs),
        sequence: next(),
        ...market.texts(),
      }),
    );
  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      const kind = random.integer(10);
      if (kind === 0) return counted(coinbaseHeartbeatFrame(timestamp(timeMs), next()));
      const own = kind > 1;
      const change = own ? market.change() : market.texts(1);
      if (own) history.keep();
      return counted(
        coinbaseBookFrame({
          product: own ? product : 'OTHER-USD',
          type: 'update',
          timestamp: timestamp(timeMs),
          sequence: next(),
          ...change,
        }),
      );
    },
    snapshot,
    connect: (timeMs) => {
      sequence = -1;
      return [
        counted(
          `{"channel":"subscriptions","client_id":"","timestamp":"${timestamp(timeMs)}","sequence_num":${next()},"events":[]}`,
        ),
        snapshot(timeMs),
      ];
    },
    truth: (version) => history.at(version),
  };
};

// packages/adapters/src/testing/kraken-frames.ts
import { crc32 } from 'node:zlib';

var numbers = (levels) => `[${levels.map(([price, quantity]) => `{"price":${price},"qty":${quantity}}`).join(',')}]`;
var krakenBookFrame = (message) => {
  const { symbol, type, checksum, timestamp, bids, asks } = message;
  const time = timestamp === void 0 ? '' : `,"timestamp":"${timestamp}"`;
  const book = `{"symbol":"${symbol}","bids":${numbers(bids)},"asks":${numbers(asks)},"checksum":${checksum}${time}}`;
  return `{"channel":"book","type":"${type}","data":[${book}]}`;
};
var bare = (digits) => digits.replace('.', '').replace(/^0+/, '');
var krakenBookChecksum = (bids, asks) => {
  const text = [asks, bids].flatMap((side) =>
    side.slice(0, 10).map(([price, quantity]) => `${bare(price)}${bare(quantity)}`),
  );
  return crc32(text.join(''));
};
var krakenHeartbeatFrame = () => '{"channel":"heartbeat"}';

// packages/adapters/src/testing/kraken-venue.ts
var depth = 10;
var krakenVenue = (symbol, random) => {
  const market = new SimulatedMarket({ priceDecimals: 1, quantityDecimals: 8, middleTicks: 5e4, levels: 12 }, random);
  const history = new BookHistory(market, depth);
  let view = market.texts(depth);
  let microseconds = 0;
  const timestamp = (timeMs) => {
    microseconds = Math.max(microseconds + 1, timeMs * 1e3 + random.integer(1e3));
    const wholeMs = Math.floor(microseconds / 1e3);
    return new Date(wholeMs).toISOString().replace('Z', `${String(microseconds % 1e3).padStart(3, '0')}Z`);
  };
  const snapshot = (timeMs) => ({
    text: krakenBookFrame({
      symbol,
      type: 'snapshot',
      checksum: krakenBookChecksum(view.bids, view.asks),
      timestamp: timestamp(timeMs),
      ...view,
    }),
    version: history.version,
    counts: true,
  });
  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      if (random.integer(12) === 0) {
        return { text: krakenHeartbeatFrame(), version: history.version, counts: false };
      }
      market.change();
      const before = view;
      view = market.texts(depth);
      history.keep();
      const { bids, asks } = market.texts();
      const held = new Set([...bids, ...asks].map(([price]) => price));
      const isGone = (price) => !held.has(price);
      return {
        text: krakenBookFrame({
          symbol,
          type: 'update',
          checksum: krakenBookChecksum(view.bids, view.asks),
          timestamp: timestamp(timeMs),
          bids: viewChange(before.bids, view.bids, isGone),
          asks: viewChange(before.asks, view.asks, isGone),
        }),
        version: history.version,
        counts: true,
      };
    },
    snapshot,
    connect: (timeMs) => [
      {
        text: '{"method":"subscribe","result":{"channel":"book"},"success":true}',
        version: history.version,
        counts: false,
      },
      snapshot(timeMs),
    ],
    truth: (version) => history.at(version),
  };
};

// packages/adapters/src/testing/okx-frames.ts
var four = (levels) => JSON.stringify(levels.map(([price, quantity]) => [price, quantity, '0', '1']));
var okxBookFrame = (message) => {
  const { instrument, action, timeMs, sequenceId, previousSequenceId, bids, asks } = message;
  const ids = `"checksum":0,"seqId":${sequenceId},"prevSeqId":${previousSequenceId}`;
  const book = `{"asks":${four(asks)},"bids":${four(bids)},"ts":"${timeMs}",${ids}}`;
  return `{"arg":{"channel":"books","instId":"${instrument}"},"action":"${action}","data":[${book}]}`;
};
var okxAnswerFrame = (instrument) =>
  `{"event":"subscribe","arg":{"channel":"books","instId":"${instrument}"},"connId":"a4d3ae55"}`;

// packages/adapters/src/testing/okx-venue.ts
var okxVenue = (instrument, random) => {
  const market = new SimulatedMarket({ priceDecimals: 2, quantityDecimals: 3, middleTicks: 5e4, levels: 12 }, random);
  const history = new BookHistory(market);
  let id = 1724294007352168320n + BigInt(random.integer(1e6));
  const update = (timeMs, nextId, bids, asks) => {
    const previous = id;
    id = nextId;
    return {
      text: okxBookFrame({
        instrument,
        action: 'update',
        timeMs,
        sequenceId: String(id),
        previousSequenceId: String(previous),
        bids,
        asks,
      }),
      version: history.version,
      counts: true,
    };
  };
  const changed = (timeMs, nextId) => {
    const { bids, asks } = market.change();
    history.keep();
    return update(timeMs, nextId, bids, asks);
  };
  const snapshot = (timeMs) => ({
    text: okxBookFrame({
      instrument,
      action: 'snapshot',
      timeMs,
      sequenceId: String(id),
      previousSequenceId: '-1',
      ...market.texts(),
    }),
    version: history.version,
    counts: true,
  });
  return {
    snapshots: 'streamed',
    publish: (timeMs) =>
      random.integer(10) === 0 ? update(timeMs, id, [], []) : changed(timeMs, id + BigInt(1 + random.integer(9))),
    snapshot,
    connect: (timeMs) => [
      { text: okxAnswerFrame(instrument), version: history.version, counts: false },
      snapshot(timeMs),
    ],
    restart: (timeMs) => changed(timeMs, id / 2n + BigInt(random.integer(1e6))),
    truth: (version) => history.at(version),
  };
};

// packages/adapters/src/order-book-sync/binance-book.ts
import { z as z3 } from 'zod';

// packages/adapters/src/order-book-sync/level-buffer.ts
var LevelBuffer = class {
  values = new Float64Array(64);
  /** How many numbers of `values` are in use. */
  length = 0;
  push(price, quantity) {
    if (this.length + 2 > this.values.length) this.grow();
    this.values[this.length] = price;
    this.values[this.length + 1] = quantity;
    this.length += 2;
  }
  /** Makes room for twice as many, and returns where they are now. */
  grow() {
    const longer = new Float64Array(this.values.length * 2);
    longer.set(this.values);
    this.values = longer;
    return longer;
  }
  clear() {
    this.length = 0;
  }
};

// packages/adapters/src/order-book-sync/book-frame.ts
var BookFrame = class {
  /** `other` is any message that says nothing about the book: answers, heartbeats, other instruments. */
  kind = 'other';
  /** A delta leads from the book of `previousId` to that of `lastId`. */
  previousId = '';
  /** Id of the book after a delta, or of a snapshot. */
  lastId = '';
  /** Digits that rise with the venue's time, also where ids start again; empty when the message has none. */
  order = '';
  timeMs = 0;
  bids = new LevelBuffer();
  asks = new LevelBuffer();
  clear() {
    this.kind = 'other';
    this.previousId = '';
    this.lastId = '';
    this.order = '';
    this.timeMs = 0;
    this.bids.clear();
    this.asks.clear();
  }
};

// packages/adapters/src/order-book-sync/frame-fault.ts
var FrameFault = class {
  code;
  message;
  constructor(code, message) {
    this.code = code;
    this.message = message;
  }
};

// packages/adapters/src/order-book-sync/pending-frames.ts
var pendingFrame = ({ previousId, lastId, order, timeMs, bids, asks }) => ({
  previousId,
  lastId,
  order,
  timeMs,
  bids: bids.values.slice(0, bids.length),
  asks: asks.values.slice(0, asks.length),
});
var isPending = (pending, { previousId, lastId, order }) =>
  pending.some((frame) => frame.lastId === lastId && frame.previousId === previousId && frame.order === order);

// packages/adapters/src/order-book-sync/sync-state.ts
var startState = (book) => ({
  book,
  phase: 'offline',
  reason: 'not-connected',
  updateId: '',
  attempts: 0,
  isRequested: false,
  sinceMs: 0,
  oldMessages: 0,
  lastMessageMs: 0,
  confirmedMs: 0,
  outputs: [],
});
var syncMoves = (settings, snapshotLevels2) => {
  const moves = {
    synced: (state, timeMs) => {
      if (state.phase === 'synced') return;
      state.phase = 'synced';
      state.attempts = 0;
      state.isRequested = false;
      state.oldMessages = 0;
      state.outputs.push({ type: 'synced', timeMs });
      moves.emitBook(state);
    },
    emitBook: (state) => {
      if (!settings.emitEvents) return;
      const snapshot = orderBookSnapshot(state.book);
      const event = state.updateId === '' ? snapshot : { ...snapshot, updateId: state.updateId };
      state.outputs.push({ type: 'event', event });
    },
    unsynced: (state, phase, reason, timeMs) => {
      const wasSynced = state.phase === 'synced';
      state.phase = phase;
      state.reason = reason;
      state.sinceMs = timeMs;
      if (wasSynced) state.outputs.push({ type: 'unsynced', reason, timeMs });
    },
    requestSnapshot: (state, reason, timeMs) => {
      if (state.attempts >= settings.maximumAttempts) {
        moves.reconnect(state, 'attempts-exhausted', timeMs);
        return;
      }
      moves.unsynced(state, 'waiting', reason, timeMs);
      state.isRequested = true;
      state.attempts += 1;
      state.outputs.push({ type: 'request-snapshot', reason, attempt: state.attempts, levels: snapshotLevels2 });
    },
    reconnect: (state, reason, timeMs) => {
      moves.unsynced(state, 'reconnecting', reason, timeMs);
      state.outputs.push({ type: 'reconnect', reason });
    },
    ignored: (state, reason) => {
      state.outputs.push({ type: 'ignored', reason });
    },
    oldMessage: (state, timeMs) => {
      moves.ignored(state, 'old-message');
      if (state.phase !== 'synced') return;
      state.oldMessages += 1;
      if (state.oldMessages > settings.maximumOldMessages) moves.reconnect(state, 'stale-stream', timeMs);
    },
    checkPatience: (state, { type, timeMs }) => {
      const { phase } = state;
      if (phase === 'offline' || phase === 'reconnecting') return;
      if (type === 'tick' && !(timeMs - state.lastMessageMs <= settings.silenceMs)) {
        moves.reconnect(state, 'silent', timeMs);
        return;
      }
      const waitedMs = timeMs - state.sinceMs;
      const isLate =
        (phase === 'filling' && !(waitedMs <= settings.waitMs)) ||
        (phase === 'waiting' && state.isRequested && !(waitedMs <= settings.snapshotTimeoutMs));
      if (isLate) moves.requestSnapshot(state, state.reason, timeMs);
    },
  };
  return moves;
};
var takeOutputs = (state) => {
  if (state.outputs.length === 0) return noOutputs;
  const { outputs } = state;
  state.outputs = [];
  return outputs;
};
var noOutputs = Object.freeze([]);
var served = ({ phase, reason, book, updateId, confirmedMs }) =>
  phase === 'synced' ? { synced: true, book, updateId, confirmedMs } : { synced: false, reason, staleBook: book };

// packages/adapters/src/order-book-sync/venue-id.ts
var compareIds = (a, b) => {
  if (a === b) return 0;
  if (a === '-1') return -1;
  if (b === '-1') return 1;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
};
var exactLength = 15;
var idBefore = (id) => (id.length <= exactLength ? String(Number(id) - 1) : String(BigInt(id) - 1n));
var idsBetween = (earlier, later) =>
  later.length <= exactLength && earlier.length <= exactLength
    ? Number(later) - Number(earlier)
    : Number(BigInt(later) - BigInt(earlier));

// packages/adapters/src/order-book-sync/chain-sync.ts
var compareOrders = (a, b) => (a === '' || b === '' ? 0 : compareIds(a, b));
var chainSync = (options) => {
  const { settings, rules, readMessage, readSnapshot, maximumLevels, snapshotLevels: snapshotLevels2 } = options;
  const waitIds = settings.gaps.wait ?? rules.waitIds;
  const snapshotIds = settings.gaps.snapshot ?? rules.snapshotIds;
  const moves = syncMoves(settings, snapshotLevels2);
  const frame = new BookFrame();
  const forget = (state) => {
    state.appliedId = void 0;
    state.appliedOrder = '';
    state.floorId = '';
    state.floorOrder = '';
    state.isAfterSnapshot = false;
    state.pending = [];
  };
  const linkOf = (state, { previousId, lastId, order }) => {
    const appliedId = state.appliedId;
    const inTime = compareOrders(order, state.appliedOrder);
    if (rules.order === 'ranks' && inTime < 0) return 'old';
    const overlaps = rules.overlap === 'always' || (rules.overlap === 'after-snapshot' && state.isAfterSnapshot);
    const start = compareIds(previousId, appliedId);
    const end2 = compareIds(lastId, appliedId);
    if (start === 0 || (overlaps && start < 0 && end2 > 0)) return 'follows';
    if (end2 <= 0) return inTime > 0 ? 'restarted' : 'old';
    return rules.order === 'settles' && inTime < 0 ? 'old' : 'gap';
  };
  const apply = (state, change) => {
    const { book } = state;
    if (change instanceof BookFrame) {
      book.update('bid', change.bids.values, change.bids.length);
      book.update('ask', change.asks.values, change.asks.length);
    } else {
      book.update('bid', change.bids, change.bids.length);
      book.update('ask', change.asks, change.asks.length);
    }
    book.finish(change.timeMs > 0 ? change.timeMs : (book.timeMs ?? 0));
    state.appliedId = change.lastId;
    state.appliedOrder = change.order;
    state.updateId = change.lastId;
    state.isAfterSnapshot = false;
    state.oldMessages = 0;
    return !book.isCrossed;
  };
  const distrust = (state, timeMs) => {
    state.floorId = state.appliedId ?? '';
    state.appliedId = void 0;
    moves.requestSnapshot(state, 'crossed-book', timeMs);
  };
  const drain = (state) => {
    let hasMoved = true;
    while (hasMoved && state.pending.length > 0) {
      hasMoved = false;
      const left = [];
      for (const change of state.pending) {
        const link = linkOf(state, change);
        if (link === 'follows') {
          if (!apply(state, change)) return false;
          hasMoved = true;
        } else if (link !== 'old') left.push(change);
      }
      state.pending = left;
    }
    return true;
  };
  const wait = (state, timeMs) => {
    if (isPending(state.pending, frame)) {
      moves.ignored(state, 'duplicate');
      return;
    }
    state.pending.push(pendingFrame(frame));
    if (state.pending.length > settings.maximumPending) moves.reconnect(state, 'overflow', timeMs);
  };
  const emit = (state) => {
    const event = {
      type: 'order-book-delta',
      instrumentId: settings.instrumentId,
      timeMs: frame.timeMs,
      bids: Array.from(frame.bids.values.subarray(0, frame.bids.length)),
      asks: Array.from(frame.asks.values.subarray(0, frame.asks.length)),
      updateId: frame.lastId,
    };
    state.outputs.push({ type: 'event', event });
  };
  const collect = (state, timeMs) => {
    wait(state, timeMs);
    if (state.phase === 'waiting' && !state.isRequested) moves.requestSnapshot(state, state.reason, timeMs);
  };
  const followed = (state, timeMs) => {
    const wasSynced = state.phase === 'synced';
    if (!apply(state, frame) || !drain(state)) {
      distrust(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    if (wasSynced && settings.emitEvents) emit(state);
    const isNewest = state.pending.length === 0 && compareOrders(state.appliedOrder, state.newestOrder) >= 0;
    if (isNewest) moves.synced(state, timeMs);
  };
  const missed = (state, timeMs) => {
    const { phase } = state;
    const size = idsBetween(state.appliedId, frame.previousId);
    wait(state, timeMs);
    if (phase !== 'synced' && phase !== 'linking') return;
    if (!(size <= snapshotIds)) moves.reconnect(state, 'gap', timeMs);
    else if (phase === 'linking' || !(size <= waitIds)) moves.requestSnapshot(state, 'gap', timeMs);
    else moves.unsynced(state, 'filling', 'gap', timeMs);
  };
  const contradicts = ({ lastId, order }) =>
    compareOrders(frame.order, order) > 0 && compareIds(frame.lastId, lastId) < 0;
  const onDelta = (state, timeMs) => {
    const { newestOrder } = state;
    if (newestOrder === '' || compareOrders(frame.order, newestOrder) > 0) state.newestOrder = frame.order;
    if (state.appliedId === void 0) {
      collect(state, timeMs);
      return;
    }
    const link = state.pending.some(contradicts) ? 'restarted' : linkOf(state, frame);
    if (link === 'follows') followed(state, timeMs);
    else if (link === 'gap') missed(state, timeMs);
    else if (link === 'old') moves.oldMessage(state, timeMs);
    else {
      forget(state);
      state.floorOrder = newestOrder;
      wait(state, timeMs);
      moves.requestSnapshot(state, 'ids-restarted', timeMs);
    }
  };
  const load = (state) => {
    const { bids, asks, timeMs, lastId, order } = frame;
    const isCut = (length) => snapshotLevels2 !== void 0 && length >= snapshotLevels2 * 2;
    const last = (levels) => (isCut(levels.length) ? levels.values[levels.length - 2] : void 0);
    const { book } = state;
    book.clear(last(bids), last(asks));
    book.update('bid', bids.values, bids.length);
    book.update('ask', asks.values, asks.length);
    book.finish(timeMs);
    state.appliedId = lastId;
    state.appliedOrder = order;
    state.updateId = lastId;
    state.floorId = '';
    state.isAfterSnapshot = true;
    return !book.isCrossed;
  };
  const refuseCrossed = (state, timeMs) => {
    state.appliedId = void 0;
    state.outputs.push({
      type: 'refused',
      code: 'CROSSED_SNAPSHOT',
      message: 'best bid was not below best ask in the snapshot',
    });
    moves.requestSnapshot(state, 'crossed-book', timeMs);
  };
  const settle = (state, isProven, timeMs) => {
    const before = state.appliedId;
    if (!drain(state)) distrust(state, timeMs);
    else if (state.pending.length > 0 || compareOrders(state.appliedOrder, state.newestOrder) < 0)
      moves.requestSnapshot(state, 'gap', timeMs);
    else if (isProven || state.appliedId !== before) moves.synced(state, timeMs);
    else moves.unsynced(state, 'linking', 'awaiting-first-update', timeMs);
  };
  const old = (state, timeMs) => {
    moves.ignored(state, 'old-snapshot');
    if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
  };
  const onRequestedSnapshot = (state, timeMs) => {
    const { lastId } = frame;
    if (state.phase === 'synced') {
      moves.ignored(state, 'snapshot-not-needed');
      return;
    }
    const isNewer = state.appliedId === void 0 || compareIds(lastId, state.appliedId) > 0;
    const later = state.pending.filter((change) => compareIds(change.lastId, lastId) > 0);
    const isReached = later.length === 0 || later.some(({ previousId }) => compareIds(previousId, lastId) <= 0);
    if (!isNewer || compareIds(lastId, state.floorId) < 0 || !isReached) {
      old(state, timeMs);
      return;
    }
    const isLatest = later.length === 0 && state.pending.some((change) => change.lastId === lastId);
    if (!load(state)) {
      refuseCrossed(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.pending = later;
    settle(state, isLatest, timeMs);
  };
  const isBeforeSnapshot = ({ order, lastId }) => {
    const inTime = compareOrders(order, frame.order);
    return inTime < 0 || (inTime === 0 && compareIds(lastId, frame.lastId) <= 0);
  };
  const isOfUse = ({ appliedId, appliedOrder, floorId, floorOrder, phase }) => {
    if (compareOrders(frame.order, floorOrder) < 0) return false;
    if (appliedId === void 0) return compareIds(frame.lastId, floorId) >= 0;
    const inTime = compareOrders(frame.order, appliedOrder);
    const inIds = compareIds(frame.lastId, appliedId);
    if (phase === 'synced') return inTime > 0 || (inTime === 0 && inIds > 0);
    return inTime > 0 || (inIds >= 0 && !(rules.order === 'ranks' && inTime < 0));
  };
  const onStreamedSnapshot = (state, timeMs) => {
    if (!isOfUse(state)) {
      old(state, timeMs);
      return;
    }
    if (!load(state)) {
      refuseCrossed(state, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.pending = state.pending.filter((change) => !isBeforeSnapshot(change));
    if (state.phase === 'synced') moves.emitBook(state);
    settle(state, true, timeMs);
  };
  const parse = (state, read, text) => {
    frame.clear();
    try {
      if (text.length > settings.maximumFrameLength) {
        throw new FrameFault('TOO_LONG', `the message had ${text.length} characters`);
      }
      read(text, frame);
      return true;
    } catch (fault) {
      if (!(fault instanceof FrameFault)) throw fault;
      state.outputs.push({ type: 'refused', code: fault.code, message: fault.message });
      return false;
    }
  };
  return {
    start: () => ({
      ...startState(
        createOrderBook({
          instrumentId: settings.instrumentId,
          ...(maximumLevels === void 0 ? {} : { maximumLevels }),
        }),
      ),
      appliedId: void 0,
      appliedOrder: '',
      floorId: '',
      floorOrder: '',
      newestOrder: '',
      isAfterSnapshot: false,
      pending: [],
    }),
    next: (state, input) => {
      const { timeMs } = input;
      moves.checkPatience(state, input);
      if (input.type === 'connected') {
        forget(state);
        state.newestOrder = '';
        state.attempts = 0;
        state.lastMessageMs = timeMs;
        moves.unsynced(state, 'waiting', 'awaiting-snapshot', timeMs);
        state.isRequested = rules.snapshots === 'streamed';
      } else if (input.type === 'disconnected') {
        forget(state);
        moves.unsynced(state, 'offline', 'not-connected', timeMs);
      } else if (state.phase === 'offline' || state.phase === 'reconnecting') {
        if (input.type !== 'tick') moves.ignored(state, 'not-connected');
      } else if (input.type === 'message') {
        state.lastMessageMs = timeMs;
        if (parse(state, readMessage, input.text)) {
          if (frame.kind === 'delta') onDelta(state, timeMs);
          else if (frame.kind === 'snapshot') onStreamedSnapshot(state, timeMs);
        }
      } else if (input.type === 'snapshot') {
        if (readSnapshot === void 0) moves.ignored(state, 'snapshot-not-needed');
        else if (parse(state, readSnapshot, input.text)) onRequestedSnapshot(state, timeMs);
        else if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
      }
      return takeOutputs(state);
    },
    served,
  };
};

// packages/adapters/src/order-book-sync/link-rules.ts
var linkRules = {
  binanceSpot: {
    overlap: 'always',
    snapshots: 'requested',
    order: 'hints',
    waitIds: 5e3,
    snapshotIds: 1e5,
  },
  binanceFutures: {
    overlap: 'after-snapshot',
    snapshots: 'requested',
    order: 'hints',
    waitIds: 3e4,
    snapshotIds: 1e6,
  },
  bybit: { overlap: 'never', snapshots: 'streamed', order: 'ranks', waitIds: 10, snapshotIds: 100 },
  okx: { overlap: 'never', snapshots: 'streamed', order: 'settles', waitIds: 1e3, snapshotIds: 1e6 },
  coinbase: { overlap: 'never', snapshots: 'streamed', order: 'hints', waitIds: 10, snapshotIds: 100 },
};

// packages/adapters/src/order-book-sync/iso-time.ts
var syntax = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;
var isoTime = (text, what) => {
  const parts = syntax.exec(text);
  const wholeMs = parts === null ? Number.NaN : Date.parse(`${text.slice(0, 19)}Z`);
  if (parts === null || !Number.isFinite(wholeMs)) throw new FrameFault('BAD_TIME', `${what} was no time in UTC`);
  const fraction = (parts[7] ?? '').padEnd(9, '0');
  return { timeMs: wholeMs + Number(fraction) / 1e6, order: `${parts.slice(1, 7).join('')}${fraction}` };
};
var epochTime = (digits, what) => {
  const timeMs = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!(timeMs >= 0)) throw new FrameFault('BAD_TIME', `${what} was no count of milliseconds`);
  return { timeMs, order: digits };
};

// packages/adapters/src/order-book-sync/json-cursor.ts
var [quote, backslash, comma, colon, minus, plus, point] = [34, 92, 44, 58, 45, 43, 46];
var [zero, nine, openBrace, closeBrace, openBracket, closeBracket] = [48, 57, 123, 125, 91, 93];
var [space, lineFeed, carriageReturn, tab] = [32, 10, 13, 9];
var deepest = 32;
var largest2 = 1e100;
var exactLength2 = 15;
var powersOfTen2 = Float64Array.from({ length: exactLength2 }, (_, exponent) => Number(`1e${exponent}`));
var end = 0;
var shortDecimal = (text, at) => {
  let digits = 0;
  let place = at;
  let code = text.charCodeAt(place);
  while (code >= zero && code <= nine) {
    digits = (Math.imul(digits, 10) + code - zero) | 0;
    code = text.charCodeAt(++place);
  }
  let decimals2 = 0;
  if (code === point) {
    const first = place + 1;
    code = text.charCodeAt(++place);
    while (code >= zero && code <= nine) {
      digits = (Math.imul(digits, 10) + code - zero) | 0;
      code = text.charCodeAt(++place);
    }
    decimals2 = place - first;
    if (decimals2 === 0 || first === at + 1) return -1;
  }
  end = place;
  const length = place - at;
  return length === 0 || length > (decimals2 > 0 ? 10 : 9) ? -1 : digits / powersOfTen2[decimals2];
};
var compactLevels = (text, at, into) => {
  let { values, length } = into;
  let place = at;
  let start = at;
  for (;;) {
    if (length > 0 && text.charCodeAt(place) === comma) place += 1;
    if (text.charCodeAt(place) !== openBracket || text.charCodeAt(place + 1) !== quote) break;
    const price = shortDecimal(text, place + 2);
    if (!(price > 0) || text.charCodeAt(end) !== quote) break;
    if (text.charCodeAt(end + 1) !== comma || text.charCodeAt(end + 2) !== quote) break;
    const quantity = shortDecimal(text, end + 3);
    if (!(quantity >= 0) || text.charCodeAt(end) !== quote || text.charCodeAt(end + 1) !== closeBracket) break;
    if (length + 2 > values.length) values = into.grow();
    values[length] = price;
    values[length + 1] = quantity;
    length += 2;
    place = end + 2;
    start = place;
  }
  into.length = length;
  return start;
};
var isDigit = (code) => code >= zero && code <= nine;
var JsonCursor = class {
  #text = '';
  #at = 0;
  /** Whether the container that was entered last has given nothing yet. */
  #isFirst = false;
  start(text) {
    this.#text = text;
    this.#at = 0;
    this.#isFirst = false;
  }
  /** Where the next value begins, to come back to. */
  mark() {
    this.#peek();
    return this.#at;
  }
  /** Comes back to a mark. The value there has been skipped once, so it is well-formed. */
  jump(mark) {
    this.#at = mark;
  }
  /** The first key of the object that is next, which is not entered; `undefined` for anything else. */
  firstKey() {
    if (this.#peek() !== openBrace) return void 0;
    const start = this.#at;
    this.enterObject('');
    const key = this.nextKey();
    this.#at = start;
    return key;
  }
  /** Whether the next value is an object. */
  get isObject() {
    return this.#peek() === openBrace;
  }
  /** Whether the next value is a string. */
  get isString() {
    return this.#peek() === quote;
  }
  enterObject(what) {
    if (this.#peek() !== openBrace) throw this.#wrongType(what, 'an object');
    this.#at += 1;
    this.#isFirst = true;
  }
  /** The next key of the object, its value being next; `undefined` at its end. */
  nextKey() {
    let code = this.#peek();
    if (code === closeBrace) {
      this.#at += 1;
      this.#isFirst = false;
      return void 0;
    }
    if (this.#isFirst) this.#isFirst = false;
    else {
      if (code !== comma) throw this.#notJson();
      this.#at += 1;
      code = this.#peek();
    }
    if (code !== quote) throw this.#notJson();
    const key = this.#string();
    if (this.#peek() !== colon) throw this.#notJson();
    this.#at += 1;
    return key;
  }
  enterArray(what) {
    if (this.#peek() !== openBracket) throw this.#wrongType(what, 'an array');
    this.#at += 1;
    this.#isFirst = true;
  }
  /** Whether the array has another item, which is next. */
  nextItem() {
    const code = this.#peek();
    if (code === closeBracket) {
      this.#at += 1;
      this.#isFirst = false;
      return false;
    }
    if (this.#isFirst) this.#isFirst = false;
    else {
      if (code !== comma) throw this.#notJson();
      this.#at += 1;
      if (this.#peek() === closeBracket) throw this.#notJson();
    }
    return true;
  }
  string(what) {
    if (this.#peek() !== quote) throw this.#wrongType(what, 'a text');
    return this.#string();
  }
  /** The next value if it is a string; anything else is skipped. */
  stringOrSkip() {
    if (this.isString) return this.#string();
    this.skip();
    return void 0;
  }
  /** The digits of a JSON number, as sent. */
  numberText(what) {
    const code = this.#peek();
    if (!(isDigit(code) || code === minus)) throw this.#wrongType(what, 'a number');
    const start = this.#at;
    this.#number();
    return this.#text.slice(start, this.#at);
  }
  /** The text of a number, whether it was sent as one or in quotes. */
  digits(what) {
    return this.#peek() === quote ? this.#string() : this.numberText(what);
  }
  /**
   * Appends a list of levels `[["61800.20","2.909"], …]`, each of `width` texts of which the first two count.
   *
   * A price is above 0, a quantity at least 0.
   */
  levels(what, width, into) {
    this.enterArray(what);
    if (width === 2) this.#at = compactLevels(this.#text, this.#at, into);
    if (into.length > 0) this.#isFirst = false;
    while (this.nextItem()) {
      if (this.#peek() !== openBracket) throw this.#wrongType(`a level of ${what}`, 'an array');
      this.#at += 1;
      const price = this.#decimal(what);
      if (!(price > 0)) throw new FrameFault('OUT_OF_RANGE', `a price of ${what} was 0`);
      this.#separator(comma);
      into.push(price, this.#decimal(what));
      for (let extra = 2; extra < width; extra++) {
        this.#separator(comma);
        this.skip();
      }
      this.#separator(closeBracket);
    }
  }
  /** A plain decimal number in quotes, at least 0: `"0.014"`. */
  decimal(what) {
    this.#peek();
    return this.#decimal(what);
  }
  /** Checks one value and passes over it. */
  skip(depth3 = 0) {
    const code = this.#peek();
    if (code === quote) this.#passString();
    else if (code === openBrace || code === openBracket) {
      if (depth3 >= deepest) throw new FrameFault('TOO_DEEP', `nested more than ${deepest} deep`);
      if (code === openBrace) {
        this.enterObject('');
        while (this.nextKey() !== void 0) this.skip(depth3 + 1);
      } else {
        this.enterArray('');
        while (this.nextItem()) this.skip(depth3 + 1);
      }
    } else if (isDigit(code) || code === minus) this.#number();
    else this.#literal();
  }
  /** Makes sure that nothing follows. */
  end() {
    this.#peek();
    if (this.#at < this.#text.length) throw this.#notJson();
  }
  /** Passes over white space and returns the character there, NaN at the end. */
  #peek() {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (code === space || code === lineFeed || code === carriageReturn || code === tab) {
      this.#at += 1;
      code = text.charCodeAt(this.#at);
    }
    return code;
  }
  #separator(expected) {
    if (this.#peek() !== expected) throw new FrameFault('WRONG_TYPE', `a level was malformed at ${this.#at}`);
    this.#at += 1;
  }
  /** Passes over a string and returns whether it has escapes. */
  #passString() {
    const text = this.#text;
    let at = this.#at + 1;
    let hasEscapes = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (!(code >= space)) throw this.#notJson();
      if (code === backslash) {
        hasEscapes = true;
        at += 1;
      }
      at += 1;
    }
    const start = this.#at;
    this.#at = at + 1;
    if (hasEscapes) this.#unescape(start);
    return hasEscapes;
  }
  #string() {
    const start = this.#at;
    return this.#passString() ? this.#unescape(start) : this.#text.slice(start + 1, this.#at - 1);
  }
  /** A string with escapes is rare; the language reads it, and refuses what is no escape. */
  #unescape(start) {
    try {
      return JSON.parse(this.#text.slice(start, this.#at));
    } catch {
      throw this.#notJson();
    }
  }
  #number() {
    const text = this.#text;
    if (text.charCodeAt(this.#at) === minus) this.#at += 1;
    const isZero = text.charCodeAt(this.#at) === zero;
    const wholeDigits = this.#passDigits();
    if (wholeDigits === 0 || (isZero && wholeDigits > 1)) throw this.#notJson();
    if (text.charCodeAt(this.#at) === point) {
      this.#at += 1;
      if (this.#passDigits() === 0) throw this.#notJson();
    }
    if ((text.charCodeAt(this.#at) | 32) !== 101) return;
    this.#at += 1;
    const sign = text.charCodeAt(this.#at);
    if (sign === minus || sign === plus) this.#at += 1;
    if (this.#passDigits() === 0) throw this.#notJson();
  }
  #passDigits() {
    const start = this.#at;
    while (isDigit(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#at - start;
  }
  #literal() {
    for (const word of ['true', 'false', 'null']) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return;
    }
    throw this.#notJson();
  }
  #decimal(what) {
    const text = this.#text;
    let at = this.#at;
    if (text.charCodeAt(at) !== quote) {
      if (this.#peek() !== quote) throw this.#wrongType(`a number of ${what}`, 'a text');
      at = this.#at;
    }
    const start = ++at;
    let mantissa = 0;
    let code = text.charCodeAt(at);
    while (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero);
      code = text.charCodeAt(++at);
    }
    let isPlain = at > start;
    let decimals2 = 0;
    if (code === point) {
      const first = at + 1;
      code = text.charCodeAt(++at);
      while (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        code = text.charCodeAt(++at);
      }
      decimals2 = at - first;
      isPlain = isPlain && decimals2 > 0;
    }
    if (!isPlain || code !== quote) throw new FrameFault('NOT_A_DECIMAL', `a number of ${what} was no plain decimal`);
    const value = at - start <= exactLength2 ? mantissa / powersOfTen2[decimals2] : Number(text.slice(start, at));
    this.#at = at + 1;
    if (!(value <= largest2) || (value === 0 && mantissa > 0)) {
      throw new FrameFault('OUT_OF_RANGE', `a number of ${what} was too large or too small`);
    }
    return value;
  }
  #wrongType(what, expected) {
    return this.#at < this.#text.length ? new FrameFault('WRONG_TYPE', `${what} was not ${expected}`) : this.#notJson();
  }
  #notJson() {
    return new FrameFault(
      'NOT_JSON',
      this.#at < this.#text.length ? `no JSON at character ${this.#at}` : 'the frame was cut short',
    );
  }
};

// packages/adapters/src/order-book-sync/read-fields.ts
var readFields = (cursor, what, kindKey, readKind, field) => {
  let kind;
  let isKnown = false;
  let early;
  cursor.enterObject(what);
  for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
    if (key === kindKey) {
      if (isKnown) throw new FrameFault('DUPLICATE_FIELD', `${what} had ${kindKey} twice`);
      kind = readKind();
      isKnown = true;
    } else if (isKnown) field(key, kind);
    else {
      early ??= [];
      early.push({ key, at: cursor.mark() });
      cursor.skip();
    }
  }
  if (!isKnown || early === void 0) return kind;
  const end2 = cursor.mark();
  for (const { key, at } of early) {
    cursor.jump(at);
    field(key, kind);
  }
  cursor.jump(end2);
  return kind;
};

// packages/adapters/src/order-book-sync/read-id.ts
var longest = 40;
var isWhole = (digits) => {
  const { length } = digits;
  if (length === 0 || length > longest || (length > 1 && digits.charCodeAt(0) === 48)) return false;
  for (let index = 0; index < length; index++) {
    const code = digits.charCodeAt(index);
    if (!(code >= 48 && code <= 57)) return false;
  }
  return true;
};
var readId = (cursor, what) => {
  const digits = cursor.digits(what);
  if (!isWhole(digits)) throw new FrameFault('BAD_ID', `${what} was no whole number`);
  return digits;
};
var readIdOrNone = (cursor, what) => {
  const digits = cursor.digits(what);
  if (digits !== '-1' && !isWhole(digits)) throw new FrameFault('BAD_ID', `${what} was no whole number`);
  return digits;
};

// packages/adapters/src/order-book-sync/required-fields.ts
var RequiredFields = class {
  #names;
  #what;
  #seen = 0;
  constructor(what, names) {
    this.#what = what;
    this.#names = names;
  }
  begin() {
    this.#seen = 0;
  }
  /** Whether a field is one of those, which it must not have been before. */
  take(key) {
    const index = this.#names.indexOf(key);
    if (index < 0) return false;
    if ((this.#seen & (1 << index)) !== 0) throw new FrameFault('DUPLICATE_FIELD', `${this.#what} had ${key} twice`);
    this.#seen |= 1 << index;
    return true;
  }
  /** Throws when one is missing. */
  finish() {
    const missing = this.#names.filter((_, index) => (this.#seen & (1 << index)) === 0);
    if (missing.length > 0) throw new FrameFault('MISSING_FIELD', `${this.#what} had no ${missing.join(', ')}`);
  }
};

// packages/adapters/src/order-book-sync/read-binance.ts
var readBinanceDelta = (symbol, market) => {
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
  let firstId = '';
  let isOurs = false;
  const readField = (key, frame) => {
    if (!required.take(key)) cursor.skip();
    else if (key === 'b') cursor.levels('bids', 2, frame.bids);
    else if (key === 'a') cursor.levels('asks', 2, frame.asks);
    else if (key === 's') isOurs = cursor.string('s') === symbol;
    else if (key === 'U') firstId = readId(cursor, 'U');
    else if (key === 'u') frame.lastId = readId(cursor, 'u');
    else if (key === 'pu') frame.previousId = readId(cursor, 'pu');
    else {
      const { timeMs, order } = epochTime(cursor.digits('E'), 'E');
      frame.timeMs = timeMs;
      frame.order = order;
    }
  };
  const readEvent = (frame) => {
    required.begin();
    const readType = () => cursor.stringOrSkip();
    const type = readFields(cursor, 'event', 'e', readType, (key, kind) =>
      kind === 'depthUpdate' ? readField(key, frame) : cursor.skip(),
    );
    if (type !== 'depthUpdate') return;
    required.finish();
    if (market === 'spot') frame.previousId = idBefore(firstId);
    if (compareIds(firstId, frame.lastId) > 0 || compareIds(frame.previousId, firstId) > 0) {
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
      for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
        if (key === 'data' && hasData) throw new FrameFault('DUPLICATE_FIELD', 'message had data twice');
        if (key === 'data' && cursor.isObject) {
          hasData = true;
          readEvent(frame);
        } else cursor.skip();
      }
    } else if (first === void 0) cursor.skip();
    else readEvent(frame);
    cursor.end();
  };
};
var readBinanceSnapshot = () => {
  const cursor = new JsonCursor();
  const required = new RequiredFields('depth', ['lastUpdateId', 'bids', 'asks']);
  return (text, frame) => {
    cursor.start(text);
    required.begin();
    cursor.enterObject('depth');
    for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
      if (!required.take(key)) {
        if (key === 'E') frame.timeMs = epochTime(cursor.digits('E'), 'E').timeMs;
        else cursor.skip();
      } else if (key === 'bids') cursor.levels('bids', 2, frame.bids);
      else if (key === 'asks') cursor.levels('asks', 2, frame.asks);
      else frame.lastId = readId(cursor, 'lastUpdateId');
    }
    cursor.end();
    required.finish();
    frame.kind = 'snapshot';
  };
};

// packages/adapters/src/order-book-sync/sync-options.ts
import { z as z2 } from 'zod';

var count = z2.int().positive();
var syncFields = {
  instrumentId: z2.string().min(1),
  gaps: z2
    .strictObject({ wait: z2.int().nonnegative().optional(), snapshot: z2.int().nonnegative().optional() })
    .default({}),
  waitMs: z2.number().positive().default(1e3),
  snapshotTimeoutMs: z2.number().positive().default(5e3),
  maximumAttempts: count.default(5),
  maximumOldMessages: count.default(100),
  silenceMs: z2.number().positive().default(9e4),
  maximumPending: count.default(2e3),
  maximumFrameLength: count.default(16777216),
  emitEvents: z2.boolean().default(false),
};
var readSyncOptions = (fields6, options, what) =>
  parseOptions(z2.strictObject({ ...syncFields, ...fields6 }), options, what);

// packages/adapters/src/order-book-sync/binance-book.ts
var fields = (most) => ({
  symbol: z3.string().min(1),
  snapshotLevels: z3.int().positive().max(most).default(most),
});
var spotFields = fields(5e3);
var futuresFields = fields(1e3);
var binanceSpotBook = (options) => {
  const {
    symbol,
    snapshotLevels: snapshotLevels2,
    ...settings
  } = readSyncOptions(spotFields, options, 'binanceSpotBook');
  return chainSync({
    settings,
    rules: linkRules.binanceSpot,
    readMessage: readBinanceDelta(symbol, 'spot'),
    readSnapshot: readBinanceSnapshot(),
    snapshotLevels: snapshotLevels2,
  });
};
var binanceFuturesBook = (options) => {
  const {
    symbol,
    snapshotLevels: snapshotLevels2,
    ...settings
  } = readSyncOptions(futuresFields, options, 'binanceFuturesBook');
  return chainSync({
    settings,
    rules: linkRules.binanceFutures,
    readMessage: readBinanceDelta(symbol, 'futures'),
    readSnapshot: readBinanceSnapshot(),
    snapshotLevels: snapshotLevels2,
  });
};

// packages/adapters/src/order-book-sync/bybit-book.ts
import { z as z4 } from 'zod';

// packages/adapters/src/order-book-sync/read-bybit.ts
var readBybit = (symbol, depth3) => {
  const topic = `orderbook.${depth3}.${symbol}`;
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['type', 'ts', 'data']);
  const inner = new RequiredFields('data', ['s', 'b', 'a', 'u', 'seq']);
  let type = '';
  const readData = (frame) => {
    inner.begin();
    cursor.enterObject('data');
    for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
      if (!inner.take(key)) cursor.skip();
      else if (key === 'b') cursor.levels('bids', 2, frame.bids);
      else if (key === 'a') cursor.levels('asks', 2, frame.asks);
      else if (key === 'u') frame.lastId = readId(cursor, 'u');
      else if (key === 'seq') frame.order = readId(cursor, 'seq');
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
      else if (key === 'ts') frame.timeMs = epochTime(cursor.digits('ts'), 'ts').timeMs;
      else readData(frame);
    });
    cursor.end();
    if (found !== topic) return;
    outer.finish();
    if (type !== 'snapshot' && type !== 'delta') throw new FrameFault('UNKNOWN_VALUE', 'type was no snapshot or delta');
    frame.previousId = idBefore(frame.lastId);
    frame.kind = type === 'snapshot' || frame.lastId === '1' ? 'snapshot' : 'delta';
  };
};

// packages/adapters/src/order-book-sync/bybit-book.ts
var fields2 = { symbol: z4.string().min(1), depth: z4.int().positive().max(1e4) };
var bybitBook = (options) => {
  const { symbol, depth: depth3, ...settings } = readSyncOptions(fields2, options, 'bybitBook');
  return chainSync({ settings, rules: linkRules.bybit, readMessage: readBybit(symbol, depth3), maximumLevels: depth3 });
};

// packages/adapters/src/order-book-sync/coinbase-book.ts
import { z as z5 } from 'zod';

// packages/adapters/src/order-book-sync/read-coinbase.ts
var readCoinbase = (product) => {
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['timestamp', 'sequence_num', 'events']);
  const counted = new RequiredFields('message', ['sequence_num', 'timestamp']);
  const inner = new RequiredFields('event', ['type', 'updates']);
  const update = new RequiredFields('update', ['side', 'price_level', 'new_quantity']);
  const readUpdates = (frame) => {
    cursor.enterArray('updates');
    while (cursor.nextItem()) {
      let side = '';
      let price = 0;
      let quantity = 0;
      update.begin();
      cursor.enterObject('update');
      for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
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
  const readEvent = (frame) => {
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
    const end2 = cursor.mark();
    cursor.jump(updatesAt);
    readUpdates(frame);
    cursor.jump(end2);
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
        frame.lastId = readId(cursor, 'sequence_num');
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

// packages/adapters/src/order-book-sync/coinbase-book.ts
var fields3 = { product: z5.string().min(1) };
var coinbaseBook = (options) => {
  const { product, ...settings } = readSyncOptions(fields3, options, 'coinbaseBook');
  return chainSync({ settings, rules: linkRules.coinbase, readMessage: readCoinbase(product) });
};

// packages/adapters/src/order-book-sync/kraken-book.ts
import { z as z6 } from 'zod';

// packages/adapters/src/order-book-sync/crc32.ts
var table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ 3988292384 : remainder >>> 1;
  return remainder;
});
var crc322 = (text) => {
  let checksum = 4294967295;
  for (let index = 0; index < text.length; index++) {
    checksum = (checksum >>> 8) ^ table[(checksum ^ text.charCodeAt(index)) & 255];
  }
  return (checksum ^ 4294967295) >>> 0;
};

// packages/adapters/src/order-book-sync/kraken-checksum.ts
var krakenChecksumLevels = 10;
var krakenChecksum = ({ bids, asks }) => {
  let text = '';
  for (const side of [asks, bids]) {
    let left = krakenChecksumLevels;
    side.walk((price) => {
      text += side.digitsAt(price) ?? '';
      return --left > 0;
    });
  }
  return crc322(text);
};

// packages/adapters/src/order-book-sync/kraken-frame.ts
var KrakenSide = class {
  levels = new LevelBuffer();
  digits = [];
  clear() {
    this.levels.clear();
    this.digits.length = 0;
  }
};
var KrakenFrame = class {
  kind = 'other';
  /** CRC-32 of the book after the message. */
  checksum = 0;
  timeMs;
  /** Digits that rise with the venue's time; empty when the message has no time. */
  order = '';
  bids = new KrakenSide();
  asks = new KrakenSide();
  clear() {
    this.kind = 'other';
    this.checksum = 0;
    this.timeMs = void 0;
    this.order = '';
    this.bids.clear();
    this.asks.clear();
  }
};

// packages/adapters/src/order-book-sync/kraken-sync.ts
var mostTexts = 64;
var flat2 = ({ levels }) => Array.from(levels.values.subarray(0, levels.length));
var krakenSync = (settings, readMessage) => {
  const moves = syncMoves(settings);
  const frame = new KrakenFrame();
  const apply = (state) => {
    const { book } = state;
    const { bids, asks } = frame;
    if (frame.kind === 'snapshot') book.clear();
    book.update('bid', bids.levels.values, bids.levels.length, bids.digits);
    book.update('ask', asks.levels.values, asks.levels.length, asks.digits);
    book.finish(frame.timeMs ?? book.timeMs ?? 0);
    if (book.isCrossed) return 'crossed-book';
    return krakenChecksum(book) === frame.checksum ? void 0 : 'checksum-mismatch';
  };
  const note = (state, order) => {
    if (order === state.newestOrder) return;
    state.newestOrder = order;
    state.newestTexts.length = 0;
  };
  const onSnapshot = (state, timeMs) => {
    const hasTime = frame.order !== '';
    const inTime = hasTime && state.newestOrder !== '' ? compareIds(frame.order, state.newestOrder) : 1;
    if (inTime < 0) {
      moves.ignored(state, 'old-snapshot');
      if (state.phase === 'waiting') moves.requestSnapshot(state, state.reason, timeMs);
      return;
    }
    if (state.phase !== 'waiting' && !(hasTime && inTime > 0)) {
      moves.ignored(state, 'snapshot-not-needed');
      return;
    }
    const wasSynced = state.phase === 'synced';
    const fault = apply(state);
    if (fault !== void 0) moves.requestSnapshot(state, fault, timeMs);
    else if (hasTime) {
      note(state, frame.order);
      state.confirmedMs = timeMs;
      if (wasSynced) moves.emitBook(state);
      else moves.synced(state, timeMs);
    } else moves.unsynced(state, 'linking', 'awaiting-first-update', timeMs);
  };
  const isNew = (state, text) => {
    const inTime = state.newestOrder === '' ? 1 : compareIds(frame.order, state.newestOrder);
    if (inTime < 0 || (inTime === 0 && state.newestTexts.includes(text))) return false;
    note(state, frame.order);
    if (state.newestTexts.length < mostTexts) state.newestTexts.push(text);
    return true;
  };
  const emit = (state) => {
    const event = {
      type: 'order-book-delta',
      instrumentId: settings.instrumentId,
      timeMs: state.book.timeMs ?? 0,
      bids: flat2(frame.bids),
      asks: flat2(frame.asks),
    };
    state.outputs.push({ type: 'event', event });
  };
  const onUpdate = (state, text, timeMs) => {
    if (!isNew(state, text)) {
      moves.oldMessage(state, timeMs);
      return;
    }
    if (state.phase === 'waiting') return;
    const fault = apply(state);
    if (fault !== void 0) {
      moves.requestSnapshot(state, fault, timeMs);
      return;
    }
    state.confirmedMs = timeMs;
    state.oldMessages = 0;
    if (state.phase === 'synced' && settings.emitEvents) emit(state);
    moves.synced(state, timeMs);
  };
  const parse = (state, text) => {
    frame.clear();
    try {
      if (text.length > settings.maximumFrameLength) {
        throw new FrameFault('TOO_LONG', `the message had ${text.length} characters`);
      }
      readMessage(text, frame);
      return true;
    } catch (fault) {
      if (!(fault instanceof FrameFault)) throw fault;
      state.outputs.push({ type: 'refused', code: fault.code, message: fault.message });
      return false;
    }
  };
  const onMessage = (state, text, timeMs) => {
    state.lastMessageMs = timeMs;
    if (!parse(state, text)) return;
    if (frame.kind === 'snapshot') onSnapshot(state, timeMs);
    else if (frame.kind === 'update') onUpdate(state, text, timeMs);
  };
  return {
    start: () => ({
      ...startState(
        createOrderBook({
          instrumentId: settings.instrumentId,
          maximumLevels: krakenChecksumLevels,
          keepsDigits: true,
        }),
      ),
      newestOrder: '',
      newestTexts: [],
    }),
    next: (state, input) => {
      const { timeMs } = input;
      moves.checkPatience(state, input);
      if (input.type === 'connected') {
        state.newestOrder = '';
        state.newestTexts = [];
        state.attempts = 0;
        state.lastMessageMs = timeMs;
        moves.unsynced(state, 'waiting', 'awaiting-snapshot', timeMs);
        state.isRequested = true;
      } else if (input.type === 'disconnected') {
        moves.unsynced(state, 'offline', 'not-connected', timeMs);
      } else if (state.phase === 'offline' || state.phase === 'reconnecting') {
        if (input.type !== 'tick') moves.ignored(state, 'not-connected');
      } else if (input.type === 'message') onMessage(state, input.text, timeMs);
      else if (input.type === 'snapshot') moves.ignored(state, 'snapshot-not-needed');
      return takeOutputs(state);
    },
    served,
  };
};

// packages/adapters/src/order-book-sync/fixed-digits.ts
var decimal = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
var fixedDigits = (text, places, what) => {
  const parts = decimal.exec(text);
  if (parts === null) throw new FrameFault('NOT_A_DECIMAL', `${what} was no number from 0`);
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = fraction.length - Number(exponent);
  if (Math.abs(shift) > 100) throw new FrameFault('OUT_OF_RANGE', `${what} was too large or too small`);
  const digits = whole + fraction;
  const missing = places - shift;
  if (missing >= 0) return (digits + '0'.repeat(missing)).replace(/^0+/, '');
  const excess = digits.padStart(-missing, '0').slice(missing);
  if (/[1-9]/.test(excess)) throw new FrameFault('TOO_PRECISE', `${what} had more than ${places} decimal places`);
  return digits.slice(0, missing).replace(/^0+/, '');
};

// packages/adapters/src/order-book-sync/read-kraken.ts
var largest3 = 1e100;
var readKraken = (symbol, priceDecimals, quantityDecimals) => {
  const cursor = new JsonCursor();
  const outer = new RequiredFields('message', ['type', 'data']);
  const inner = new RequiredFields('book', ['symbol', 'bids', 'asks', 'checksum']);
  const level = new RequiredFields('level', ['price', 'qty']);
  let type = '';
  const readLevels = (what, into) => {
    cursor.enterArray(what);
    while (cursor.nextItem()) {
      let price = '';
      let quantity = '';
      level.begin();
      cursor.enterObject(`a level of ${what}`);
      for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
        if (!level.take(key)) cursor.skip();
        else if (key === 'price') price = cursor.numberText('price');
        else quantity = cursor.numberText('qty');
      }
      level.finish();
      const priceDigits = fixedDigits(price, priceDecimals, 'price');
      const quantityDigits = fixedDigits(quantity, quantityDecimals, 'qty');
      if (priceDigits === '') throw new FrameFault('OUT_OF_RANGE', 'a price was 0');
      if (!(Number(price) <= largest3 && Number(quantity) <= largest3)) {
        throw new FrameFault('OUT_OF_RANGE', 'a price or quantity was too large');
      }
      into.levels.push(Number(price), Number(quantity));
      into.digits.push(priceDigits + quantityDigits);
    }
  };
  const readBook = (frame) => {
    inner.begin();
    cursor.enterObject('book');
    let isOurs = false;
    for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
      if (key === 'timestamp') {
        if (frame.order !== '') throw new FrameFault('DUPLICATE_FIELD', 'book had timestamp twice');
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
        if (!(frame.checksum <= 4294967295)) throw new FrameFault('BAD_ID', 'checksum was no 32-bit number');
      }
    }
    inner.finish();
    if (!isOurs) return;
    if (type === 'update' && frame.order === '') throw new FrameFault('MISSING_FIELD', 'update had no timestamp');
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

// packages/adapters/src/order-book-sync/kraken-book.ts
var decimals = z6.int().min(0).max(20);
var fields4 = { symbol: z6.string().min(1), priceDecimals: decimals, quantityDecimals: decimals };
var krakenBook = (options) => {
  const { symbol, priceDecimals, quantityDecimals, ...settings } = readSyncOptions(fields4, options, 'krakenBook');
  return krakenSync(settings, readKraken(symbol, priceDecimals, quantityDecimals));
};

// packages/adapters/src/order-book-sync/okx-book.ts
import { z as z7 } from 'zod';

// packages/adapters/src/order-book-sync/read-okx.ts
var readOkx = (instrument) => {
  const cursor = new JsonCursor();
  const address = new RequiredFields('arg', ['channel', 'instId']);
  const outer = new RequiredFields('message', ['action', 'data']);
  const inner = new RequiredFields('data', ['asks', 'bids', 'ts', 'seqId', 'prevSeqId']);
  let action = '';
  const readAddress = () => {
    let matches = 0;
    address.begin();
    if (!cursor.isObject) {
      cursor.skip();
      return false;
    }
    cursor.enterObject('arg');
    for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
      if (!address.take(key) || !cursor.isString) cursor.skip();
      else if (cursor.string(key) === (key === 'channel' ? 'books' : instrument)) matches += 1;
    }
    return matches === 2;
  };
  const readData = (frame) => {
    inner.begin();
    cursor.enterObject('data');
    for (let key = cursor.nextKey(); key !== void 0; key = cursor.nextKey()) {
      if (!inner.take(key)) cursor.skip();
      else if (key === 'bids') cursor.levels('bids', 4, frame.bids);
      else if (key === 'asks') cursor.levels('asks', 4, frame.asks);
      else if (key === 'seqId') frame.lastId = readId(cursor, 'seqId');
      else if (key === 'prevSeqId') frame.previousId = readIdOrNone(cursor, 'prevSeqId');
      else {
        const { timeMs, order } = epochTime(cursor.digits('ts'), 'ts');
        frame.timeMs = timeMs;
        frame.order = order;
      }
    }
    inner.finish();
  };
  return (text, frame) => {
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

// packages/adapters/src/order-book-sync/okx-book.ts
var fields5 = { instrument: z7.string().min(1) };
var depth2 = 400;
var okxBook = (options) => {
  const { instrument, ...settings } = readSyncOptions(fields5, options, 'okxBook');
  return chainSync({ settings, rules: linkRules.okx, readMessage: readOkx(instrument), maximumLevels: depth2 });
};

// packages/adapters/src/order-book-sync/contests.test-helper.ts
var tiers = ['unsynced gap', 'request-snapshot gap', 'reconnect gap', 'refused', 'ignored old-message'];
var instrumentId = 'demo:BTC/USDT';
var times = { waitMs: 800, snapshotTimeoutMs: 1500, maximumOldMessages: 40 };
var snapshotLevels = 9;
var anyFirstId = (random) =>
  BigInt(random.integer(2) === 0 ? 1e3 + random.integer(1e6) : Number.MAX_SAFE_INTEGER - random.integer(400));
var corruptQuantity = (text, random) => {
  const found = [...text.matchAll(/"qty":\d+\.(\d+)/g)];
  const one = found[random.integer(Math.max(1, found.length))];
  if (one === void 0) return text.slice(0, -1);
  const at = one.index + one[0].length - 1 - random.integer(8);
  return `${text.slice(0, at)}${(Number(text[at]) + 1 + random.integer(9)) % 10}${text.slice(at + 1)}`;
};
var contests = {
  'Binance spot': {
    sync: () =>
      binanceSpotBook({ ...times, instrumentId, symbol: 'BTCUSDT', snapshotLevels, gaps: { wait: 2, snapshot: 9 } }),
    venue: (random) =>
      binanceVenue({ market: 'spot', symbol: 'BTCUSDT', snapshotLevels, firstId: anyFirstId(random) }, random),
    outputs: [...tiers, 'ignored old-snapshot', 'ignored snapshot-not-needed', 'reconnect attempts-exhausted'],
  },
  'Binance USD-M futures': {
    sync: () =>
      binanceFuturesBook({
        ...times,
        instrumentId,
        symbol: 'BTCUSDT',
        snapshotLevels,
        gaps: { wait: 900, snapshot: 5e3 },
      }),
    venue: (random) =>
      binanceVenue({ market: 'futures', symbol: 'BTCUSDT', snapshotLevels, firstId: anyFirstId(random) }, random),
    outputs: [...tiers, 'ignored old-snapshot', 'ignored snapshot-not-needed', 'reconnect attempts-exhausted'],
  },
  'Bybit v5': {
    sync: () => bybitBook({ ...times, instrumentId, symbol: 'BTCUSDT', depth: 8, gaps: { wait: 2, snapshot: 5 } }),
    venue: (random) => bybitVenue('BTCUSDT', 8, random),
    outputs: [...tiers, 'request-snapshot ids-restarted', 'ignored old-snapshot'],
  },
  'OKX v5': {
    sync: () => okxBook({ ...times, instrumentId, instrument: 'BTC-USDT', gaps: { wait: 10, snapshot: 40 } }),
    venue: (random) => okxVenue('BTC-USDT', random),
    outputs: [...tiers, 'request-snapshot ids-restarted', 'ignored old-snapshot'],
  },
  'Kraken v2': {
    sync: () => krakenBook({ ...times, instrumentId, symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 }),
    venue: (random) => krakenVenue('BTC/USD', random),
    corruptDigit: corruptQuantity,
    outputs: ['request-snapshot checksum-mismatch', 'refused', 'ignored old-message', 'ignored old-snapshot'],
  },
  'Coinbase Advanced': {
    sync: () => coinbaseBook({ ...times, instrumentId, product: 'BTC-USD', gaps: { wait: 2, snapshot: 5 } }),
    venue: (random) => coinbaseVenue('BTC-USD', random),
    outputs: [...tiers, 'ignored old-snapshot'],
  },
};

// ../../tmp/l2/many.ts
var [from, to, only] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]];
for (const [name, contest] of Object.entries(contests)) {
  if (only && !name.includes(only)) continue;
  const sync = contest.sync();
  let bad = 0,
    maxS = 0,
    synced = 0,
    steps = 0;
  const t = process.cpuUsage();
  for (let s = from; s < to; s++) {
    const r = seededRandom(s);
    const rep = runSession({
      sync,
      venue: contest.venue(r.split('venue')),
      random: r.split('session'),
      faultyFrames: 500,
      healthyFrames: 80,
      ...(contest.corruptDigit ? { corruptDigit: contest.corruptDigit } : {}),
    });
    steps += rep.steps;
    synced += rep.syncedSteps;
    if (rep.wrong || !rep.isHealed || rep.snapshotsToHeal > 1) {
      bad++;
      if (bad < 6) console.log(name, s, rep.wrong, rep.isHealed, rep.snapshotsToHeal);
    }
    maxS = Math.max(maxS, rep.snapshotsToHeal);
  }
  const u = process.cpuUsage(t);
  console.log(
    name,
    'bad',
    bad,
    'synced',
    (synced / steps).toFixed(3),
    'us/step',
    ((u.user + u.system) / steps).toFixed(1),
  );
}
