import { bandChart, type Contender, evaluationTable } from '@sigmax/rl/evaluation';
import type { Run } from './outcome';
import { explanation, statementOf } from './statement';
import { botSentence, searchLines } from './text';

type Interval = Contender['scores']['growth'];

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The colours and measures of the report of `npm start`. */
const style = `:root{color-scheme:light dark;--page:#f6f6f3;--card:#fff;--ink:#1b1f24;--muted:#626a75;--line:#e3e3de;--first:#0b6cb0}
@media (prefers-color-scheme:dark){:root{--page:#101318;--card:#181c22;--ink:#e7e9ec;--muted:#9aa3af;--line:#2a3038;--first:#5fb4ef}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1100px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
.brand{letter-spacing:.14em;font-size:12px;color:var(--muted);margin:0}.hint{color:var(--muted);font-size:13px}.verdict{font-size:17px;margin:0}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin-top:16px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400}thead th{color:var(--muted);font-weight:500}
th:first-child,td:first-child{text-align:left}.own td,.own th{font-weight:600}.badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:1px 10px;font-size:12px}
a,p{overflow-wrap:anywhere}.range{color:var(--muted);font-weight:400}li{margin:4px 0}.chart svg{display:block;width:100%;min-width:540px;height:auto;border-radius:8px}
details pre{overflow-x:auto;font-size:12px}a{color:var(--first)}`;

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.replace('-', '−');
const decimal = (value: number): string => value.toFixed(2).replace('-', '−');

