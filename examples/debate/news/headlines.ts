/**
 * Headlines that were written by hand for this example, without looking at any price. Nobody published them; funds and venues are
 * made up. `{coin}`, `{fund}`, `{venue}` and `{count}` are filled in.
 */
export const headlines = {
  good: [
    '{coin} funds of {fund} see record inflows for a third week',
    '{fund} adds {coin} to its model portfolios after months of demand',
    'Pension manager {fund} wins approval for a {coin} allocation',
    '{venue} drops withdrawal fees for {coin} as activity grows',
    'Court dismisses lawsuit against {coin} custodian {fund}',
    '{coin} developers ship upgrade ahead of schedule, fees fall',
    '{fund} says conviction in {coin} is rising among its clients',
    'Payments firm {fund} integrates {coin} for {count} merchants',
    'Regulator clears {venue} to list {coin} products for retail investors',
    '{coin} adoption climbs as {count} shops start to accept it',
    '{fund} denies that it plans to sell its {coin}',
    'Inflows into {coin} products beat expectations, {fund} says',
    'Audit finds {venue} holds all {coin} of its customers, confidence recovers',
    'Bank {fund} launches custody for {coin} after strong demand',
    '{venue} reports fewer {coin} withdrawals as trust returns',
    'Lawmakers back a bill that eases rules for {coin} holders',
    '{coin} network usage hits a high for the year, says {fund}',
    '{fund} averts a shortfall and resumes {coin} purchases',
    'Accumulation of {coin} by long holders gains momentum, says {venue}',
    'Analysts at {fund} upgrade their outlook for {coin}',
  ],
  bad: [
    '{coin} funds of {fund} suffer outflows for a third week',
    '{venue} halts {coin} withdrawals after a security breach',
    'Hackers drain {count} wallets in a {coin} phishing attack',
    'Regulator opens investigation into {coin} lending at {fund}',
    '{fund} faces lawsuit over {coin} losses',
    '{coin} transactions stall as congestion worsens',
    'Short interest in {coin} grows, {venue} warns of selling pressure',
    '{fund} cuts its {coin} exposure on fears of tighter rules',
    'Outage at {venue} leaves {coin} traders locked out for hours',
    'Bug found in popular {coin} wallet puts {count} users at risk',
    'Miners dump {coin} as revenue shrinks, {fund} says',
    'Central bank warns of contagion from {coin} lenders',
    'Lawmakers propose a ban on {coin} advertising',
    '{venue} delists {coin} pairs after weak volume',
    'Liquidations of leveraged {coin} longs pile up, {venue} data shows',
    'Demand for {coin} products dries up, {fund} warns',
    '{fund} goes bankrupt with {coin} of {count} clients',
    'Tax office plans a crackdown on {coin} accounts at {venue}',
    'Vote on {coin} upgrade fails to pass, delay expected',
    'Confidence in {coin} slips as {venue} loses customers',
  ],
  plain: [
    '{fund} publishes its monthly letter on {coin}',
    '{venue} schedules maintenance for {coin} wallets on Sunday',
    'What {coin} holders ask {fund} most often',
    'Conference on {coin} opens with {count} guests',
    '{venue} names a new head of {coin} products',
    'Is {coin} ready for the next upgrade?',
    '{fund} moves its {coin} desk to a new office',
    'Researchers compare {coin} wallets of {count} users',
    '{venue} changes how it displays {coin} order books',
    'A history of {coin} in {count} pictures',
  ],
  market: [
    'Crypto funds see inflows as risk appetite returns',
    'Crypto traders turn cautious before the rate decision',
    'Stablecoin supply grows for a second month',
    'Regulators agree on common rules for crypto custody',
    'Crypto lenders tighten terms amid fears of defaults',
    'Survey finds fewer newcomers in crypto this quarter',
  ],
} as const;

export const coins = [
  { asset: 'BTC', names: ['Bitcoin', 'BTC'] },
  { asset: 'ETH', names: ['Ethereum', 'ETH', 'Ether'] },
] as const;

export const funds = [
  ...['Harrow Lane', 'Northgate Capital', 'Mellow Peak', 'Orchard Trust', 'Tidewater Partners', 'Quill & Ross'],
  ...['Amber Row', 'Stonebridge', 'Fallow Fields', 'Kestrel House', 'Linden Gate', 'Ostrava Mutual'],
] as const;

export const venues = ['Brightdesk', 'Coral Exchange', 'Vantona', 'Pinemarket', 'Exavio', 'Lumenbook'] as const;
