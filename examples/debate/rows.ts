import type { Account } from './evaluation/accounts';
import type { Run } from './outcome';

export const percent = (fraction: number | undefined, digits = 1): string =>
  fraction === undefined ? '' : `${(100 * fraction).toFixed(digits)} %`.replace('-', '−');

export const plain = (value: number | undefined, digits = 2): string =>
  value === undefined ? '' : value.toFixed(digits).replace('-', '−');

type Rows = string[][];

const accountCells = ({ name, returnFraction, sharpe, drawdown, exposure, turnover, fills, costs }: Account) => [
  name,
  percent(returnFraction),
  plain(sharpe),
  percent(drawdown),
  percent(exposure),
  `${plain(turnover, 1)} ×`,
  String(fills),
  percent(costs),
];

const accountHead = ['', 'return', 'Sharpe', 'deepest', 'exposure', 'turnover', 'fills', 'costs'];

export const accountRows = ({ accounts }: Run): Rows => [accountHead, ...accounts.map(accountCells)];

export const withoutRows = ({ accounts: [debate], without }: Run): Rows => [
  [...accountHead, 'change'],
  ...without.map((account) => [
    ...accountCells(account),
    percent(account.returnFraction - (debate?.returnFraction ?? 0)),
  ]),
];

export const costRows = ({ costs }: Run): Rows => [
  ['costs', ...accountHead.slice(1)],
  ...costs.map(({ account }) => accountCells(account)),
];

export const ablationRows = ({ ablation, calibrations }: Run): Rows => [
  ['', 'weight', 'alone', 'leaves out', 'opinions', 'Brier', 'ECE'],
  ...ablation.rows.map(({ name, weight, alone, contribution, coverage }) => {
    const calibration = calibrations.find((one) => one.name === name)?.calibration;
    return [
      name,
      plain(weight, 3),
      percent(alone, 3),
      percent(contribution, 3),
      percent(coverage, 0),
      plain(calibration?.brier, 4),
      plain(calibration?.expectedCalibrationError, 3),
    ];
  }),
];

export const leaderRows = ({ arena }: Run): Rows => [
  ['', 'rank', 'rating', '95 % interval', 'won'],
  ...arena.leaderboard.rows.map(({ name, rank, rating, interval, points, games }) => [
    name,
    String(rank),
    plain(rating, 0),
    interval === undefined ? '' : `${plain(interval[0], 0)} to ${plain(interval[1], 0)}`,
    percent(points / games, 0),
  ]),
];

const chance = (value: number | undefined): string => (value === undefined ? 'not known' : percent(value));

export const luckRows = ({ edge: { luck, timing } }: Run): Rows => [
  ['chance that', ''],
  ['the Sharpe ratio is above 0', chance(luck.probabilistic)],
  [`it is above the luckiest of ${luck.trials} trials (deflated)`, chance(luck.deflated)],
  ['the same positions at random times did as well', chance(timing?.shareAsGood)],
];

export const hostileRows = ({ kept }: Run): Rows => [
  ['what it tries', 'feed', 'what became of it'],
  ...kept.hostile.map(({ tries, feed, fate }) => [tries, feed, fate]),
];

export const skillRows = ({ skills }: Run): Rows => [
  ['model of', 'Brier', 'of the base rate', 'skill'],
  ...skills.map(({ instrumentId, brier, brierOfBaseRate }) => [
    instrumentId,
    plain(brier, 4),
    plain(brierOfBaseRate, 4),
    percent(1 - brier / brierOfBaseRate),
  ]),
];
