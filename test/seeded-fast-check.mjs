/**
 * fast-check as tests import it: in `npm test` every property tries the same cases each time; in `npm run verify` they are
 * fresh, and a failure prints its seed.
 */
import real from '../node_modules/fast-check/lib/fast-check.js';

if (process.env.SIGMAX_VERIFY !== '1') real.configureGlobal({ ...real.readConfigureGlobal(), seed: 20_261_122 });

export * from '../node_modules/fast-check/lib/fast-check.js';
export { default } from '../node_modules/fast-check/lib/fast-check.js';
