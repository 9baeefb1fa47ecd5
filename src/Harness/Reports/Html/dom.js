// Everything the page draws goes through these functions: text becomes text nodes and attribute values, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
const $ = id => document.getElementById(id);

// Verdicts by their rank in the data: what needs attention comes first.
const VERDICTS = [
  { name: 'fail', word: 'fail', sign: '\u2715' },
  { name: 'error', word: 'harness fault', sign: '\u2691' },
  { name: 'inconclusive', word: 'inconclusive', sign: '?' },
  { name: 'warned', word: 'warning', sign: '!' },
  { name: 'pass', word: 'pass', sign: '\u2713' },
];

function badge(verdict) {
  return h('span', { class: `badge ${verdict.name}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, verdict.sign), ' ', verdict.word);
}

function time(milliseconds) {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1000)} \u00b5s`;
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${Math.floor(milliseconds / 60000)} min ${String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0')} s`;
}

const grouped = count => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');

// Slashes stay readable in addresses, as in the links that the page came with.
const link = (view, id) => `#${view}=${encodeURIComponent(id).replaceAll('%2F', '/')}`;

function copyButton(text, what) {
  const said = h('span', { class: 'said', role: 'status' });
  return h('span', { class: 'copy' }, h('button', { type: 'button', class: 'quiet', 'aria-label': `Copy ${what}`, onclick: async () => {
    said.textContent = await copied(text()) ? 'copied' : 'select and copy by hand';
    setTimeout(() => { said.textContent = ''; }, 1600);
  } }, 'Copy'), said);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages opened from a disk may not have a clipboard; an old way is left.
    const area = h('textarea', { class: 'offscreen', readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
