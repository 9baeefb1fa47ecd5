// Start, and what the address says: '#case=ID', '#clause=ID', '#cases?filter', '#clauses', '#readings', or the first screen.

const titleOfRun = document.title;
let leftAt = 0;
let visit = 0;

function show(page, title) {
  if (!$('overview').hidden) leftAt = scrollY;
  $('tip').hidden = true;
  $('overview').hidden = true;
  $('view').hidden = false;
  $('view').replaceChildren(page);
  document.title = `${title} - ${titleOfRun}`;
  scrollTo(0, 0);
  $('view-h')?.focus({ preventScroll: true });
}

const apology = text => h('div', { class: 'wrap' }, h('h1', { tabindex: '-1', id: 'view-h' }, text), h('p', null, h('a', { href: '#' }, 'Back to the first screen')));

async function showCase(id) {
  const one = caseById.get(id);
  if (!one) return show(apology(`There is no case ${id} in this run.`), 'no such case');
  const mine = ++visit;
  try {
    const detail = await detailOf(one);
    if (mine === visit) show(casePage(one, detail, neighboursOf(one)), one.title);
  } catch (problem) {
    if (mine === visit) show(apology(`The messages of ${id} cannot be unpacked: ${problem.message}`), id);
  }
}

function showOverview(section, query) {
  const back = $('overview').hidden;
  visit++;
  $('view').hidden = true;
  $('view').replaceChildren();
  $('overview').hidden = false;
  document.title = titleOfRun;
  if (section === 'cases' && query !== undefined) {
    fillFilter(query);
    applyFilter();
  }
  if (back && query === undefined && section) scrollTo(0, leftAt);
  else if (section) $(section).scrollIntoView();
  if (section) $(`${section}-h`).focus({ preventScroll: true });
}

function route() {
  const hash = location.hash.slice(1);
  const id = at => decodeURIComponent(hash.slice(at));
  if (hash.startsWith('case=')) return showCase(id(5));
  if (hash.startsWith('clause=')) {
    const clause = clauseById.get(id(7));
    visit++;
    return show(clause ? clausePage(clause) : apology(`There is no clause ${id(7)}.`), id(7));
  }
  const [section, query] = hash.split(/\?(.*)/s);
  showOverview(['cases', 'clauses', 'readings'].includes(section) ? section : null, query);
}

function prepareTheme() {
  const root = document.documentElement;
  let stored = null;
  try { stored = localStorage.getItem('conformance-theme'); } catch { /* Pages from a disk may have no storage. */ }
  if (stored) root.dataset.theme = stored;
  $('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('conformance-theme', root.dataset.theme); } catch { /* As above: it lasts as long as the page. */ }
  });
}

// The address says which view is shown, so the skip link must not change it.
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  ($('view').hidden ? $('content') : $('view-h')).focus();
});

prepareTheme();
prepareFilter();
applyFilter();
explainTiles();
addEventListener('hashchange', route);
addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  event.preventDefault();
  location.hash = '#cases';
  form.elements.text.focus();
});
if (location.hash.length > 1) route();
