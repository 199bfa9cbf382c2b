/**
 * An index that follows the close, from 1,000, only over those bars whose volume has risen (sign 1) or fallen (sign −1).
 *
 * A change that is no finite fraction leaves the index as it is.
 *
 * @module
 */
export class VolumeIndex {
  private readonly sign: 1 | -1;
  private value = 1_000;
  private previousClose = 0;
  private previousVolume = 0;

  constructor(sign: 1 | -1) {
    this.sign = sign;
  }

  next(close: number, volume: number): number {
    const { previousClose, previousVolume, sign } = this;
    this.previousClose = close;
    this.previousVolume = volume;
    if (sign * volume > sign * previousVolume) {
      const value = this.value * (close / previousClose);
      if (Number.isFinite(value)) this.value = value;
    }
    return this.value;
  }
}
