/**
 * Walks the settings of the high bits in ascending order and keeps what each setting leaves to the bits below: one row of numbers,
 * changed in as many places as bits remain when a bit turns on, and shared while it is off.
 *
 * `turnOn(from, to, bit)` writes row `to` from row `from` with that bit on; `leaf(block, row)` gets the row of each setting.
 * Cost: about one call of `turnOn` and one of `leaf` for each setting.
 */
export const walkFields = (
  lowBits: number,
  bits: number,
  turnOn: (from: number, to: number, bit: number) => void,
  leaf: (block: number, row: number) => void,
): void => {
  const high = bits - lowBits;
  // rows[j]: where the setting of all high bits from j on is kept; row `high` is that of none.
  const rows = new Int32Array(high + 1).fill(high);
  leaf(0, high);
  const settings = 2 ** high;
  for (let block = 1; block < settings; block++) {
    const bit = 31 - Math.clz32(block & -block);
    turnOn(rows[bit + 1]!, bit, lowBits + bit);
    rows.fill(bit, 0, bit + 1);
    leaf(block, rows[0]!);
  }
};
