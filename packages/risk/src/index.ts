export { type DenialCode, denialCodes } from './denial-codes';
export { type DrawdownState, type MaxDrawdownOptions, maxDrawdown } from './max-drawdown';
export { type MaxOrderNotionalOptions, maxOrderNotional } from './max-order-notional';
export { type MaxWeightOptions, maxWeight } from './max-weight';
