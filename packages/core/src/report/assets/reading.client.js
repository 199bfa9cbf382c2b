// Runs in the reader's browser: turns the pages of the list of trades and shows definitions.
(() => {
  const turnPages = (table) => {
    const rows = [...table.tBodies[0].rows];
    const size = Number(table.dataset.page);
    const pager = table.closest('section').querySelector('.pager');
    if (rows.length <= size) return;
    const pages = Math.ceil(rows.length / size);
    const button = (text) => {
      const element = document.createElement('button');
      element.type = 'button';
      element.className = 'button';
      element.textContent = text;
      return element;
    };
    const [back, where, forth] = [button('Earlier'), document.createElement('span'), button('Later')];
    pager.append(back, where, forth);
    pager.hidden = false;
    let page = 0;
    const show = (next) => {
      page = next;
      rows.forEach((row, index) => {
        row.hidden = Math.floor(index / size) !== page;
      });
      where.textContent = `${page * size + 1}–${Math.min((page + 1) * size, rows.length)} of ${rows.length}`;
      back.disabled = page === 0;
      forth.disabled = page === pages - 1;
    };
    back.addEventListener('click', () => show(page - 1));
    forth.addEventListener('click', () => show(page + 1));
    show(0);
  };

  const showDefinitions = () => {
    const tip = document.getElementById('tip');
    for (const term of document.querySelectorAll('.term')) {
      const text = term.title;
      term.removeAttribute('title');
      const show = () => {
        tip.textContent = text;
        tip.hidden = false;
        const box = term.getBoundingClientRect();
        const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 12);
        tip.style.left = `${Math.max(left, 12) + scrollX}px`;
        tip.style.top = `${box.bottom + 6 + scrollY}px`;
      };
      const hide = () => {
        tip.hidden = true;
      };
      term.addEventListener('pointerenter', show);
      term.addEventListener('focus', show);
      term.addEventListener('pointerleave', hide);
      term.addEventListener('blur', hide);
    }
  };

  for (const table of document.querySelectorAll('table.trades')) turnPages(table);
  showDefinitions();
})();
