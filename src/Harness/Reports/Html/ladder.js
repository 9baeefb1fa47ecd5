// The ladder: parties as columns, time downwards, one row for each entry of the timeline.

const LADDER = { left: 74, right: 28, head: 46, arrow: 38, box: 36, note: 30, character: 6.2, gap: 120, label: 46 };

const shorten = text => text.length <= LADDER.label ? text : `${text.slice(0, LADDER.label - 1)}\u2026`;
const widthOf = text => text.length * LADDER.character;

// Lifelines as narrow as the labels between them allow.
function columnsOf(detail) {
  const names = [...detail.parties];
  for (const entry of detail.timeline) {
    for (const name of [entry.from, entry.to]) if (name !== undefined && !names.includes(name)) names.push(name);
  }
  const gaps = names.slice(1).map((name, i) => Math.max(LADDER.gap, (widthOf(name) + widthOf(names[i])) / 2 + 60));
  for (const entry of detail.timeline) {
    if (entry.to === undefined || entry.to === entry.from) continue;
    const [first, last] = [names.indexOf(entry.from), names.indexOf(entry.to)].sort((a, b) => a - b);
    const lacking = widthOf(shorten(entry.label)) + 30 - gaps.slice(first, last).reduce((sum, gap) => sum + gap, 0);
    for (let i = first; lacking > 0 && i < last; i++) gaps[i] += lacking / (last - first);
  }
  const columns = new Map();
  const boxes = detail.timeline.filter(entry => entry.to === undefined && entry.from === names[0]).map(entry => widthOf(shorten(entry.label)) / 2 + 14);
  const first = Math.max(widthOf(names[0] ?? '') / 2 + 16, 48, ...boxes);
  let x = LADDER.left + first;
  names.forEach((name, i) => { columns.set(name, x); x += gaps[i] ?? 0; });
  const ends = detail.timeline.filter(entry => entry.to === undefined && columns.has(entry.from)).map(entry => boxOf(entry, columns)).map(box => box.left + box.width + 8);
  return { columns, width: Math.max(x + Math.max(widthOf(names.at(-1) ?? '') / 2 + 16, 60) + LADDER.right, ...ends) };
}

const MARK_WORDS = { missing: 'missing', forbidden: 'forbidden', unexpected: 'unexpected', tolerated: 'tolerated' };

function head(x, pointing) {
  return `M${x} 0 l${-9 * pointing} -4.5 v9 z`;
}

function arrow(entry, columns, y, open, first) {
  const kind = entry.kind === 'missing' ? 'missing' : entry.mark;
  const [from, to] = [columns.get(entry.from), columns.get(entry.to)];
  const word = MARK_WORDS[kind] ?? (entry.provocation ? 'provocation' : '');
  const says = `${entry.from} to ${entry.to}: ${entry.label}, at ${entry.at} s${word ? `, ${word}` : ''}`;
  const label = svg('text', { class: 'label', x: (from + to) / 2, y: -7, 'text-anchor': 'middle' }, shorten(entry.label));
  const parts = from === to
    ? [svg('path', { class: 'shaft', d: `M${from} -8 h34 v16 h-26` }), svg('path', { class: 'head', d: `M${from} 8 l9 -4.5 v9 z` }), svg('text', { class: 'label', x: from + 42, y: 4 }, shorten(entry.label))]
    : [svg('line', { class: 'shaft', x1: from, x2: to - 8 * Math.sign(to - from), y1: 0, y2: 0 }), svg('path', { class: 'head', d: head(to, Math.sign(to - from)) }), label];
  if (word) parts.push(svg('text', { class: 'remark', x: (from + to) / 2, y: 12, 'text-anchor': 'middle' }, word));
  const attributes = { class: `arrow ${kind}${entry.provocation ? ' provocation' : ''}${first ? ' first' : ''}`, transform: `translate(0 ${y})` };
  const hit = svg('rect', { class: 'hit', x: Math.min(from, to), y: -19, width: Math.max(Math.abs(to - from), 60), height: 34 });
  // A link takes its name from its title: a label of its own would have to repeat what is drawn, word by word.
  const title = svg('title', null, says);
  if (entry.kind === 'missing') return svg('g', { ...attributes, role: 'img', 'aria-label': says }, title, hit, parts);
  const go = event => { event.preventDefault(); open(entry.index); };
  return svg('a', { ...attributes, href: `#m${entry.index}`, onclick: go }, title, hit, parts);
}

