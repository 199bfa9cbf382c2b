import { RingBuffer } from '../ring-buffer';

/** The latest value of each key, in the order in which the keys came since they were last taken out. */
export class LatestByKey<Value> {
  private readonly values = new Map<string, Value>();
  private readonly keys = new RingBuffer<string>();

  get length(): number {
    return this.keys.length;
  }

  /** Keeps a value and returns whether it took the place of another, which `replaced` then is. */
  put(key: string, value: Value): boolean {
    const known = this.values.has(key);
    if (known) this.replaced = this.values.get(key);
    else this.keys.push(key);
    this.values.set(key, value);
    return known;
  }

  replaced: Value | undefined;

  /** Takes the value of the first key out. Ask only when `length` is above 0. */
  shift(): Value {
    const key = this.keys.shift();
    const value = this.values.get(key) as Value;
    this.values.delete(key);
    return value;
  }
}
