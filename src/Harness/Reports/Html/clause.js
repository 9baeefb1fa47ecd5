// The page of one clause: what it says, and the cases that put it to the test.

const casesOf = number => cases.filter(one => one.exercised.includes(number) || one.blamed.includes(number));

function caseRow(one) {
  return h('li', null, badge(one.verdict), ' ', h('a', { href: link('case', one.id) }, h('code', null, one.id)), one.reason ? h('span', { class: 'why' }, ` ${one.reason}`) : null);
}

// A list that grows by request: a clause may have thousands of cases.
function growing(rows, draw) {
  const list = h('ul', { class: 'cases-of' });
  const button = h('button', { type: 'button' }, 'Show more');
  let shown = 0;
  const grow = () => {
    list.append(...rows.slice(shown, shown + 200).map(draw));
    shown += 200;
    button.hidden = shown >= rows.length;
  };
  button.addEventListener('click', grow);
  grow();
  return [list, button];
}

function clausePage(clause) {
  const number = clauses.indexOf(clause);
  const concerned = casesOf(number);
  const blamed = concerned.filter(one => one.blamed.includes(number)).sort((a, b) => a.rank - b.rank);
  const others = concerned.filter(one => !one.blamed.includes(number)).sort((a, b) => a.rank - b.rank);
  const word = clause.status.replaceAll('-', ' ');
  const rows = [['On the wire', clause.observable], ['Binds', clause.roles], ['Applies if', clause.condition], ['Not testable', clause.notTestable], ['Verified by', clause.verifiedBy.join(', ')]];
  return h('div', { class: 'wrap clause' },
    h('nav', { class: 'crumbs', 'aria-label': 'Clause' }, h('a', { href: '#clauses' }, 'All clauses')),
    h('header', { class: 'case-head' },
      h('p', null, h('span', { class: `tile ${clause.status}`, 'aria-hidden': 'true' }), ` ${word}`),
      h('h1', { tabindex: '-1', id: 'view-h' }, h('code', null, clause.id), ` ${clause.specification}, section ${clause.section}`),
      h('p', { class: 'story' }, h('b', null, clause.level), ` ${clause.text}`)),
    h('dl', { class: 'evidence' }, rows.filter(([, value]) => value).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))),
    blamed.length ? h('section', null, h('h2', null, `Findings in ${grouped(blamed.length)} ${blamed.length === 1 ? 'case' : 'cases'}`), growing(blamed, caseRow)) : null,
    h('section', null, h('h2', null, others.length ? `${blamed.length ? 'No finding' : 'Put to the test'} in ${grouped(others.length)} ${others.length === 1 ? 'case' : 'cases'}` : blamed.length ? 'No other case' : 'No case of this run put it to the test'), growing(others, caseRow)));
}

// Clause texts on hover and focus.
function explainTiles() {
  const tip = $('tip');
  const show = event => {
    const tile = event.target.closest?.('a.tile');
    const clause = tile && clauseById.get(tile.dataset.id);
    if (!clause) { tip.hidden = true; return; }
    tip.replaceChildren(h('p', null, h('code', null, clause.id), ' ', h('b', null, clause.level), ` ${clause.status.replaceAll('-', ' ')}`), h('p', null, clause.text));
    tip.hidden = false;
    const box = tile.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    const below = box.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? box.bottom + 8 : box.top - tip.offsetHeight - 8) + scrollY}px`;
  };
  const hide = () => { tip.hidden = true; };
  for (const name of ['pointerover', 'focusin']) $('clauses').addEventListener(name, show);
  for (const name of ['pointerleave', 'focusout']) $('clauses').addEventListener(name, hide);
  addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
}
