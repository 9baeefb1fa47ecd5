// The page of one case: the cause first, then the ladder, then every message.

function clauseLink(id) {
  return h('a', { class: 'clause-id', href: link('clause', id) }, id);
}

function reading(id) {
  const known = index.readings[id];
  return [h('span', { class: 'reading' }, id), known ? ` ${known.decision}` : ''];
}

function findingBody(finding) {
  const clause = finding.requirement ? clauseById.get(finding.requirement) : null;
  const rows = [
    ['Expected', finding.expected],
    ['Observed', finding.observed],
    ['Clause', finding.requirement && [clauseLink(finding.requirement), clause ? [' ', h('b', null, clause.level), ` ${clause.text}`] : '']],
    ['Reading', finding.reading && reading(finding.reading)],
  ];
  return h('dl', { class: 'evidence' }, rows.filter(([, value]) => value).map(([name, value]) =>
    h('div', null, h('dt', null, name), h('dd', null, value))));
}

const SEVERITIES = { fail: VERDICTS[0], warning: VERDICTS[3], note: { name: 'none', word: 'note', sign: '\u2022' } };

function where(detail, entry) {
  if (entry.kind === 'missing') return `${entry.from === entry.to ? entry.from : `${entry.from} \u2192 ${entry.to}`}: \u201c${entry.label}\u201d did not come within ${entry.waited}`;
  if (entry.kind === 'wire') return `${entry.from} \u2192 ${entry.to}: \u201c${entry.label}\u201d${entry.mark === 'expected' ? '' : `, ${entry.mark}`}`;
  return entry.label;
}

function cause(one, detail, open) {
  if (one.verdict.name === 'pass') return null;
  const finding = detail.findings[detail.divergentFinding];
  const entry = detail.timeline[detail.divergentEntry];
  const followed = entry?.kind === 'wire';
  return h('section', { class: `cause ${one.verdict.name}`, 'aria-labelledby': 'cause-h' },
    h('h2', { id: 'cause-h' }, entry ? 'First divergence' : one.rank === 2 ? 'Why there is no judgement' : 'Cause'),
    h('p', { class: 'reason' }, finding && one.rank !== 2 ? finding.message : one.reason),
    entry ? h('p', { class: 'where' }, h('span', { class: 'number' }, `${entry.at} s  `), where(detail, entry), ' ',
      followed ? h('a', { href: `#m${entry.index}`, onclick: event => { event.preventDefault(); open(entry.index); } }, 'show the message') : null) : null,
    finding ? findingBody(finding) : null);
}

function findings(detail, open) {
  const rest = detail.findings.filter((_, i) => i !== detail.divergentFinding);
  if (rest.length === 0) return null;
  return h('section', { class: 'findings', 'aria-labelledby': 'findings-h' },
    h('h2', { id: 'findings-h' }, detail.findings.length > rest.length ? 'Further findings' : 'Findings'),
    rest.map(finding => h('article', { class: `finding ${SEVERITIES[finding.severity].name}` },
      h('h3', null, badge(SEVERITIES[finding.severity]), ' ', finding.message),
      finding.entry === undefined ? null : h('p', { class: 'where' }, h('a', { href: `#m${finding.entry}`, onclick: event => { event.preventDefault(); open(finding.entry); } }, 'show the message')),
      findingBody(finding))));
}

function message(entry, detail) {
  const said = detail.findings.filter(finding => finding.entry === entry.index);
  const bytes = bytesOf(entry);
  const marks = said.filter(finding => finding.offset !== undefined).map(finding => ({ offset: finding.offset, length: finding.length, title: finding.message }));
  return h('article', { class: `message ${entry.mark}${said.length ? ' blamed' : ''}`, id: `m${entry.index}`, tabindex: '-1' },
    h('header', null,
      h('h3', null, h('span', { class: 'number' }, entry.at), ` ${entry.from} \u2192 ${entry.to}: ${entry.label}`),
      h('p', null, `${entry.protocol} over ${entry.transport}, ${grouped(bytes.length)} octets, ${entry.fromSut ? 'sent by the system under test' : 'sent by the harness'}`,
        entry.provocation ? h('span', { class: 'tag' }, 'wrong on purpose') : null,
        entry.mark === 'expected' ? null : h('span', { class: `tag ${entry.mark}` }, entry.mark),
        copyButton(() => new TextDecoder().decode(bytes), 'the message'))),
    said.map(finding => h('p', { class: `said ${SEVERITIES[finding.severity].name}` }, badge(SEVERITIES[finding.severity]), ' ', finding.message)),
    wireText(bytes, marks),
    (entry.opened ?? []).map(envelope => [
      h('p', { class: 'inside' }, `Inside the envelope, opened with the reader's key${envelope.note ? `; ${envelope.note}` : ''}`),
      wireText(bytesOf(envelope), []),
    ]));
}

