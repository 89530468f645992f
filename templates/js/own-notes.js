/* My notes, the first of four scripts: where a note stands, and what it is made of.
   The reader's notes stay in this browser. They do not change the page: what is highlighted is
   painted over it. Each is a W3C annotation, in the store as in a file, whose selectors are about
   the text that `annotations.jsonld` speaks of: all of #text but its apparatus, in code points. */
(() => {
'use strict';
const d = document, text = d.getElementById('text');
const source = `urn:postil:${d.documentElement.dataset.document}`;

/* The text, and where each of its text nodes begins in it. Offsets count what strings count. */
const nodes = postil.words(text), starts = [];
let line = '';
for (const node of nodes) { starts.push(line.length); line += node.data; }
const pairs = [...line.matchAll(/[\ud800-\udbff]/g)].map(found => found.index);
const points = offset => offset - pairs.filter(index => index < offset).length;

/** Ways of typing are forgiven, words never; character by character, so that offsets stay. */
const fold = words => words.replace(/\s/g, ' ')
  .replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[‐-―−]/g, '-');
const folded = fold(line);

/** Where a note's words stand now: at their old place, or where they stand once beside what stood
    beside them; words that are long enough may stand alone. Else nowhere, rather than elsewhere. */
const find = note => {
  const [quote, prefix, suffix] = [note.quote, note.prefix, note.suffix].map(fold), places = [];
  for (let start = folded.indexOf(quote); start >= 0; start = folded.indexOf(quote, start + 1)) {
    const end = start + quote.length;
    const before = prefix ? folded.endsWith(prefix, start) : !start;
    const after = suffix ? folded.startsWith(suffix, end) : end === line.length;
    places.push({ start, end, fits: before + after });
  }
  const only = fits => {
    const found = places.filter(place => place.fits >= fits);
    return found.length === 1 ? found[0] : null;
  };
  return places.find(place => place.fits === 2 && points(place.start) === note.start)
    || only(2) || only(1) || (quote.length > 31 ? only(0) : null);
};

/** What finds a place again. */
const describe = ({ start, end }) => {
  const context = (from, to) => line.slice(Math.max(from, 0), to).replace(/\p{Cs}/gu, ''); // no half characters
  return {
    quote: line.slice(start, end), prefix: context(start - 32, start), suffix: context(end, end + 32),
    start: points(start), end: points(end),
  };
};

/** A place as ranges, one in each text node: a number between them is not part of it. */
const rangesOf = place => nodes.flatMap((node, i) => {
  const start = Math.max(place.start - starts[i], 0), end = Math.min(place.end - starts[i], node.length);
  if (start >= end) return [];
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
});

const paragraphOf = node => node.parentElement.closest('#text [id^=p]');
/** The paragraphs, each with its place; an item of a list does not count the items in it. */
const paragraphs = new Map();
nodes.forEach((node, i) => {
  const p = paragraphOf(node);
  if (!p || !node.data.trim()) return;
  const { start = starts[i] + node.data.search(/\S/) } = paragraphs.get(p) || {};
  paragraphs.set(p, { start, end: starts[i] + node.data.trimEnd().length });
});
const paragraphAt = ({ start }) => paragraphOf(nodes.find((node, i) => start < starts[i] + node.length));

const toAnnotation = note => ({
  type: 'Annotation',
  id: note.id,
  modified: note.modified,
  motivation: note.text ? 'commenting' : 'highlighting',
  ...note.text && { body: { type: 'TextualBody', value: note.text, format: 'text/plain' } },
  target: { source, selector: [
    ...note.whole ? [{ type: 'FragmentSelector', value: note.whole }] : [],
    { type: 'TextQuoteSelector', exact: note.quote, prefix: note.prefix, suffix: note.suffix },
    { type: 'TextPositionSelector', start: note.start, end: note.end },
  ] },
});
/** The way back, for any file: only texts and numbers pass. Raises for what quotes no words. */
const toNote = ({ id, modified, body, target }) => {
  const selector = type => target.selector.find(one => one.type === type) || {};
  const string = value => typeof value === 'string' ? value : '';
  const quote = selector('TextQuoteSelector'), position = selector('TextPositionSelector');
  if (!string(id) || !string(quote.exact)) throw TypeError();
  return {
    id, modified: string(modified), text: string(body?.value), source: target.source,
    quote: quote.exact, prefix: string(quote.prefix), suffix: string(quote.suffix),
    start: +position.start, end: +position.end, whole: string(selector('FragmentSelector').value),
  };
};

postil.own = {
  source, text, line, nodes, starts, find, describe, rangesOf, paragraphs, paragraphAt, toAnnotation, toNote,
};
postil.load('own-notes-list.js');
})();
