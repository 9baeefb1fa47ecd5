// The run: clauses and case rows at once, the rest of a case when it is opened.

const index = JSON.parse($('index').textContent);
const clauses = index.clauses;
const clauseById = new Map(clauses.map(clause => [clause.id, clause]));

const cases = index.cases.map((row, number) => {
  const [id, rank, duration, title, suite, scenario, seat, transport, variant, reason, exercised, blamed] = row;
  const text = number => index.texts[number];
  return {
    number, id, rank, duration, exercised, blamed, verdict: VERDICTS[rank],
    title: text(title), suite: text(suite), scenario: text(scenario), seat: text(seat), transport: text(transport), variant: text(variant), reason: text(reason),
  };
});
const caseById = new Map(cases.map(one => [one.id, one]));

const chunks = new Map();

async function unpack(number) {
  const packed = Uint8Array.from(atob($(`chunk-${number}`).textContent), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

// The messages, findings and fences of a case. Rejects in browsers that cannot unpack the data.
async function detailOf(one) {
  const number = Math.floor(one.number / index.chunk);
  if (!chunks.has(number)) chunks.set(number, unpack(number));
  return (await chunks.get(number))[one.number % index.chunk];
}

function bytesOf(entry) {
  return entry.base64 === undefined ? new TextEncoder().encode(entry.text) : Uint8Array.from(atob(entry.base64), c => c.charCodeAt(0));
}
