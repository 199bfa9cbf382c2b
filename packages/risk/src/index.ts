export { type DenialCode, denialCodes } from './denial-codes';
export { type DrawdownState, type MaxDrawdownOptions, maxDrawdown } from './guards/max-drawdown';
export { type MaxOrderNotionalOptions, maxOrderNotional } from './guards/max-order-notional';
export { type MaxWeightOptions, maxWeight } from './guards/max-weight';
