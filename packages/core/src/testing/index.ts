export { bar } from './bar';
export { barsFromCloses, type MadeBarsOptions } from './bars-from-closes';
export { flatBars } from './flat-bars';
export { type PortfolioFields, portfolioOf } from './portfolio-of';
