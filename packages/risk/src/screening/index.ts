export { confusableSkeleton } from './confusable-skeleton';
export { editDistance } from './edit-distance';
export { imitatedAsset, type TokenName } from './imitated-asset';
export { type KnownAsset, knownAssets } from './known-assets';
export { type LiquidityCheckOptions, type LiquidityVerdict, liquidityCheck } from './liquidity-check';
export type { LiquidityFacts } from './liquidity-facts';
export { type ScamCheckOptions, type ScamVerdict, scamCheck } from './scam-check';
export {
  type ScreenedInstrument,
  type ScreenedInstrumentsOptions,
  type ScreeningState,
  screenedInstruments,
} from './screened-instruments';
export { type Screening, type ScreeningResult, screeningControl } from './screening-control';
export type { ScreeningFinding } from './screening-rule';
export type { TokenFacts } from './token-facts';
