export { marketRegime } from './market-regime';
export { type RegimeCondition, type RegimeName, regimeBits } from './regime-bits';
export type { RegimeValue } from './regime-detector';
export { regimeConditions, regimeNames, regimeOf } from './regime-of';
export type { RegimeLevels, RegimeOptions } from './regime-options';