// Around its lifeline, but never over the times.
function boxOf(entry, columns) {
  const width = widthOf(shorten(entry.label)) + 22;
  return { width, left: Math.max(LADDER.left, columns.get(entry.from) - width / 2) };
}

function box(entry, columns, y) {
  const { width, left } = boxOf(entry, columns);
  const word = entry.kind === 'event' ? 'the user sees' : 'is made to act';
  return svg('g', { class: `box ${entry.kind}`, transform: `translate(${left} ${y})`, role: 'img', 'aria-label': `${entry.from} ${word}: ${entry.label}, at ${entry.at} s` },
    svg('title', null, `${entry.from} ${word}: ${entry.label}`),
    svg('rect', { x: 0, y: -12, width, height: 24, rx: entry.kind === 'event' ? 12 : 3 }),
    svg('text', { x: width / 2, y: 4, 'text-anchor': 'middle' }, shorten(entry.label)));
}

function note(entry, y, width) {
  const most = Math.floor((width - LADDER.left - LADDER.right) / LADDER.character);
  return svg('g', { class: 'note', transform: `translate(0 ${y})` },
    svg('title', null, entry.label),
    svg('line', { x1: LADDER.left, x2: width - LADDER.right, y1: 0, y2: 0 }),
    svg('text', { x: (LADDER.left + width - LADDER.right) / 2, y: 4, 'text-anchor': 'middle' }, entry.label.length > most ? `${entry.label.slice(0, most - 1)}\u2026` : entry.label));
}

// open(index) is called when an arrow is followed.
function ladder(detail, open) {
  const { columns, width } = columnsOf(detail);
  const rows = [];
  let y = LADDER.head + 34;
  for (const entry of detail.timeline) {
    const height = entry.kind === 'note' ? LADDER.note : entry.to === undefined ? LADDER.box : LADDER.arrow;
    if (entry.index === detail.divergentEntry) {
      rows.push(svg('rect', { class: 'divergence', x: 0, y: y - 21, width, height: 38, rx: 4 }));
    }
    rows.push(svg('text', { class: 'at', x: LADDER.left - 16, y: y + 4, 'text-anchor': 'end' }, entry.at));
    rows.push(entry.kind === 'note' ? note(entry, y, width) : entry.to === undefined ? box(entry, columns, y) : arrow(entry, columns, y, open, entry.index === detail.divergentEntry));
    y += height;
  }
  const lifelines = [...columns].map(([name, x]) => {
    const wide = Math.max(widthOf(name) + 24, 64);
    const sut = name === detail.sut;
    return svg('g', { class: sut ? 'party sut' : 'party' },
      sut ? svg('rect', { class: 'lane', x: x - wide / 2, y: 6, width: wide, height: y - 16, rx: 6 }) : null,
      svg('line', { class: 'life', x1: x, x2: x, y1: LADDER.head, y2: y - 14 }),
      svg('rect', { class: 'name', x: x - wide / 2, y: 8, width: wide, height: 30, rx: 4 }),
      svg('text', { x, y: sut ? 21 : 28, 'text-anchor': 'middle' }, name),
      sut ? svg('text', { class: 'tested', x, y: 33, 'text-anchor': 'middle' }, 'under test') : null);
  });
  const drawing = svg('svg', { class: 'ladder', width, height: y, viewBox: `0 0 ${width} ${y}`, role: 'group', 'aria-label': 'Ladder diagram' }, lifelines, rows);
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Ladder diagram, scrolls sideways' }, drawing);
}
