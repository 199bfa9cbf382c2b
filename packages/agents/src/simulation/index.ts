export { type BehaviouralMarket, behaviouralMarket, type InvestorResult } from './behavioural-market';
export type { DispositionEffect } from './disposition-effect';
export { type Biases, noBiases } from './investors/biases';
export { defaultPersonas, type Persona } from './investors/persona';
export type { BehaviouralMarketOptions } from './market-options';
export { type NetworkShape, type SocialNetwork, socialNetwork } from './network/social-network';
export {
  type MatchingBook,
  type MatchingLevel,
  type MatchingOrder,
  type MatchingSide,
  type MatchingTrade,
  matchingBook,
} from './order-book/matching-book';
export { type StylisedFacts, stylisedFacts } from './stylised-facts';
