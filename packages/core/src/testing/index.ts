export { bar } from './bar';
export { barsFromCloses, type MadeBarsOptions } from './bars-from-closes';
export { type ContractMarket, contractMarkets, type MarketShape } from './contract/contract-markets';
export type { GuardInput, GuardSuite } from './contract/guard-suite';
export type { StrategySuite } from './contract/strategy-suite';
export { describeGuard } from './describe-guard';
export { describeStrategy } from './describe-strategy';
export { flatBars } from './flat-bars';
export { type PortfolioFields, portfolioOf } from './portfolio-of';
