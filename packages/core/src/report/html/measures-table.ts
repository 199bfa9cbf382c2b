import type { Measure } from '../../measures/catalogue/catalogue';
import type { MeasureGroup } from '../../measures/catalogue/definition';
import { count, inUnit } from '../format';
import { html, type Markup } from './markup';

const titles: Readonly<Record<MeasureGroup, string>> = {
  return: 'Return',
  risk: 'Risk',
  'tail risk': 'Tail risk',
  ratio: 'Ratios',
  drawdown: 'Drawdown',
  benchmark: 'Against buy and hold',
  trades: 'Trades',
  'activity and costs': 'Activity and costs',
  luck: 'Luck',
};

/** In two columns of about the same length. */
const order: readonly MeasureGroup[] = [
  'return',
  'risk',
  'tail risk',
  'ratio',
  'luck',
  'drawdown',
  'benchmark',
  'trades',
  'activity and costs',
];

const perYear = ({ unit }: Measure): string => (unit === 'fraction per year' ? ' a year' : '');

const groupTable = (group: MeasureGroup, measures: readonly Measure[]): Markup => {
  const hasBoth = measures.some(({ buyAndHold }) => buyAndHold !== undefined);
  return html`<table class="measures"><thead><tr><th scope="col">${titles[group]}</th><th scope="col">strategy</th>${hasBoth ? html`<th scope="col">buy and hold</th>` : undefined}</tr></thead>
<tbody>${measures.map(
    (
      one,
    ) => html`<tr><th scope="row"><span class="term" tabindex="0" title="${one.definition}">${one.name}${perYear(one)}</span><small>${one.definition}</small></th><td>${inUnit(one.value, one.unit)}</td>${hasBoth ? html`<td>${inUnit(one.buyAndHold, one.unit)}</td>` : undefined}</tr>
`,
  )}</tbody></table>`;
};

/** Every measure of the catalogue, with its definition. */
export const measuresSection = (measures: readonly Measure[]): Markup => {
  return html`<section id="measures"><h2>All ${count(measures.length)} measures</h2>
<input type="checkbox" id="definitions" class="switch"><label for="definitions" class="button">Show definitions</label>
<p class="hint">Point at a name to read how it is defined. – means that the definition gives no number here.</p>
<div class="groups">${order.map((group) =>
    groupTable(
      group,
      measures.filter((one) => one.group === group),
    ),
  )}</div></section>`;
};
