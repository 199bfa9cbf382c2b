import type { Month } from './months';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

const worstFirst = (months: readonly Month[], margin: (month: Month) => number): Month[] =>
  months.filter((month) => margin(month) < 0).sort((a, b) => margin(a) - margin(b));

const named = (months: readonly Month[], margin: (month: Month) => number): string =>
  months
    .slice(0, 3)
    .map((month) => `${month.from} (${percent(margin(month))})`)
    .join(', ');

/** What the best two periods alone brought: how much of a result is two draws. */
const withoutBest = (months: readonly Month[], name: string): string => {
  const sorted = [...months].sort((a, b) => (b.returns[name] ?? 0) - (a.returns[name] ?? 0));
  const rest = sorted.slice(2).reduce((product, { returns }) => product * (1 + (returns[name] ?? 0)), 1);
  const best = sorted.slice(0, 2).map(({ from }) => from);
  return `Without its two best periods (${best.join(', ')}) the ${name} choice would have made ${percent(rest - 1)}.`;
};

/** What did not work, in sentences: every one is printed, whichever way it went. */
export const lossesOf = (months: readonly Month[]): string[] => {
  const count = months.length;
  const against = (month: Month, name: string): number => (month.returns.exact ?? 0) - (month.returns[name] ?? 0);
  const behind = worstFirst(months, (month) => against(month, 'equal weight'));
  const negative = worstFirst(months, (month) => month.returns.exact ?? 0);
  const missed = months.filter(({ excess }) => excess > 0);
  const luckier = missed.filter(({ returns }) => (returns.QAOA ?? 0) > (returns.exact ?? 0));
  const annealed = months.filter(({ annealingExcess }) => annealingExcess > 0);
  const repelled = months.filter(({ lift }) => lift !== undefined && lift < 1);
  const guessed = months.filter(({ guessExcess }) => guessExcess === 0);
  const whole = (name: string): number =>
    months.reduce((product, { returns }) => product * (1 + (returns[name] ?? 0)), 1);
  const fallen = months.filter(({ fallback }) => fallback !== undefined);
  const list = (text: string) => (text === '' ? '' : `: ${text}`);
  return [
    `The exact choice made less than equal weight in ${behind.length} of ${count} periods; the worst${list(named(behind, (month) => against(month, 'equal weight')))}.`,
    ...(count > 2 ? [withoutBest(months, 'exact')] : []),
    `The exact choice lost money in ${negative.length} of ${count} periods; the worst${list(named(negative, (month) => month.returns.exact ?? 0))}.`,
    `The circuit's measurements missed the best choice in ${missed.length} of ${count} periods; in ${luckier.length} of these the worse choice happened to make more money.`,
    ...(missed.length > 0 && whole('QAOA') > whole('exact')
      ? [
          'QAOA ended with more money than the exact choice because it missed it: that is luck of these prices, and no merit.',
        ]
      : []),
    `The circuit made the best choice less likely than blind guessing does in ${repelled.length} of ${count} periods.`,
    `As many blind guesses found the best choice in ${guessed.length} of ${count} periods.`,
    `Annealing missed it in ${annealed.length} of ${count} periods.`,
    ...(fallen.length === 0
      ? []
      : [`${fallen.length} decisions of the circuit fell back to the classical answer: ${fallen[0]?.fallback}`]),
  ];
};
