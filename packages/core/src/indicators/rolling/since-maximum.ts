/**
 * How many inputs ago the largest of the last `period` numbers came; of equal ones the newest counts.
 *
 * Keeps the numbers that are larger than all after them: O(1) amortised.
 *
 * Source: D. Lemire 2006, "Streaming maximum-minimum filter using no more than three comparisons per element".
 *
 * @module
 */
export class SinceMaximum {
  private readonly values: Float64Array;
  private readonly indices: Float64Array;
  private readonly period: number;
  private count = 0;
  /** Candidates stand from `first` on, `size` of them, in a ring. */
  private first = 0;
  private size = 0;

  constructor(period: number) {
    this.period = period;
    this.values = new Float64Array(period);
    this.indices = new Float64Array(period);
  }

  next(value: number, otherwise?: number): number | undefined {
    const { values, indices, period, count } = this;
    if (this.size > 0 && count - (indices[this.first] as number) === period) {
      this.first = (this.first + 1) % period;
      this.size -= 1;
    }
    while (this.size > 0 && (values[(this.first + this.size - 1) % period] as number) <= value) this.size -= 1;
    const place = (this.first + this.size) % period;
    values[place] = value;
    indices[place] = count;
    this.size += 1;
    this.count = count + 1;
    return this.count < period ? otherwise : count - (indices[this.first] as number);
  }
}
