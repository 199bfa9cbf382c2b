import type { RoundTrip } from '../../measures/trades/round-trip';
import { count, duration, exact, minute, money, percent } from '../format';
import { html, type Markup } from './markup';

const row = (trip: RoundTrip, index: number): Markup => {
  const state = trip.netPnl > 0 ? 'gain' : trip.netPnl < 0 ? 'loss' : '';
  return html`<tr><td>${index + 1}</td><td>${trip.instrumentId}</td><td>${trip.side}</td><td>${minute(trip.openMs)}</td><td>${trip.isOpen ? 'open' : minute(trip.closeMs)}</td><td>${duration(trip.holdingMs)}</td><td>${exact(trip.quantity)}</td><td>${exact(trip.entryPrice)}</td><td>${exact(trip.exitPrice)}</td><td>${money(trip.fees)}</td><td class="${state}">${money(trip.netPnl)}</td><td class="${state}">${percent(trip.return)}</td><td>${trip.tags.join(', ')}</td></tr>
`;
};

const heads = [
  '#',
  'Instrument',
  'Side',
  'Opened (UTC)',
  'Closed (UTC)',
  'Held',
  'Quantity',
  'Entry',
  'Exit',
  'Fees',
  'Net profit',
  'Return',
  'Tags',
];

/** The first `most` trades. Pages are turned by a script; without it they stand in one scrolling list. */
export const tradesTable = (trips: readonly RoundTrip[], most: number, asset: string): Markup => {
  if (trips.length === 0)
    return html`<section id="trades"><h2>Trades</h2><p class="hint">There were none.</p></section>`;
  const shown = trips.slice(0, most);
  const note = trips.length > most ? ` The first ${count(most)} of ${count(trips.length)} are listed.` : '';
  return html`<section id="trades"><h2>Trades</h2>
<p class="hint">From flat to flat, in order of their close; fees and profit in ${asset}.${note}</p>
<div class="scroll"><table class="trades" data-page="20"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${shown.map(row)}</tbody></table></div><div class="pager" hidden></div></section>`;
};
