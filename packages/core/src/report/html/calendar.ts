import type { CalendarReturn } from '../../measures/returns/calendar-returns';
import { calendarReturns } from '../../measures/returns/calendar-returns';
import type { RunAnalysis } from '../analysis/analysis';
import { fixed, nothing, percent } from '../format';
import { html, type Markup } from './markup';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Six steps of colour to each side; the largest return of the table gets the last one. */
export const heat = (value: number, largest: number): string => {
  if (value === 0 || largest === 0) return 'h0';
  const step = Math.min(Math.ceil((Math.abs(value) / largest) * 6), 6);
  return `${value > 0 ? 'up' : 'down'} h${step}`;
};

const compound = (returns: readonly CalendarReturn[]): number =>
  returns.reduce((wealth, one) => wealth * (1 + one.return), 1) - 1;

/** "4.2" or "−120": as short as a cell wants it, in percent. */
const cellText = (value: number): string => fixed(value * 100, Math.abs(value) < 1 ? 1 : 0);

const cell = (found: CalendarReturn | undefined, name: string, largest: number): Markup =>
  found === undefined
    ? html`<td class="none">${nothing}</td>`
    : html`<td class="${heat(found.return, largest)}" title="${name}: ${percent(found.return, { sign: true })}">${cellText(found.return)}</td>`;

const largestOf = (returns: readonly CalendarReturn[]): number =>
  returns.reduce((largest, one) => Math.max(largest, Math.abs(one.return)), 0);

const monthTable = (returns: readonly CalendarReturn[]): Markup => {
  const years = [...new Set(returns.map(({ year }) => year))];
  const largest = largestOf(returns);
  return html`<table class="calendar months"><thead><tr><th scope="col">Year</th>${monthNames.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="total">Year</th></tr></thead>
<tbody>${years.map((year) => {
    const own = returns.filter((one) => one.year === year);
    const total = compound(own);
    return html`<tr><th scope="row">${year}</th>${monthNames.map((name, index) =>
      cell(
        own.find(({ month }) => month === index + 1),
        `${name} ${year}`,
        largest,
      ),
    )}<td class="total ${total >= 0 ? 'gain' : 'loss'}">${cellText(total)}</td></tr>
`;
  })}</tbody></table>`;
};

const dayTable = (returns: readonly CalendarReturn[]): Markup => {
  const largest = largestOf(returns);
  const months = [...new Map(returns.map(({ year, month }) => [`${year} ${month}`, { year, month }])).values()];
  const days = Array.from({ length: 31 }, (_, index) => index + 1);
  return html`<table class="calendar days"><thead><tr><th scope="col">Month</th>${days.map((day) => html`<th scope="col">${day}</th>`)}</tr></thead>
<tbody>${months.map(({ year, month }) => {
    const own = returns.filter((one) => one.year === year && one.month === month);
    const name = `${monthNames[month - 1] ?? ''} ${year}`;
    return html`<tr><th scope="row">${name}</th>${days.map((day) =>
      cell(
        own.find((one) => one.day === day),
        `${day} ${name}`,
        largest,
      ),
    )}</tr>
`;
  })}</tbody></table>`;
};

/** Returns by month as a table of colours; by day when there are no more than three months. */
export const calendarSection = ({ strategy }: RunAnalysis): Markup | undefined => {
  const { months, performance } = strategy;
  if (months.length === 0) return undefined;
  const isShort = months.length <= 3;
  return html`<section id="calendar"><h2>Returns by ${isShort ? 'day' : 'month'}</h2>
<p class="hint">Percent, UTC. The first and the last ${isShort ? 'day' : 'month'} are cut by the run.</p>
<div class="scroll">${isShort ? dayTable(calendarReturns(performance, 'day')) : monthTable(months)}</div></section>`;
};
