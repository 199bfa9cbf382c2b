import type { Fault } from '../internal/fault';

/** What is wrong with one line or block of a recording, before it is known whether that is a tear or damage. */
export class LineFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.problem);
    this.fault = fault;
  }
}
