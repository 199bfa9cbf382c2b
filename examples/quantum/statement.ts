/** What a reader has to know before the figures. */
export const statement = [
  'The circuit was simulated on this machine, and that makes no choice easier: the simulation visits every portfolio that is',
  'allowed, so the best one is known before the first measurement. The exact search did the same work in a fraction of the time.',
  'The QAOA rows show what such a circuit would have measured, for study and comparison, and for preparing one for hardware.',
  'They are no source of returns. Whether the best choice earns anything depends on the estimates, and past means of returns say',
  'little about coming ones.',
].join(' ');
