/**
 * An asset that headlines name.
 *
 * `plainNames` are found wherever they stand; `wordNames` are words of the language too, and need a capital and evidence
 * that the asset is meant. A ticker counts in capitals; `tickerIs` says what else it takes.
 */
export interface AssetNames {
  readonly ticker: string;
  /** `loose`: in small letters too. `upper`: capitals are enough. `word`: a word, which needs evidence besides. */
  readonly tickerIs: 'loose' | 'upper' | 'word';
  readonly plainNames: readonly string[];
  readonly wordNames: readonly string[];
}

const row = (ticker: string, tickerIs: AssetNames['tickerIs'], plainNames = '', wordNames = ''): AssetNames => {
  const list = (names: string) => names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return { ticker, tickerIs, plainNames: list(plainNames), wordNames: list(wordNames) };
};

/** Assets known from the start: tickers, names, and which of them are words of the language. */
export const knownAssets: readonly AssetNames[] = [
  row('BTC', 'loose', 'bitcoin, bitcoins, xbt'),
  row('ETH', 'loose', 'ethereum, ether'),
  row('SOL', 'upper', 'solana'),
  row('BNB', 'loose', 'bnb chain, binance coin'),
  row('XRP', 'loose', 'xrp ledger', 'ripple'),
  row('ADA', 'upper', 'cardano'),
  row('DOGE', 'loose', 'dogecoin'),
  row('SHIB', 'upper', 'shiba inu, shiba'),
  row('LTC', 'loose', 'litecoin'),
  row('BCH', 'loose', 'bitcoin cash'),
  row('ETC', 'word', 'ethereum classic'),
  row('DOT', 'word', 'polkadot'),
  row('LINK', 'word', 'chainlink'),
  row('AVAX', 'loose', '', 'avalanche'),
  row('MATIC', 'loose', 'polygon labs', 'polygon'),
  row('POL', 'word'),
  row('UNI', 'word', 'uniswap'),
  row('ATOM', 'word', 'cosmos hub', 'cosmos'),
  row('NEAR', 'word', 'near protocol, near foundation', 'near'),
  row('ONE', 'word', 'harmony one', 'harmony'),
  row('TRX', 'loose', '', 'tron'),
  row('TON', 'word', 'toncoin, ton coin'),
  row('XLM', 'loose', 'stellar lumens', 'stellar'),
  row('XMR', 'loose', 'monero'),
  row('ALGO', 'word', 'algorand'),
  row('FIL', 'upper', 'filecoin'),
  row('ICP', 'word', 'internet computer'),
  row('HBAR', 'loose', 'hedera'),
  row('VET', 'word', 'vechain'),
  row('APT', 'word', 'aptos'),
  row('SUI', 'upper', '', 'sui'),
  row('ARB', 'word', 'arbitrum'),
  row('OP', 'word', 'op mainnet', 'optimism'),
  row('AAVE', 'loose', 'aave'),
  row('MKR', 'loose', 'makerdao', 'maker'),
  row('CRV', 'upper', 'curve finance', 'curve'),
  row('LDO', 'loose', 'lido dao', 'lido'),
  row('INJ', 'upper', '', 'injective'),
  row('PEPE', 'upper', 'pepecoin', 'pepe'),
  row('LUNA', 'upper', 'terra luna', 'terra, luna'),
  row('USDT', 'loose', '', 'tether'),
  row('USDC', 'loose', 'usd coin'),
  row('DAI', 'upper'),
  row('FLOW', 'word', '', 'flow'),
  row('APE', 'word', 'apecoin, ape coin'),
  row('SAND', 'word', 'the sandbox', 'sandbox'),
  row('MANA', 'upper', 'decentraland'),
  row('MASK', 'word', 'mask network'),
  row('GRT', 'upper', '', 'the graph'),
  row('RENDER', 'word', 'render network', 'render'),
  row('FET', 'upper', 'fetch.ai'),
  row('TAO', 'upper', 'bittensor'),
  row('KAS', 'upper', 'kaspa'),
  row('CRO', 'upper', 'cronos'),
  row('ENA', 'upper', 'ethena'),
  row('STX', 'loose', '', 'stacks'),
  row('IMX', 'loose', 'immutable x', 'immutable'),
  row('TIA', 'upper', '', 'celestia'),
  row('SEI', 'upper', '', 'sei'),
  row('JUP', 'upper', '', 'jupiter'),
  row('WIF', 'upper', 'dogwifhat'),
  row('BONK', 'upper', '', 'bonk'),
  row('HYPE', 'word', '', 'hyperliquid'),
  row('ZEC', 'loose', 'zcash'),
  row('DASH', 'word'),
  row('EOS', 'upper'),
  row('XTZ', 'loose', 'tezos'),
  row('THETA', 'word', 'theta network'),
  row('COMP', 'word', 'compound finance', 'compound'),
  row('SNX', 'loose', 'synthetix'),
  row('RUNE', 'word', 'thorchain'),
  row('GAS', 'word'),
  row('WIN', 'word'),
  row('SUN', 'word'),
  row('HOT', 'word'),
  row('QNT', 'upper', '', 'quant'),
  row('BAT', 'word', 'basic attention token'),
  row('CAKE', 'word', 'pancakeswap'),
  row('AXS', 'upper', 'axie infinity'),
  row('GALA', 'upper', '', 'gala'),
  row('CHZ', 'upper', 'chiliz'),
  row('WLD', 'upper', 'worldcoin'),
  row('TRUMP', 'word', 'trump coin, trump token, trump memecoin'),
];
