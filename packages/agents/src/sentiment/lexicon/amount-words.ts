/**
 * Nouns that can move: the sign and strength that more of it has, and what it says alone. Plurals are known.
 */
export const amountNouns: readonly (readonly [weight: number, alone: number, nouns: string])[] = [
  [
    1.7,
    1.2,
    `inflow, net inflow, etf inflow, optimism, confidence, euphoria, demand, appetite, adoption, buying, buying pressure, accumulation, momentum, rate cut hope, rate cut bet, conviction, enthusiasm, bullishness, institutional interest, recovery`,
  ],
  [
    1.5,
    0.3,
    `hope, revenue, earning, profit, profitability, usage, activity, network activity, user, user number, deposit, tvl, total value locked, volume, trading volume, trading activity, liquidity, hashrate, hash rate, hash price, price, market cap, value, valuation, market value, token value, share, stake, holding, exposure,
     position, balance sheet allocation, yield, sentiment, market sentiment, interest, participation, growth, staff, headcount, job, stablecoin supply, wallet, transaction, dominance, odds, gain, upgrade hope, spending, burn rate, burn, fund flow`,
  ],
  [1.5, 0.8, 'purchase, launch, exchange listing, listing, allocation'],
  [
    -1.7,
    -1.2,
    'outflow, net outflow, withdrawal wave, redemption, liquidation, forced liquidation, long liquidation, long position liquidation, selling, profit-taking, margin call, panic selling, sell pressure, selling pressure, downside pressure',
  ],
  [1.7, 1.4, 'short liquidation, short position liquidation, short covering'],
  [
    -1.5,
    0,
    `inflation, cpi, ppi, core inflation, consumer price, fee, gas fee, gas, rate, interest rate, treasury yield, bond yield, dollar, unemployment, payroll, jobless claim, exchange balance, exchange reserve, balances on exchanges, exchange supply, circulating supply, token supply, issuance, short interest, correlation, volatility, leverage, latency, congestion`,
  ],
  [
    -1.7,
    -1.2,
    `loss, fear, concern, worry, anxiety, doubt, risk, pressure, headwind, tension, stress, strain, damage, downside, weakness, uncertainty, layoff, job cut, pain, bearishness, pessimism, penalty, delay, unlock, token unlock, recession, tariff, war, storm, trade war, default risk, bug, vulnerability, flaw, overhang, threat, dispute, frustration`,
  ],
  [
    -2.2,
    -2,
    `hack, exploit, breach, data breach, fraud, scam, theft, heist, attack, phishing attack, rug pull, rugpull, ponzi, ponzi scheme, bankruptcy, default, outage, downtime, chain halt, crackdown, panic, contagion, backdoor, laundering, money laundering, insider trading, bear market, downturn, rout, turmoil, selloff, depegging, depeg, death spiral, misconduct, oracle failure, bank failure, market rout`,
  ],
];

/** Restraints: bad alone; to lift or drop one is good. */
export const restraintNouns = `ban, lawsuit, suit, appeal, charge, fraud charge, probe, investigation, criminal investigation, sanction, restriction, freeze, suspension, moratorium, allegation, fraud allegation, fraud case, indictment,
  enforcement action, subpoena, blacklist, trading halt, withdrawal freeze, complaint, class action, curb, embargo, crypto tax, crypto tax rule, tax proposal, anti-crypto bill, withdrawal halt, wells notice`;

/** Good things that can be granted or refused. */
export const grantNouns = `approval, licence, license, crypto bill, etf, fund approval, application, spot fund application, fund application, charter, settlement, crypto plan, crypto rollout, rollout, integration, withdrawal, deposit, crypto fund, plan, custody, spot fund, reserve plan`;

/** Who gains when prices rise, and who when they fall. */
export const risingParties = `longs, bulls, buyers, long positions, leveraged longs, dip buyers, leveraged buyers, long traders, holders, overleveraged bulls`;
export const fallingParties = `shorts, bears, sellers, short sellers, short positions, short traders, shorters, overleveraged bears, short bets, short position`;
