/**
 * Headlines written for this test: one, the same story as other outlets carry it, and another story that looks like it.
 * The copies are those that feeds really make: names of outlets, marks, case, a word before, the order or a filler changed.
 */
export const labelledHeadlines: readonly (readonly [string, string, string])[] = [
  [
    'Bitcoin rises 5% as spot funds see record inflows',
    'Bitcoin Rises 5% as Spot Funds See Record Inflows - ChainPost',
    'Ether rises 5% as spot funds see record inflows',
  ],
  [
    'Exchange Norvex halts withdrawals after wallet breach',
    'UPDATE: Exchange Norvex halts withdrawals after wallet breach',
    'Exchange Norvex resumes withdrawals after wallet breach',
  ],
  [
    'Regulator approves first Solana fund for retail buyers',
    'Regulator approves first Solana fund for retail buyers | The Ledger',
    'Regulator rejects first Solana fund for retail buyers',
  ],
  [
    'Lending protocol Harbor loses $42 million in oracle attack',
    'Lending Protocol ‘Harbor’ Loses $42 Million in Oracle Attack',
    'Lending protocol Harbor loses $24 million in oracle attack',
  ],
  [
    'Miners sold 12,000 BTC in October, the most since 2022',
    'Miners sold 12000 BTC in October, the most since 2022',
    'Miners sold 12,000 BTC in September, the most since 2021',
  ],
  [
    'Founder of collapsed fund pleads guilty to wire fraud',
    'Founder of collapsed fund pleads guilty to wire fraud: report',
    'Founder of collapsed fund pleads not guilty to wire fraud',
  ],
  [
    'Stablecoin issuer Meridian denies reserves are frozen',
    'Stablecoin issuer Meridian denies that reserves are frozen',
    'Stablecoin issuer Meridian says reserves are frozen',
  ],
  [
    'Ethereum developers set date for next network upgrade',
    'Ethereum developers set date for next network upgrade...',
    'Ethereum developers delay date for next network upgrade',
  ],
  [
    'Central bank keeps rates unchanged, hints at cut in March',
    'Central bank keeps rates unchanged & hints at cut in March',
    'Central bank raises rates, hints at cut in March',
  ],
  [
    'Whale moves 8,500 ETH to exchange after two years of silence',
    'Whale moves 8,500 ETH to an exchange after two years of silence',
    'Whale moves 8,500 ETH from exchange after two years of silence',
  ],
  [
    'Dogecoin jumps on payment rumor that nobody confirms',
    'BREAKING: Dogecoin jumps on payment rumor that nobody confirms',
    'Litecoin jumps on payment rumor that nobody confirms',
  ],
  [
    'Court orders wallet maker to pay users $9 million',
    'Court orders wallet maker to pay users $9 million (updated)',
    'Court orders wallet maker to pay users $19 million',
  ],
  [
    'Trading volume on decentralized venues hits yearly low',
    'Trading volume on decentralized venues hits yearly low, data shows',
    'Trading volume on decentralized venues hits yearly high',
  ],
  [
    'Bank of Tallora to hold tokens for institutional clients',
    'Bank of Tallora to hold tokens for its institutional clients',
    'Bank of Tallora to stop holding tokens for institutional clients',
  ],
  [
    'Longs worth $310 million liquidated as Bitcoin slides',
    'Longs worth $310 million liquidated as Bitcoin slides – Coinline News',
    'Shorts worth $310 million liquidated as Bitcoin soars',
  ],
  [
    'Treasury firm buys another 1,200 BTC at $61,000',
    'Treasury firm buys another 1,200 BTC at $61,000 each',
    'Treasury firm buys another 1,300 BTC at $61,000',
  ],
  [
    'Bridge operator pauses deposits while it looks into odd minting',
    'Bridge operator pauses deposits while it looks into odd minting [live]',
    'Bridge operator reopens deposits after it looked into odd minting',
  ],
  [
    'Senate committee delays vote on market structure bill',
    'Senate committee delays vote on market-structure bill',
    'Senate committee passes vote on market structure bill',
  ],
  [
    'XRP falls below $2 for the first time since April',
    'XRP falls below $2 for first time since April',
    'XRP climbs above $2 for the first time since April',
  ],
  [
    'Options traders bet on calm into year end',
    'Options traders bet on calm into the year end',
    'Options traders bet on storms into year end',
  ],
  [
    'Tax office wants wallets reported from 2028',
    'Tax office wants wallets to be reported from 2028',
    'Tax office wants wallets reported from 2027',
  ],
  [
    'Avalanche foundation names former banker as head',
    'Avalanche Foundation names former banker as head 🚀',
    'Polkadot foundation names former banker as head',
  ],
  [
    'Hash rate reaches new record as Texas plants return',
    'Hash rate reaches new record as Texas plants return — Blockwire',
    'Hash rate drops from record as Texas plants shut',
  ],
  [
    'Token unlock of 3% of supply due on Friday',
    'Token unlock of 3% of supply is due on Friday',
    'Token unlock of 3% of supply due on Monday',
  ],
  [
    'Developer of mixer freed on appeal',
    'Developer of mixer freed on appeal - Decode',
    'Developer of mixer jailed on appeal',
  ],
  [
    'Inflation cools to 2.4%, lifting risk assets',
    'Inflation cools to 2.4%, lifting risk assets | Markets',
    'Inflation climbs to 4.2%, sinking risk assets',
  ],
  [
    'Gaming chain Oxide cuts a third of staff',
    'Gaming chain Oxide cuts a third of its staff',
    'Gaming chain Oxide cuts a fifth of staff',
  ],
  [
    'Fund outflows reach $800 million in a week',
    'Crypto fund outflows reach $800 million in a week',
    'Fund inflows reach $800 million in a week',
  ],
  [
    'Phishing site drains wallets of 400 users',
    'Phishing site drains wallets of 400 users, researchers say',
    'Phishing site drains wallets of 4,000 users',
  ],
  [
    'Validator queue grows to 12 days before upgrade',
    'Validator queue grows to 12 days before the upgrade',
    'Validator queue shrinks to 2 days before upgrade',
  ],
  [
    'Cardano holders vote on treasury rules this week',
    'Cardano holders to vote on treasury rules this week',
    'Cosmos holders vote on treasury rules this week',
  ],
  [
    'Asian session opens with Bitcoin flat near $58,000',
    'Asian session opens with Bitcoin flat near $58,000 -- Deskfeed',
    'Asian session opens with Bitcoin flat near $59,000',
  ],
  [
    'Auditor resigns from stablecoin issuer Meridian',
    'Auditor resigns from stablecoin issuer Meridian (Exclusive)',
    'Chairman resigns from stablecoin issuer Meridian',
  ],
  [
    'Staking yield of Ether dips under 3%',
    'Staking yield of Ether dips under 3 %',
    'Staking yield of Ether climbs over 3%',
  ],
  [
    'Police seize servers of dark market Lantern',
    'Police seize servers of dark market “Lantern”',
    'Police return servers of dark market Lantern',
  ],
  [
    'Chip shortage pushes up price of mining rigs',
    'Chip shortage is pushing up price of mining rigs',
    'Chip glut pushes down price of mining rigs',
  ],
  [
    'Airdrop of Lumen tokens begins at noon',
    'Airdrop of Lumen tokens begins at noon UTC',
    'Airdrop of Lumen tokens ends at noon',
  ],
  [
    'City of Brenn accepts Bitcoin for parking',
    'City of Brenn now accepts Bitcoin for parking',
    'City of Brenn bans Bitcoin for parking',
  ],
  [
    'Derivatives venue lists futures on privacy coin',
    'Derivatives venue lists futures on a privacy coin',
    'Derivatives venue delists futures on privacy coin',
  ],
  [
    'Researchers find flaw in popular hardware wallet',
    'Researchers find a flaw in popular hardware wallet',
    'Researchers find no flaw in popular hardware wallet',
  ],
  // Long ones, in which one word decides.
  [
    'Solana based exchange pauses trading of three tokens after users report prices that no other venue has seen',
    'Solana-based exchange pauses trading of three tokens after users report prices that no other venue has seen | Chainwatch',
    'Cardano based exchange pauses trading of three tokens after users report prices that no other venue has seen',
  ],
  [
    'Payments company in Kenya starts to settle invoices of small shops in stablecoins after months of trials',
    'Payments company in Kenya starts to settle invoices of small shops in stablecoins, after months of trials',
    'Payments company in Ghana starts to settle invoices of small shops in stablecoins after months of trials',
  ],
  [
    'Hacker who took funds from Harbor returns most of them and keeps a tenth as reward for the flaw',
    'Hacker who took funds from Harbor returns most of them, keeps a tenth as a reward for the flaw',
    'Hacker who took funds from Harbor returns none of them and keeps a tenth as reward for the flaw',
  ],
  [
    'Trade body asks court to stop rule that would make wallet software report transfers of its users',
    'Trade body asks court to stop the rule that would make wallet software report transfers of its users',
    'Trade body asks court to speed rule that would make wallet software report transfers of its users',
  ],
];
