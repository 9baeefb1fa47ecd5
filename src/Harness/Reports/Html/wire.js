// A wire message as its octets: line ends on demand, other invisible octets always, offending octets marked.

const decoder = new TextDecoder('utf-8', { fatal: true });

// Number of octets of the UTF-8 character that begins here, 0 when there is none.
function characterAt(bytes, at) {
  const lead = bytes[at];
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    decoder.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

const hex = byte => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

// Octets from start to end as nodes.
function octets(bytes, start, end) {
  const nodes = [];
  let text = '';
  const put = node => {
    if (text) nodes.push(text);
    text = '';
    nodes.push(node);
  };
  for (let at = start; at < end;) {
    const byte = bytes[at];
    if (byte === 13 && bytes[at + 1] === 10 && at + 1 < end) {
      put(h('span', { class: 'eol' }, '\u240d\u240a'));
      text += '\n';
      at += 2;
    } else if (byte === 10) {
      // A bare LF is worth seeing, unless the CR before it stands in a marked run of its own.
      put(h('span', { class: at > 0 && bytes[at - 1] === 13 ? 'eol' : 'odd' }, '\u240a'));
      text += '\n';
      at++;
    } else if (byte === 13) {
      put(h('span', { class: bytes[at + 1] === 10 ? 'eol' : 'odd' }, '\u240d'));
      at++;
    } else {
      const length = byte < 32 && byte !== 9 || byte === 127 ? 0 : characterAt(bytes, at);
      if (length === 0) {
        put(h('span', { class: 'odd' }, hex(byte)));
        at++;
      } else {
        text += decoder.decode(bytes.subarray(at, Math.min(at + length, end)));
        at += length;
      }
    }
  }
  if (text) nodes.push(text);
  return nodes;
}

// marks: [{ offset, length, title }]; they may overlap, a run belongs to the first that covers it.
function wireText(bytes, marks) {
  const clamp = at => Math.max(0, Math.min(bytes.length, at));
  const ranges = marks.map(mark => ({ start: clamp(mark.offset), end: clamp(mark.offset + mark.length), title: mark.title }));
  const cuts = [...new Set([0, bytes.length, ...ranges.flatMap(range => [range.start, range.end])])].sort((a, b) => a - b);
  const nodes = [];
  cuts.forEach((start, i) => {
    for (const range of ranges.filter(range => range.start === range.end && range.start === start)) {
      nodes.push(h('mark', { class: 'gap', title: range.title }, h('span', { class: 'offscreen' }, 'something is missing here'), '\u2038'));
    }
    const end = cuts[i + 1];
    if (end === undefined) return;
    const range = ranges.find(range => range.start <= start && end <= range.end);
    nodes.push(range ? h('mark', { title: range.title }, octets(bytes, start, end)) : octets(bytes, start, end));
  });
  return h('pre', { class: 'wire', tabindex: '0', role: 'region', 'aria-label': 'Octets of the message' }, h('code', null, nodes));
}
