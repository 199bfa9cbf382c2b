/**
 * A sum from the start that does not drift: what rounding cuts off is summed apart.
 *
 * A term that would make the sum infinite is left out.
 *
 * Source: A. Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen".
 *
 * @module
 */
export class CompensatedSum {
  private sum = 0;
  private cut = 0;

  /** Adds a finite number and returns the sum. */
  add(term: number): number {
    const sum = this.sum + term;
    if (Number.isFinite(sum)) {
      this.cut += Math.abs(this.sum) >= Math.abs(term) ? this.sum - sum + term : term - sum + this.sum;
      this.sum = sum;
    }
    return this.sum + this.cut;
  }
}
