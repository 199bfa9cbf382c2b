import type { RunAnalysis } from '../analysis/analysis';
import type { ReportSection } from '../analysis/options';
import { count, duration, money, percent, plain } from '../format';
import { html, type Markup, unbroken } from './markup';

const card = (label: string, value: string, below: string, state = ''): Markup =>
  html`<div class="card"><div class="label">${label}</div><div class="value ${state}${value.length > 10 ? ' long' : ''}">${value}</div><div class="below">${unbroken(below)}</div></div>`;

const sign = (value: number | undefined): string =>
  value === undefined || value === 0 ? '' : value > 0 ? 'gain' : 'loss';

/** The figures that a reader looks for first. */
export const cards = ({ value, held, bootstrap, buyAndHold, result }: RunAnalysis): Markup => {
  const beside = (text: string): string => (buyAndHold === undefined ? '' : `buy and hold: ${text}`);
  const interval = bootstrap === undefined ? '' : `95 % between ${plain(bootstrap.low)} and ${plain(bootstrap.high)}`;
  const chance = value('luck');
  return html`<div class="cards">
${card('Total return', percent(value('total-return'), { sign: true }), beside(percent(held('total-return'), { sign: true })), sign(value('total-return')))}
${card('Deepest drawdown', percent(value('maximum-drawdown')), beside(percent(held('maximum-drawdown'))))}
${card('Sharpe ratio', plain(value('sharpe-ratio')), interval)}
${card('Closed trades', count(value('trade-count')), value('win-rate') === undefined ? '' : `${percent(value('win-rate'))} won, average ${duration(value('average-holding'))}`)}
${card(`Costs (${result.reportingAsset})`, money((value('fees-paid') ?? 0) + (value('slippage-paid') ?? 0)), `${percent(value('cost-drag'))} of the starting equity`)}
${card('Chance of luck', chance === undefined ? percent(undefined) : percent(chance), chance === undefined ? 'too little happened to tell' : 'of a strategy without any edge')}
</div>`;
};

/** A section of the tear sheet as a table. */
export const panel = ({ title, columns, rows }: ReportSection): Markup =>
  html`<table class="panel"><thead><tr><th scope="col">${title}</th>${columns.length === 0 ? html`<th></th>` : columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ label, values }) => html`<tr><th scope="row">${label}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>
`,
  )}</tbody></table>`;