function messages(detail) {
  const wire = detail.timeline.filter(entry => entry.kind === 'wire');
  const list = h('div', { class: 'messages' }, wire.map(entry => message(entry, detail)));
  const ends = h('input', { type: 'checkbox', onchange: event => list.classList.toggle('ends', event.target.checked) });
  return h('section', { 'aria-labelledby': 'messages-h' },
    h('div', { class: 'row' }, h('h2', { id: 'messages-h' }, 'Messages'), h('label', { class: 'check' }, ends, ' show CR LF')),
    wire.length ? list : h('p', { class: 'calm' }, 'Nothing crossed the wire.'));
}

function fences(detail) {
  if (detail.fences.length === 0) return null;
  return h('section', { class: 'fences', 'aria-labelledby': 'fences-h' },
    h('h2', { id: 'fences-h' }, 'Silence as evidence'),
    h('p', { class: 'hint' }, 'Nothing forbidden may come before a later exchange over the same path has ended and some grace has passed.'),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Fences' }, h('table', null,
      h('thead', null, h('tr', null, ['Must not come', 'Fence', 'From', 'To', 'Round trip', 'Grace', 'SUT alive after'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', null, detail.fences.map(fence => h('tr', null,
        h('td', null, fence.forbidden), h('td', null, fence.fence), h('td', { class: 'number' }, `${fence.opened} s`), h('td', { class: 'number' }, `${fence.closed} s`),
        h('td', { class: 'number' }, fence.roundTrip), h('td', { class: 'number' }, fence.grace),
        h('td', { class: fence.alive ? '' : 'fail' }, fence.alive ? '\u2713 yes' : '\u2715 no')))))));
}

function facts(one, detail) {
  const ids = one.exercised.map(number => clauses[number].id);
  return h('section', { class: 'more', 'aria-labelledby': 'more-h' },
    h('h2', { id: 'more-h' }, 'To go on'),
    h('dl', { class: 'evidence' },
      h('div', null, h('dt', null, 'Run again'), h('dd', null, h('code', null, detail.rerun), ' ', copyButton(() => detail.rerun, 'the command'))),
      h('div', null, h('dt', null, 'In capture.pcapng'), h('dd', null, h('code', null, filterOf(one)), ' ', copyButton(() => filterOf(one), 'the display filter'))),
      detail.readings.length === 0 ? null : h('div', null, h('dt', null, 'Readings followed'), h('dd', null, h('ul', { class: 'followed' }, detail.readings.map(seen => h('li', { title: index.readings[seen.id]?.problem }, h('span', { class: 'reading' }, seen.id), ` ${seen.choice}`))))),
      ids.length === 0 ? null : h('div', null, h('dt', null, 'Put to the test'), h('dd', { class: 'ids' }, ids.map(id => [clauseLink(id), ' '])))));
}

const filterOf = one => `frame.comment contains "${one.id.replaceAll('\\', '\\\\').replaceAll('"', '\\"')} "`;

function casePage(one, detail, neighbours) {
  const open = number => {
    const target = $(`m${number}`);
    if (!target) return;
    target.scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  };
  const step = (other, text) => other ? h('a', { href: link('case', other.id), title: other.id }, text) : h('span', { class: 'off' }, text);
  return h('div', { class: 'wrap case' },
    h('nav', { class: 'crumbs', 'aria-label': 'Case' }, h('a', { href: '#cases' }, 'All cases'), step(neighbours.before, '\u2190 previous'), step(neighbours.after, 'next \u2192')),
    h('header', { class: 'case-head' },
      badge(one.verdict),
      h('h1', { tabindex: '-1', id: 'view-h' }, one.title),
      h('p', { class: 'id' }, h('code', null, one.id), ' ', copyButton(() => one.id, 'the id of the case')),
      h('ul', { class: 'tags' }, [['seat', one.seat], ['transport', one.transport], ['variant', one.variant], ['took', time(one.duration)]].filter(([, value]) => value)
        .map(([name, value]) => h('li', null, h('span', null, name), ' ', value))),
      h('p', { class: 'story' }, detail.story)),
    cause(one, detail, open),
    h('div', { class: 'columns' },
      h('section', { class: 'drawn', 'aria-labelledby': 'ladder-h' }, h('h2', { id: 'ladder-h' }, 'What happened'), ladder(detail, open)),
      h('div', null, findings(detail, open), messages(detail))),
    fences(detail),
    facts(one, detail));
}
