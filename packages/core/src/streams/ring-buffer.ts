/** A first-in, first-out list on an array that doubles when it is full; what has left it is not held. */
export class RingBuffer<Value> {
  length = 0;
  private slots: (Value | undefined)[] = new Array(16);
  private head = 0;

  push(value: Value): void {
    if (this.length === this.slots.length) this.grow();
    this.slots[(this.head + this.length) & (this.slots.length - 1)] = value;
    this.length += 1;
  }

  /** The oldest value. Ask only when `length` is above 0. */
  get first(): Value {
    return this.slots[this.head] as Value;
  }

  /** Takes the oldest value out. Ask only when `length` is above 0. */
  shift(): Value {
    const value = this.slots[this.head] as Value;
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.length -= 1;
    return value;
  }

  private grow(): void {
    const { slots, head } = this;
    this.slots = [...slots.slice(head), ...slots.slice(0, head)];
    this.slots.length = slots.length * 2;
    this.head = 0;
  }
}
