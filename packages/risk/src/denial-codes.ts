import type { Verdict } from '@sigmax/core';

/** Why a guard of this package shrinks, denies or stops: what was looked at, then what was wrong with it. Never renamed. */
export const denialCodes = Object.freeze([
  /** The order has no price that could be checked, or one that is not a finite number above 0. */
  'PRICE_UNKNOWN',
  /** The quantity is not a finite number above 0. */
  'QUANTITY_INVALID',
  /** Equity is not a finite number above 0, so no fraction of it is known. */
  'EQUITY_UNKNOWN',
  /** The value of the order is above the limit. */
  'NOTIONAL_ABOVE_LIMIT',
  /** The position with its open orders would weigh more than the limit. */
  'WEIGHT_ABOVE_LIMIT',
  /** Equity has fallen further below its high-water mark than the limit. */
  'DRAWDOWN_ABOVE_LIMIT',

  /** More orders and cancellations than the limit would leave within the window. */
  'MESSAGES_ABOVE_LIMIT',
  /** Equity has lost more since its period began than the limit. */
  'LOSS_ABOVE_LIMIT',
  /** As many trades as the limit were closed at a loss, one after the other. */
  'LOSSES_IN_A_ROW',
  /** The last exit of the instrument is not long enough ago. */
  'COOLDOWN_RUNNING',
  /** The trades of the instrument have brought less than the limit. */
  'PROFIT_BELOW_LIMIT',
  /** The same order left a moment ago, or what became of it is not known yet. */
  'ORDER_DUPLICATED',
  /** As many entries to one side as the limit have left within the window. */
  'ENTRIES_REPEATED',
  /** As many trades as the limit were opened and closed within the window. */
  'CYCLES_REPEATED',
  /** The latest bar and quote of the instrument are older than the limit, or from later than now. */
  'DATA_STALE',
  /** A limit is about quotes, and the market has brought none of the instrument. */
  'QUOTE_UNKNOWN',
  /** The quote has a number that is none, or its bid is not below its ask. */
  'QUOTE_CROSSED',
  /** The last close is further from the median of those before than the limit. */
  'PRICE_JUMPED',
  /** The price moves more, against its own past, than the limit. */
  'VOLATILITY_ABOVE_LIMIT',
  /** The price went further from the last close within one bar than the limit. */
  'GAP_ABOVE_LIMIT',
  /** Bid and ask are further apart than the limit. */
  'SPREAD_ABOVE_LIMIT',
  /** Less is offered at the best prices than the limit. */
  'DEPTH_BELOW_LIMIT',
  /** Less was traded than the limit. */
  'VOLUME_BELOW_LIMIT',
  /** A fill lost more to slippage than the limit. */
  'SLIPPAGE_ABOVE_LIMIT',
  /** What was observed is above the limit. */
  'OBSERVED_ABOVE_LIMIT',
  /** What was observed is below the limit. */
  'OBSERVED_BELOW_LIMIT',
  /** What was observed is not a number that could be compared with a limit. */
  'OBSERVED_INVALID',
  /** Nothing was observed for longer than the limit. */
  'OBSERVED_STALE',

  /** The order is larger than the limit of its instrument. */
  'QUANTITY_ABOVE_LIMIT',
  /** The instrument has no limit of its own, and others are not let through. */
  'LIMIT_UNKNOWN',
  /** There is no price to compare the order with. */
  'REFERENCE_UNKNOWN',
  /** The price to compare the order with is older than the limit, or from later than now. */
  'REFERENCE_STALE',
  /** The book is not known as deep as the order would reach. */
  'BOOK_THIN',
  /** The order would trade at a price worse than its reference by more than the limit. */
  'PRICE_OUTSIDE_COLLAR',
  /** The order would wait further from its reference than the limit. */
  'PRICE_TOO_FAR',
  /** The order's price is worse than the best of those before it by more than the limit. */
  'PRICE_DRIFTED',
  /** More orders would be open than the limit. */
  'ORDERS_ABOVE_LIMIT',
  /** More messages would have left for each fill than the limit. */
  'RATIO_ABOVE_LIMIT',
  /** The position with its open orders would be larger than the limit. */
  'POSITION_ABOVE_LIMIT',
  /** A position or an open order has no value, so that what all of them are worth is not known. */
  'EXPOSURE_UNKNOWN',
  /** All positions with their open orders would be worth more than the limit. */
  'GROSS_ABOVE_LIMIT',
  /** Long less short positions, with the open orders of one side, would be worth more than the limit. */
  'NET_ABOVE_LIMIT',
  /** The positions that move together would, with their open orders, weigh more than the limit. */
  'CLUSTER_ABOVE_LIMIT',
  /** Positions with their open orders would be more times equity than the limit. */
  'LEVERAGE_ABOVE_LIMIT',
  /** Less than the limit would be left between the prices and those at which the account is liquidated. */
  'LIQUIDATION_NEAR',
  /** Less of an asset than its reserve would be left. */
  'CASH_BELOW_RESERVE',
  /** The instrument may not be traded, or only to close what is held. */
  'INSTRUMENT_RESTRICTED',
  /** The order could trade with an open order of the same bot. */
  'ORDER_MEETS_OWN',
  /** The order sells more than is held. */
  'SALE_ABOVE_HOLDINGS',
  /** The time is outside the hours of trading. */
  'HOURS_CLOSED',

  /** The bot counts its equity in another asset than its limits are written in. */
  'REPORTING_ASSET_UNEXPECTED',
  /** The policy server has not answered yet. */
  'DECISION_MISSING',
  /** The policy server's last answer is older than the limit, or from later than now. */
  'DECISION_STALE',
  /** The policy server said no, or could not be understood. */
  'DECISION_REFUSED',
  /** The instrument has not been screened. */
  'SCREENING_MISSING',
  /** The instrument's last screening is older than the limit, or from later than now. */
  'SCREENING_STALE',
  /** The instrument's last screening failed. */
  'SCREENING_FAILED',

  /** The venue and the ledger differ by more of an asset than the tolerance. */
  'BALANCES_DIFFER',
  /** What the venue said of its balances could not be understood. */
  'BALANCES_INVALID',
  /** Balances were not compared for longer than the limit. */
  'BALANCES_STALE',
] as const);

export type DenialCode = (typeof denialCodes)[number];

/** A broken number is shown as 0: events carry finite numbers only, the code says what was wrong. */
const shown = (value: number): number => (Number.isFinite(value) ? value : 0);

export const deny = (code: DenialCode, limit: number, observed: number): Verdict => ({
  type: 'deny',
  code,
  limit,
  observed: shown(observed),
});

export const shrinkTo = (quantity: number, code: DenialCode, limit: number, observed: number): Verdict => ({
  type: 'shrink',
  quantity,
  code,
  limit,
  observed: shown(observed),
});

/** Lets out only what brings the position nearer to zero. */
export const reduceOnly = (code: DenialCode, limit: number, observed: number): Verdict => ({
  type: 'reduce-only',
  code,
  limit,
  observed: shown(observed),
});
