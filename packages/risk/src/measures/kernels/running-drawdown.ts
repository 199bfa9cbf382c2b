import { requireNoDebt } from './require-no-debt';

/** Rounding leaves an account that is back at its peak this much below it; core counts that as none, too. */
const noise = 1e-12;

/** How far an account is below its highest point since the first return; O(1) per return. */
export class RunningDrawdown {
  private readonly name: string;
  private readonly compounded: boolean;
  private hasPeak: boolean;
  /** Compounded: wealth over its peak. Otherwise: distance below the peak. */
  private level: number;

  constructor(name: string, compounded: boolean, peakFrom: 'start' | 'first-period') {
    this.name = name;
    this.compounded = compounded;
    this.hasPeak = peakFrom === 'start';
    this.level = compounded ? 1 : 0;
  }

  /** Takes the return of a period and returns the depth at its end. */
  next(periodReturn: number): number {
    if (this.compounded) requireNoDebt(this.name, periodReturn);
    if (!this.hasPeak) {
      // Whoever loses everything in the period that makes the first peak has nothing left to fall from.
      this.hasPeak = !(this.compounded && periodReturn === -1);
      return 0;
    }
    if (this.compounded) {
      this.level = Math.min(this.level * (1 + periodReturn), 1);
      return 1 - this.level > noise ? 1 - this.level : 0;
    }
    this.level = Math.max(this.level - periodReturn, 0);
    return this.level > noise ? this.level : 0;
  }
}
