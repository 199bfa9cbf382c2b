export { breakout, breakoutStrategy } from './breakout';
export { grid, gridStrategy } from './grid';
export { marketMaking, marketMakingStrategy } from './market-making';
export { meanReversion, meanReversionStrategy } from './mean-reversion';
export { momentumRotation, momentumRotationStrategy } from './momentum-rotation';
export { plugins } from './plugins';
export { trend, trendStrategy } from './trend';
