/** A list of levels that a parser fills again and again: price, quantity, price, quantity, … */
export class LevelBuffer {
  values = new Float64Array(64);
  /** How many numbers of `values` are in use. */
  length = 0;

  push(price: number, quantity: number): void {
    if (this.length + 2 > this.values.length) this.grow();
    this.values[this.length] = price;
    this.values[this.length + 1] = quantity;
    this.length += 2;
  }

  /** Makes room for twice as many, and returns where they are now. */
  grow(): Float64Array<ArrayBuffer> {
    const longer = new Float64Array(this.values.length * 2);
    longer.set(this.values);
    this.values = longer;
    return longer;
  }

  clear(): void {
    this.length = 0;
  }
}
