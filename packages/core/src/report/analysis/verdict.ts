import { trim } from '../../measures/catalogue/definition';
import { duration, minute, percent } from '../format';
import type { RunAnalysis } from './analysis';

const moved = (value: number): string =>
  Math.abs(value) < 0.000_05 ? 'ended where it began' : `${value > 0 ? 'gained' : 'lost'} ${percent(Math.abs(value))}`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const outcome = ({ value, held, result, lengthMs }: RunAnalysis): string => {
  const own = value('total-return');
  if (own === undefined) return 'The run saw no market.';
  const other = held('total-return');
  const time = duration(lengthMs);
  if (result.fills.length === 0) {
    return `Made no trade in ${time}${other === undefined ? '' : `; buying and holding ${moved(other)}`}.`;
  }
  const what = `${capital(moved(own))} in ${time}`;
  if (other === undefined) return `${what}.`;
  const difference = own - other;
  if (Math.abs(difference) < 0.000_05) return `${what}, the same as buying and holding.`;
  const points = percent(Math.abs(difference)).replace(' %', ' points');
  return `${what}, ${points} ${difference > 0 ? 'better' : 'worse'} than buying and holding, which ${moved(other)}.`;
};

const costs = ({ strategy, value, result }: RunAnalysis): string | undefined => {
  const { trading } = strategy;
  if (trading === undefined || result.fills.length === 0) return undefined;
  const { total } = trading.costs;
  if (total === 0) return 'No fill paid a fee or slippage; a real venue charges both.';
  const drag = value('cost-drag');
  const net = value('net-profit');
  if (drag === undefined || net === undefined) return undefined;
  if (total < 0) return `Rebates were worth ${percent(-drag)} of the starting equity.`;
  const turned = net < 0 && net + total > 0 ? ', which turned a profit into a loss' : '';
  return `Fees and slippage took ${percent(drag)} of the starting equity${turned}.`;
};

/** "31 times in 100", without claiming more than the figure holds. */
const inHundred = (probability: number): string => {
  if (probability < 0.01) return 'less than once in 100';
  if (probability > 0.99) return 'more than 99 times in 100';
  const times = Math.round(probability * 100);
  return times === 1 ? 'once in 100' : `${times} times in 100`;
};

const luck = ({ value, timing, result }: RunAnalysis): string => {
  if (result.fills.length === 0) return 'Without a trade there is nothing to tell skill from luck by.';
  const chance = value('luck');
  if (chance === undefined) return 'Too little happened to tell skill from luck.';
  const judgement =
    chance >= 0.5
      ? 'there is no sign of skill'
      : chance >= 0.2
        ? 'luck explains it well'
        : chance >= 0.05
          ? 'luck is a fair explanation'
          : 'luck alone is unlikely, unless this is the best of many variants';
  const random =
    timing === undefined
      ? ''
      : ` The same positions at random times, with the same costs, did as well ${inHundred(timing.shareAsGood)}.`;
  return `A strategy without any edge would do at least this well ${inHundred(chance)}: ${judgement}.${random}`;
};

const halt = ({ result }: RunAnalysis): string | undefined => {
  if (result.halt === undefined) return undefined;
  const { guard, action, timeMs, code, limit, observed } = result.halt;
  const did = action === 'flatten' ? 'and closed all positions' : 'and let nothing but exits through';
  return `The guard ${guard} stopped the bot on ${minute(timeMs)} UTC ${did}: ${code}, observed ${trim(observed)}, limit ${trim(limit)}.`;
};

/** What the run comes to, in plain sentences: result, costs, luck, and what limits their meaning. */
export const verdict = (analysis: RunAnalysis): string[] =>
  [
    outcome(analysis),
    costs(analysis),
    luck(analysis),
    halt(analysis),
    analysis.isSimulated
      ? 'The market was simulated: this shows that the bot runs, not that it would earn.'
      : undefined,
  ].filter((sentence) => sentence !== undefined);
