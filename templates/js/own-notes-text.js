/* My notes, the third script: in the text. Choosing words, painting them, and the way to and fro. */
(() => {
'use strict';
const { text, line, nodes, starts, rangesOf, paragraphs, paragraphAt } = postil.own;
const { notes, noteOn, noteOf, open, copy, acts } = postil.own;
const d = document, $ = (selector, element) => element.querySelector(selector);
const isOn = () => d.documentElement.classList.contains('own');
const bar = d.body.appendChild(copy('.own-bar'));

/** The article's words in a range, without white space at their ends. */
const within = range => {
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

/* Whole words, so that nobody has to aim, and nothing is cut inside of what is read as a letter. */
const segments = Intl.Segmenter && new Intl.Segmenter(text.lang.split('-')[0], { granularity: 'word' }).segment(line);
const wordAt = offset => {
  if (segments) return segments.containing(offset);
  for (const word of line.matchAll(/\p{Ideographic}\p{M}*|[^\s\p{Ideographic}]+/gu)) {
    if (word.index + word[0].length > offset) return { index: word.index, segment: word[0] };
  }
};
const selected = () => {
  const picked = getSelection();
  if (picked.isCollapsed || !picked.rangeCount) return null;
  const range = picked.getRangeAt(0).cloneRange();
  // Firefox parts a selection wherever something in it cannot be selected.
  const last = picked.getRangeAt(picked.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  const place = within(range);
  if (!place) return null;
  const { index, segment } = wordAt(place.end - 1);
  return { start: wordAt(place.start).index, end: index + segment.length };
};

const paint = (name, places) => CSS.highlights?.set(name, new Highlight(...places.flatMap(rangesOf)));
/** Paint the highlights, and tell at each paragraph how many notes it has. */
const mark = postil.own.mark = () => {
  const placed = notes().filter(note => isOn() && note.place);
  paint('own-note', placed.filter(note => !note.whole).map(note => note.place));
  for (const p of paragraphs.keys()) {
    const there = $('[data-own=there]', p), count = placed.filter(note => note.p === p).length;
    if (there.lastChild.textContent === String(count)) continue; // a change has its price in the margin
    there.lastChild.textContent = count;
    there.hidden = !count;
  }
};

/** Offer what can be done with the words that are selected, or with the note under the cursor. */
const look = () => {
  const picked = getSelection(), place = isOn() && selected();
  const at = starts[nodes.indexOf(picked.focusNode)] + picked.focusOffset;
  const note = isOn() && !place && notes().find(({ place: one, whole }) => !whole && one?.start <= at && at <= one.end);
  bar.dataset.note = note ? note.id : '';
  $('[data-own=mark]', bar).hidden = !place;
  $('[data-own=open]', bar).hidden = !note;
  bar.hidden = !place && !note;
  if (!bar.hidden) { // it never lies on the words in question
    bar.classList.toggle('up', picked.getRangeAt(0).getBoundingClientRect().bottom > innerHeight - 90);
  }
  paint('own-here', note ? [note.place] : []);
};
d.addEventListener('selectionchange', look);

Object.assign(acts, {
  mark(button) {
    const hadFocus = d.activeElement === button, last = rangesOf(noteOn(selected()).place).pop();
    getSelection().collapse(last.endContainer, last.endOffset);
    look();
    if (hadFocus) $('[data-own=open]', bar).focus();
  },
  open: () => open(noteOf(bar)),
  /* Without dragging: a note on the paragraph, or on what the keyboard has selected in it. */
  add(button) {
    const p = button.closest('[id^=p]'), place = selected();
    open(place && paragraphAt(place) === p ? noteOn(place) : noteOn(paragraphs.get(p), p.id));
  },
  there: button => open(notes().find(note => note.p === button.closest('[id^=p]'))),
  words(link) {
    const { place, p } = noteOf(link);
    paint('own-here', [place]);
    if (p) $('[data-own=there]', p).focus({ preventScroll: true });
    scrollBy(0, rangesOf(place)[0].getBoundingClientRect().top - innerHeight / 3);
  },
});

for (const p of paragraphs.keys()) {
  p.insertBefore(copy('.own-add', p.id.slice(1)), $(':scope > :is(ul, ol, pre, blockquote, table)', p));
}
mark();
})();
