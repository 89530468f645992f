/* The search of a file that stands alone: over what is on its own page. finder.js finds. */
(() => {
'use strict';
const d = document, form = d.getElementById('seek');
const { fold, question, rank, spotsIn } = window.postilSearch ?? {};
if (!form || !fold) return;
const [box, told, list] = form.querySelectorAll('input, p, ol');
const say = (name, value) => form.querySelector('template').content
  .querySelector(`[data-say=${name}]`).textContent.replace(/\{\w*\}/, value);

const plain = nodes => nodes.map(node => node.data).join('').replace(/\s+/g, ' ').trim();
const text = element => element.textContent.replace(/\s+/g, ' ').trim();
const place = (id, label, words, lang) => ({ id, label, words, lang, head: '', body: fold(words), other: '' });
const label = (element, selector) => element.querySelector(selector)?.textContent.trim() ?? '';

/* Each paragraph, note, event, question and word that the page has. */
const places = () => [
  ...[...d.querySelectorAll('#text [id^="p"]')].filter(p => /^p\d+$/.test(p.id))
    .map(p => place(p.id, say('paragraph', p.id.slice(1)), plain(postil.words(p)), d.getElementById('text').lang)),
  ...[...d.querySelectorAll('#text .note')].map(n => place(n.id, label(n, '.kind'), text(n))),
  ...[...d.querySelectorAll('#timeline li[id], #questions li[id], #words [id^="note-"]')]
    .map(e => place(e.id, text(e.closest('.part').querySelector('h2')), text(e))),
];

/* The words around the first place that answers, with what was asked for marked. */
const context = (words, terms) => {
  const spots = spotsIn(words, terms);
  const from = Math.max(0, words.lastIndexOf(' ', Math.max(0, (spots[0]?.from ?? 0) - 40)) + 1);
  const parts = [];
  let at = from;
  for (const spot of spots.filter(s => s.from >= from && s.to < from + 160)) {
    if (spot.from < at) continue;
    const mark = d.createElement('mark');
    mark.textContent = words.slice(spot.from, spot.to);
    parts.push(words.slice(at, spot.from), mark);
    at = spot.to;
  }
  return [from ? '…' : '', ...parts, words.slice(at, from + 180), from + 180 < words.length ? '…' : ''];
};

let all;
box.addEventListener('input', () => {
  all ??= places();
  const asked = question(box.value.trim());
  const found = asked.terms.length ? all.map(p => [rank(p, asked), p]).filter(([score]) => score) : [];
  found.sort(([a], [b]) => b - a);
  list.replaceChildren(...found.slice(0, 30).map(([, p]) => {
    const item = d.createElement('li'), link = d.createElement('a'), kind = d.createElement('b'), words = d.createElement('span');
    link.href = '#' + p.id;
    kind.textContent = p.label;
    words.append(...context(p.words, asked.terms));
    if (p.lang) words.lang = p.lang;
    link.append(kind, words);
    item.append(link);
    return item;
  }));
  told.textContent = !asked.terms.length ? '' : found.length ? say('found', found.length) : say('none');
});
form.addEventListener('submit', event => {
  event.preventDefault();
  list.querySelector('a')?.focus();
});
form.hidden = false;
})();
