/* Writing by pointing, the first of its scripts: the article's words on this page. Offsets here count
   what strings count; a place that is sent counts code points of the text in #text, without what
   Postil put there (data-apparatus), as the server counts them. */
(() => {
'use strict';
const d = document, desk = d.getElementById('pd'), text = d.getElementById('text');
if (!desk) return;
const pd = window.postilDesk = { desk, article: desk.dataset.article };
pd.part = (name, inside = desk) => inside.querySelector(`[data-part="${name}"]`);
pd.words = desk.querySelector('[data-words]').dataset;
if (!pd.article || !text) { Object.assign(pd, { article: '', paint() {}, show() {} }); return; }

const walker = d.createTreeWalker(text, NodeFilter.SHOW_TEXT), nodes = [], starts = [];
let line = '';
for (let node; (node = walker.nextNode());) {
  if (node.parentElement.closest('[data-apparatus]')) continue;
  nodes.push(node);
  starts.push(line.length);
  line += node.data;
}
pd.line = line;

/** Offsets of strings and of code points, one into the other. */
const pairs = [...line.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map(found => found.index);
const toPoints = offset => offset - pairs.filter(at => at < offset).length;
const toUnits = point => {
  let offset = point;
  for (const at of pairs) { if (at < offset) offset++; else break; }
  return offset;
};
pd.sent = ({ start, end }) => ({ start: toPoints(start), end: toPoints(end) });
pd.received = ({ start, end }) => ({ start: toUnits(start), end: toUnits(end) });

/** What tells this text from another. */
pd.digest = crypto.subtle.digest('SHA-256', new TextEncoder().encode(line))
  .then(bytes => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join(''));

/** The place of a range, without white space at its ends; null where it holds no word. */
pd.placeOf = range => {
  let start, end;
  nodes.forEach((node, i) => {
    if (!range.intersectsNode(node)) return;
    start ??= starts[i] + (node === range.startContainer ? range.startOffset : 0);
    end = starts[i] + (node === range.endContainer ? range.endOffset : node.length);
  });
  while (start < end && !line[start].trim()) start++;
  while (start < end && !line[end - 1].trim()) end--;
  return start < end ? { start, end } : null;
};

/** What is selected in the text, whole words of it. */
pd.selected = () => {
  const picked = getSelection();
  if (!picked.rangeCount || picked.isCollapsed) return null;
  const range = picked.getRangeAt(0).cloneRange();
  // Firefox parts a selection wherever something in it cannot be selected.
  const last = picked.getRangeAt(picked.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  if (!range.intersectsNode(text)) return null;
  const place = pd.placeOf(range);
  return place && whole(place);
};

/* Scripts that part words by spaces: nobody has to aim. */
const isWord = character => /[\p{L}\p{N}\p{M}_]/u.test(character)
  && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Bopomofo}]/u.test(character);
const before = offset => String.fromCodePoint(line.codePointAt(offset - (/[\udc00-\udfff]/.test(line[offset - 1]) ? 2 : 1)) ?? 32);
const after = offset => String.fromCodePoint(line.codePointAt(offset) ?? 32);
const whole = ({ start, end }) => {
  while (start > 0 && isWord(after(start)) && isWord(before(start))) start -= before(start).length;
  while (end < line.length && isWord(before(end)) && isWord(after(end))) end += after(end).length;
  return { start, end };
};

pd.said = ({ start, end }) => line.slice(start, end).replace(/\s+/g, ' ').trim();

/** A place as ranges, one in each text node: a number between them is not part of it. */
pd.rangesOf = place => nodes.flatMap((node, i) => {
  const start = Math.max(place.start - starts[i], 0), end = Math.min(place.end - starts[i], node.length);
  if (start >= end) return [];
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
});
pd.paint = place => CSS.highlights?.set('pd-chosen', new Highlight(...(place ? pd.rangesOf(place) : [])));
pd.boxOf = place => pd.rangesOf(place)[0]?.getBoundingClientRect();
pd.show = place => {
  const all = pd.rangesOf(place), box = all[0]?.getBoundingClientRect();
  if (!box) return;
  const isWriting = d.documentElement.matches('.pd-writing'), bar = pd.part('bar');
  const over = isWriting || bar.matches('.pd-near') ? innerHeight : bar.getBoundingClientRect().top - 8;
  const free = Math.min(innerHeight * (isWriting && innerWidth < 1200 ? .36 : .8), over);
  const { bottom } = all.at(-1).getBoundingClientRect(), above = Math.min(free / 3, free - (bottom - box.top));
  if (box.top < 8 || bottom > free) scrollBy(0, box.top - Math.max(8, above));
};

/* Sentences and words, for choosing step by step. A block ends a sentence. */
const language = text.lang.split('-')[0] || 'en';
const parts = (granularity, from, to, isLines = false) => {
  // a new line in the source ends no sentence that the page shows in one line
  const piece = isLines ? line.slice(from, to) : line.slice(from, to).replace(/[\n\r\x85\u2028\u2029]/g, ' ');
  if (!self.Intl?.Segmenter) {
    const pattern = granularity === 'word' ? /[\p{L}\p{N}\p{M}_]+/gu : /[^.!?…。！？]+[.!?…。！？]*[”"’'」）)]*\s*/gu;
    return [...piece.matchAll(pattern)].map(found => ({ start: from + found.index, end: from + found.index + found[0].length }));
  }
  return [...new Intl.Segmenter(language, { granularity }).segment(piece)]
    .filter(one => granularity === 'sentence' || one.isWordLike)
    .map(one => ({ start: from + one.index, end: from + one.index + one.segment.length }));
};
const trimmed = ({ start, end }) => {
  while (start < end && !line[start].trim()) start++;
  while (start < end && !line[end - 1].trim()) end--;
  return { start, end };
};
/** The text from its first node to its last, of each block of its own. */
const blocks = () => {
  const found = new Map();
  nodes.forEach((node, i) => {
    const block = node.parentElement.closest('p, li, td, th, h1, h2, h3, h4, h5, h6, pre, .passage, #text');
    const { start = starts[i] } = found.get(block) || {};
    found.set(block, { start, end: starts[i] + node.length, isLines: block.matches('pre') });
  });
  return [...found.values()];
};
let sentences = null;
pd.sentences = () => sentences ??= blocks().flatMap(({ start, end, isLines }) => parts('sentence', start, end, isLines))
  .map(trimmed).filter(one => /[\p{L}\p{N}]/u.test(line.slice(one.start, one.end)))
  .sort((a, b) => a.start - b.start);
pd.wordsIn = ({ start, end }) => parts('word', start, end);
})();