const within = ({ value, low, high }: Interval, text: (value: number) => string): string =>
  low === high
    ? text(value)
    : `${text(value)} <span class="range">${text(low).replace(' %', '')} to ${text(high)}</span>`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], own = -1): string =>
  `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      ([first = '', ...cells], index) =>
        `<tr${index === own ? ' class="own"' : ''}><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table></div>`;

const section = (title: string, ...content: readonly string[]): string =>
  `<section><h2>${escaped(title)}</h2>${content.join('\n')}</section>`;

const paragraph = (text: string, kind = ''): string =>
  `<p${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</p>`;

const contenderTable = ({ evaluation }: Run): string =>
  table(
    ['', 'log growth a year', 'Sharpe', 'drawdown', 'turnover a year', 'exposure', 'beaten by it'],
    evaluation.contenders.map(({ name, scores, probabilityBeaten }) => [
      escaped(name),
      within(scores.growth, percent),
      within(scores.sharpe, decimal),
      percent(scores.maximumDrawdown.value),
      `${scores.turnover.value.toFixed(1)} ×`,
      percent(scores.exposure.value),
      probabilityBeaten === undefined ? '' : percent(probabilityBeaten),
    ]),
    0,
  );

const known = (value: number | undefined): string => (value === undefined ? 'not known' : percent(value));

const luckTable = ({ evaluation: { luck } }: Run): string =>
  table(
    ['chance that', ''],
    [
      ['the Sharpe ratio is above 0', known(luck.probabilistic)],
      [
        `it is above the luckiest of ${luck.trials} ${luck.trials === 1 ? 'trial' : 'trials'} (deflated)`,
        known(luck.deflated),
      ],
      ['the backtest is overfitted (ten trials or more)', known(luck.overfitting)],
    ],
  );

const trialTable = ({ searched: { trials } }: Run): string =>
  table(
    ['settings', 'Sharpe ratio a validation bar', ''],
    trials.map(({ name, sharpePerPeriod, state, isChosen }) => [
      escaped(name),
      sharpePerPeriod.toFixed(4).replace('-', '−'),
      isChosen ? 'chosen' : state === 'pruned' ? 'stopped early' : state === 'failed' ? 'failed' : '',
    ]),
    trials.findIndex(({ isChosen }) => isChosen),
  );

const sensitivityTable = ({ evaluation }: Run): string =>
  table(
    ['costs', 'bars late', 'log growth a year'],
    evaluation.sensitivity.map(({ costFactor, delayBars, growth }) => [
      `× ${costFactor}`,
      String(delayBars),
      within(growth, percent),
    ]),
  );

const regimeTable = ({ evaluation }: Run): string =>
  table(
    ['regime', 'bars', 'log growth a year', 'buy and hold'],
    evaluation.regimes.map(({ regime, bars, growth, buyAndHoldGrowth }) => [
      regime,
      String(bars),
      percent(growth),
      percent(buyAndHoldGrowth),
    ]),
  );

const equityChart = ({ evaluation, random }: Run): string =>
  bandChart({
    title: `What 1 becomes through all tests, ${evaluation.seeds.length} seeds`,
    name: 'ppo',
    band: evaluation.equity,
    lines: [
      { name: 'buy and hold', at: evaluation.equity.at, values: evaluation.buyAndHold },
      { name: 'random, same turnover', at: random.equity.at, values: random.equity.middle },
    ],
    formatAt: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
    formatValue: (value) => value.toFixed(2),
  });

/** `undefined` where training gave fewer than two points. */
const learningChart = ({ evaluation: { learning, seeds } }: Run): string | undefined =>
  learning === undefined || learning.at.length < 2
    ? undefined
    : bandChart({
        title: `Log growth on validation bars, ${seeds.length} seeds`,
        name: 'ppo',
        band: learning,
        formatAt: (step) => `${Math.round(step)} steps`,
        formatValue: percent,
      });

const list = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;

/** One HTML file that needs no network: the verdict first, then everything that it rests on. */
export const reportOf = (run: Run, botReport: string): string => {
  const { settings, market, evaluation, traded } = run;
  const learning = learningChart(run);
  const { folds, testBars, steps, feeRate, slippageRate } = settings;
  const counts = `${evaluation.seeds.length} trainings of ${steps} steps for each of ${folds} tests of ${testBars} bars; fee ${feeRate}, slippage ${slippageRate}`;
  const shares = evaluation.findings.map(({ message, share }) => `${percent(share)} of the runs: ${message}.`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>A policy trained by PPO, tested honestly</title><style>${style}</style></head>
<body><main><p class="brand">SIGMAX</p><h1>A policy trained by PPO, tested honestly</h1>
${paragraph(counts, 'hint')}
<p class="badge">${market.isSimulated ? 'Simulated market' : 'Recorded market'}</p>
${section('Verdict', paragraph(evaluation.verdict.text, 'verdict'), paragraph(statementOf(evaluation)), paragraph(market.note, 'hint'))}
${section('The policy beside what needs no training', contenderTable(run), paragraph(explanation.replace('brackets hold', 'grey figures are'), 'hint'))}
${section('Equity through the tests', `<div class="scroll chart">${equityChart(run)}</div>`, paragraph('Lines are interquartile means over seeds; the band is from the 10 % to the 90 % quantile of the policy.', 'hint'))}
${learning === undefined ? '' : section('Learning', `<div class="scroll chart">${learning}</div>`, paragraph('Validation bars lie between training and test. The curve is shown, and nothing is chosen by it. A curve that does not rise has learned nothing that holds on other bars.', 'hint'))}
${run.searched.trials.length === 0 ? '' : section('Settings that were tried', trialTable(run), paragraph(searchLines(run).join(' '), 'hint'))}
${section('Luck', luckTable(run), paragraph('Of the seed whose Sharpe ratio is the median; not known where that one never traded.', 'hint'))}
${section('Costs and delay', sensitivityTable(run))}
${section('Regimes', regimeTable(run))}
${section('What is wrong with it', list([...shares, ...evaluation.warnings]))}
${section('As a bot', paragraph(botSentence(run)), `<p><a href="${escaped(botReport)}">The report of its backtest</a></p>`, paragraph(`Event digest ${traded.result.digest}`, 'hint'))}
${section('To make it again', `<details><summary>Settings and the evaluation as text</summary><pre>${escaped(JSON.stringify(settings, null, 1))}\n\n${escaped(evaluationTable(evaluation))}</pre></details>`)}
</main></body></html>
`;
};
