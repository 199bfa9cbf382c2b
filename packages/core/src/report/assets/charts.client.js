// Runs in the reader's browser: draws the charts from the data in the page, in the colours of the theme.
(() => {
  const uPlot = window.uPlot;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const root = document.documentElement;

  const color = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const summed = (differences) => {
    let total = 0;
    return differences.map((difference) => {
      total += difference;
      return total;
    });
  };

  const grouped = (value, digits) =>
    value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const minus = (text) => text.replace('-', '−');
  const amount = (value) => {
    if (value == null) return '–';
    const size = Math.abs(value);
    return minus(size >= 1 || size === 0 ? grouped(value, 2) : String(Number(value.toPrecision(5))));
  };
  const price = (value) => (value == null ? '–' : value.toLocaleString('en-US', { maximumSignificantDigits: 7 }));
  const percent = (value) => (value == null ? '–' : `${minus(grouped(value * 100, 2))} %`);
  const tick = (format) => (_, values) => values.map((value) => (value == null ? '' : format(value)));
  const shortAmount = (value) => minus(value.toLocaleString('en-US', { maximumSignificantDigits: 6 }));
  const shortPercent = (value) => `${minus(String(Number((value * 100).toPrecision(4))))} %`;
  const moment = (seconds) =>
    seconds == null ? '–' : new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

  const font = '12px system-ui, sans-serif';
  const charts = [];

  // How times are written for each distance of ticks: on every tick, and below it when the year, the day or the minute turns.
  const dates = [
    [31_536_000, '{YYYY}', null, null, null, null, null, null, 1],
    [2_419_200, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
    [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
    [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
    [1, '{HH}:{mm}:{ss}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  ];

  const axes = (format) => [
    {
      stroke: () => color('muted'),
      grid: { stroke: () => color('grid'), width: 1 },
      ticks: { show: false },
      font,
      gap: 6,
      values: dates,
    },
    {
      stroke: () => color('muted'),
      grid: { stroke: () => color('grid'), width: 1 },
      ticks: { show: false },
      font,
      size: 76,
      gap: 8,
      values: tick(format),
    },
  ];

  /** A vertical line where a guard stopped the bot. */
  const drawHalt = (u) => {
    if (data.haltTime === undefined) return;
    const x = Math.round(u.valToPos(data.haltTime, 'x', true));
    const { left, top, width, height } = u.bbox;
    if (x < left || x > left + width) return;
    const { ctx } = u;
    ctx.save();
    ctx.strokeStyle = color('down');
    ctx.fillStyle = color('down');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    const isRight = x > left + width - 60 * devicePixelRatio;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.textBaseline = 'top';
    ctx.fillText('halted', x + (isRight ? -6 : 6) * devicePixelRatio, top + 2 * devicePixelRatio);
    ctx.restore();
  };

  const makeChart = (id, { height, format, series, columns, scale = {}, draw = [], select }) => {
    const place = byId(id);
    if (place === null) return undefined;
    place.replaceChildren();
    const old = charts.findIndex((one) => one.place === place);
    const before = old < 0 ? undefined : charts.splice(old, 1)[0].u;
    // A chart that is drawn anew keeps what the reader had zoomed to.
    const { min, max } = before?.scales.x ?? {};
    before?.destroy();
    const u = new uPlot(
      {
        width: place.clientWidth,
        height,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
        scales: { x: { time: true }, y: scale },
        axes: axes(format),
        series: [{ label: 'UTC', value: (_, value) => moment(value) }, ...series],
        legend: { mount: (self, legend) => self.root.prepend(legend) },
        cursor: {
          sync: { key: 'time', scales: ['x', null] },
          points: { size: 6 },
          drag: { setScale: true, x: true, y: false },
          ...select,
        },
        hooks: { draw: [...draw, drawHalt] },
      },
      columns,
      place,
    );
    const [only, second] = columns[0];
    if (second === undefined) u.setScale('x', { min: only - 3600, max: only + 3600 });
    else if (min != null && max != null) u.setScale('x', { min, max });
    charts.push({ place, u, height });
    return u;
  };

  const line = (label, name, extra = {}) => ({
    label,
    stroke: () => color(name),
    width: 1.5,
    points: { show: data.time.length === 1 },
    ...extra,
  });

  const time = summed(data.time);
  const area = (name, alpha) => () => `color-mix(in srgb, ${color(name)} ${alpha}%, transparent)`;

  const drawEquity = (isLogarithmic) => {
    const positive = (values) => (isLogarithmic ? values.map((value) => (value > 0 ? value : null)) : values);
    const first = data.equity[0];
    makeChart('equity', {
      height: 320,
      format: shortAmount,
      scale: isLogarithmic ? { distr: 3, range: (_, low, high) => [low * 0.97, high * 1.03] } : {},
      columns: [time, positive(data.equity), ...(data.held === undefined ? [] : [positive(data.held)])],
      series: [
        line(`Strategy (${data.asset})`, 'up', { width: 2, value: (_, value) => amount(value) }),
        ...(data.held === undefined ? [] : [line('Buy and hold', 'held', { value: (_, value) => amount(value) })]),
      ],
      draw: [
        (u) => {
          // Where the account began.
          const y = Math.round(u.valToPos(first, 'y', true));
          const { left, top, width, height } = u.bbox;
          if (!(y > top && y < top + height)) return;
          u.ctx.save();
          u.ctx.strokeStyle = color('muted');
          u.ctx.globalAlpha = 0.6;
          u.ctx.lineWidth = devicePixelRatio;
          u.ctx.beginPath();
          u.ctx.moveTo(left, y);
          u.ctx.lineTo(left + width, y);
          u.ctx.stroke();
          u.ctx.restore();
        },
      ],
    });
  };

  const drawCurves = () => {
    drawEquity(false);
    makeChart('drawdown', {
      height: 150,
      format: shortPercent,
      scale: { range: (_, low) => [Math.min(low ?? 0, -0.0001) * 1.05, 0] },
      columns: [time, data.drawdown],
      series: [line('Below the peak', 'down', { fill: area('down', 22), value: (_, value) => percent(value) })],
    });
    makeChart('exposure', {
      height: 130,
      format: shortPercent,
      scale: { range: (_, low, high) => [Math.min(low ?? 0, 0), Math.max(high ?? 0, 1)] },
      columns: [time, data.exposure],
      series: [
        line('Position value over equity', 'area', {
          width: 1,
          fill: area('area', 35),
          value: (_, value) => percent(value),
        }),
      ],
    });
    makeChart('paid', {
      height: 220,
      format: shortAmount,
      scale: { range: (_, low, high) => [Math.min(low ?? 0, 0), Math.max(high ?? 0, 1e-9) * 1.05] },
      columns: [time, data.fees.map((fee, index) => fee + data.slippage[index]), data.fees],
      series: [
        line('Fees and slippage', 'down', { fill: area('down', 18), value: (_, value) => amount(value) }),
        line('Fees', 'area', { fill: area('area', 35), value: (_, value) => amount(value) }),
      ],
    });
  };

  const triangle = (ctx, x, y, size, isUp) => {
    const direction = isUp ? 1 : -1;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x - size, y + direction * size * 1.7);
    ctx.lineTo(x + size, y + direction * size * 1.7);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  };

  const drawCandles = (chart) => (u) => {
    const { ctx } = u;
    const [from, to] = u.series[0].idxs;
    if (from == null || to == null) return;
    const times = u.data[0];
    const spacing =
      to > from ? (u.valToPos(times[to], 'x', true) - u.valToPos(times[from], 'x', true)) / (to - from) : 20;
    const body = Math.max(Math.floor(Math.min(spacing * 0.66, 18 * devicePixelRatio)), 1);
    const at = (value) => u.valToPos(value, 'y', true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.strokeStyle = color('muted');
    ctx.lineWidth = Math.max(1, Math.min(devicePixelRatio, spacing));
    const isDense = spacing < 3 * devicePixelRatio;
    ctx.globalAlpha = isDense ? 0.55 : 1;
    ctx.beginPath();
    for (let index = from; index <= to; index++) {
      const x = Math.round(u.valToPos(times[index], 'x', true)) + 0.5;
      ctx.moveTo(x, at(chart.high[index]));
      ctx.lineTo(x, Math.max(at(chart.low[index]), at(chart.high[index]) + 1));
    }
    ctx.stroke();
    ctx.globalAlpha = 1;
    if (isDense) {
      ctx.strokeStyle = color('ink');
      ctx.lineWidth = devicePixelRatio;
      ctx.beginPath();
      for (let index = from; index <= to; index++)
        ctx.lineTo(u.valToPos(times[index], 'x', true), at(chart.close[index]));
      ctx.stroke();
    } else {
      for (let index = from; index <= to; index++) {
        const x = u.valToPos(times[index], 'x', true);
        const [open, close] = [at(chart.open[index]), at(chart.close[index])];
        ctx.fillStyle = chart.close[index] >= chart.open[index] ? color('card') : color('muted');
        ctx.fillRect(x - body / 2, Math.min(open, close), body, Math.max(Math.abs(close - open), 1));
        ctx.strokeRect(x - body / 2, Math.min(open, close), body, Math.max(Math.abs(close - open), 1));
      }
    }
    const seen = [chart.buys, chart.sells].flat().filter(([index]) => index >= from && index <= to).length;
    const size = (seen <= 80 ? 6 : seen <= 400 ? 4.5 : 3) * devicePixelRatio;
    ctx.strokeStyle = color('card');
    ctx.lineWidth = (seen <= 80 ? 1 : 0.5) * devicePixelRatio;
    for (const [markers, isBuy] of [
      [chart.buys, true],
      [chart.sells, false],
    ]) {
      ctx.fillStyle = color(isBuy ? 'up' : 'down');
      for (const [index, value] of markers) {
        if (index >= from && index <= to) triangle(ctx, u.valToPos(times[index], 'x', true), at(value), size, isBuy);
      }
    }
    ctx.restore();
  };

  const drawPrice = (index) => {
    const chart = data.prices[index];
    const times = summed(chart.time);
    const columnOf = (markers) => {
      const column = new Array(times.length).fill(null);
      for (const [candle, value] of markers) column[candle] = value;
      return column;
    };
    const textOf = (markers) => {
      const byCandle = new Map(markers.map((marker) => [marker[0], marker]));
      return (_, __, ___, at) => {
        const found = byCandle.get(at);
        if (found === undefined) return '–';
        const [, value, quantity, fills] = found;
        return `${price(quantity)} at ${price(value)}${fills > 1 ? ` (${fills} fills)` : ''}`;
      };
    };
    const hidden = (label, value) => ({ label, value, paths: () => null, points: { show: false } });
    makeChart('price', {
      height: 380,
      format: shortAmount,
      columns: [times, chart.open, chart.high, chart.low, chart.close, columnOf(chart.buys), columnOf(chart.sells)],
      series: [
        hidden('Open', (_, value) => price(value)),
        hidden('High', (_, value) => price(value)),
        hidden('Low', (_, value) => price(value)),
        hidden('Close', (_, value) => price(value)),
        hidden('Bought', textOf(chart.buys)),
        hidden('Sold', textOf(chart.sells)),
      ],
      draw: [drawCandles(chart)],
      select: { points: { show: false } },
    });
    byId('price-note').textContent =
      chart.barsPerCandle > 1
        ? `Each candle is ${chart.barsPerCandle} bars; its fills of one side are one mark at their average price.`
        : '';
  };

  const chooseTheme = () => {
    const button = byId('theme');
    const preferred = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => (root.dataset.theme === undefined ? preferred.matches : root.dataset.theme === 'dark');
    const redraw = () => {
      button.textContent = isDark() ? 'Light' : 'Dark';
      for (const { u } of charts) u.redraw(false, true);
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      redraw();
    });
    preferred.addEventListener('change', redraw);
    redraw();
  };

  if (data.time.length > 0) {
    drawCurves();
    if (data.prices.length > 0) drawPrice(0);
    const scale = byId('scale');
    let isLogarithmic = false;
    scale.hidden = false;
    scale.addEventListener('click', () => {
      isLogarithmic = !isLogarithmic;
      scale.textContent = isLogarithmic ? 'Linear' : 'Logarithmic';
      drawEquity(isLogarithmic);
    });
    byId('instrument')?.addEventListener('change', (event) => drawPrice(Number(event.target.value)));
    new ResizeObserver(() => {
      for (const { place, u, height } of charts)
        if (place.clientWidth > 0) u.setSize({ width: place.clientWidth, height });
    }).observe(document.querySelector('main'));
  }
  chooseTheme();
})();
