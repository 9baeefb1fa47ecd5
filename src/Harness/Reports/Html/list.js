// The list of cases: filtered by what the form says, drawn a hundred rows at a time.

const PAGE = 100;
const form = $('filter');
const haystacks = cases.map(one => `${one.id}\n${one.title}\n${one.reason}`.toLowerCase());
let chosen = cases;
let drawn = 0;

function options(select, values, any) {
  select.replaceChildren(h('option', { value: '' }, any), ...values.map(([value, word]) => h('option', { value }, word)));
}

const distinct = pick => [...new Set(cases.map(pick))].sort().map(value => [value, value]);

function prepareFilter() {
  options(form.elements.verdict, [['attention', 'all but passes'], ...VERDICTS.map(verdict => [verdict.name, verdict.word])], 'any');
  options(form.elements.seat, distinct(one => one.seat), 'any');
  options(form.elements.transport, distinct(one => one.transport), 'any');
  options(form.elements.scenario, distinct(one => one.scenario), 'any');
  $('clause-ids').append(...clauses.map(clause => h('option', { value: clause.id })));
  form.addEventListener('input', () => { remember(); applyFilter(); });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => { remember(); applyFilter(); }));
  $('more').addEventListener('click', draw);
  new IntersectionObserver(seen => { if (seen[0].isIntersecting) draw(); }, { rootMargin: '400px' }).observe($('more'));
  $('list').hidden = false;
}

function remember() {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, '', `#cases${String(query) ? `?${query}` : ''}`);
}

function fillFilter(query) {
  form.reset();
  for (const [name, value] of new URLSearchParams(query)) if (form.elements[name]) form.elements[name].value = value;
}

function wanted() {
  const { text, verdict, seat, transport, scenario, requirement } = Object.fromEntries(new FormData(form));
  const words = text.trim().toLowerCase();
  const id = requirement.trim();
  const clause = id ? clauses.findIndex(clause => clause.id.toLowerCase() === id.toLowerCase()) : -1;
  return one =>
    (!verdict || (verdict === 'attention' ? one.rank < 4 : one.verdict.name === verdict)) &&
    (!seat || one.seat === seat) && (!transport || one.transport === transport) && (!scenario || one.scenario === scenario) &&
    (!id || one.exercised.includes(clause) || one.blamed.includes(clause)) &&
    (!words || haystacks[one.number].includes(words));
}

const ORDERS = { '': (a, b) => a.rank - b.rank || a.number - b.number, id: (a, b) => a.number - b.number, time: (a, b) => b.duration - a.duration };

function applyFilter() {
  chosen = cases.filter(wanted()).sort(ORDERS[form.elements.order.value]);
  $('found').textContent = `${grouped(chosen.length)} of ${grouped(cases.length)} cases`;
  $('list').tBodies[0].replaceChildren();
  drawn = 0;
  draw();
}

function draw() {
  $('list').tBodies[0].append(...chosen.slice(drawn, drawn + PAGE).map(one => h('tr', null,
    h('td', null, badge(one.verdict)),
    h('td', { class: 'what' }, h('a', { href: link('case', one.id) }, one.title), h('code', null, one.id), one.reason ? h('p', { class: 'why' }, one.reason) : null),
    h('td', null, one.seat), h('td', null, one.transport), h('td', { class: 'number' }, time(one.duration)))));
  drawn = Math.min(chosen.length, drawn + PAGE);
  $('more').hidden = drawn >= chosen.length;
}

function neighboursOf(one) {
  const at = chosen.indexOf(one);
  return at < 0 ? { before: cases[one.number - 1], after: cases[one.number + 1] } : { before: chosen[at - 1], after: chosen[at + 1] };
}
