/* My notes, the second script: keeping them, and the list to write in. Words come from the page. */
(() => {
'use strict';
const own = postil.own, d = document, section = d.getElementById('own-notes'), box = d.getElementById('own');
const $ = (selector, element = section) => element.querySelector(selector);
const parts = $('template').content;
const phrase = (name, value) => $(`[data-say=${name}]`, parts).textContent.replace('{}', value);
/** A piece of the page's template; `words` stand in its names for ears. */
const copy = (selector, words) => {
  const element = d.importNode($(selector, parts), true);
  for (const name of element.querySelectorAll('.vh')) name.textContent = name.textContent.replace('{}', () => words);
  return element;
};
const list = $('.own-list'), undo = $('[data-own=undo]');

/* `place` is where a note's words stand now, `p` their paragraph; neither is kept. */
let notes = [], gone = [], isKept = true;

const say = (name, value) => {
  $('[role=status]').textContent = (name && phrase(name, value)) + (isKept ? '' : ` ${phrase('unkept')}`);
  undo.hidden = name !== 'removed';
};
/* Every change begins with what the store holds by now: another tab may have written to it. */
const read = () => !isKept ? notes : [postil.store('own') ?? []].flat().flatMap(one => {
  try { return own.toNote(one); } catch { return []; }
});
const keep = all => {
  isKept = postil.store('own', all.map(own.toAnnotation));
  if (!isKept) say('');
};
const write = changed => {
  notes = changed;
  keep(notes);
  render();
};
/** Take notes in. One that is there already stays once, in its later version. */
const merge = more => {
  const all = read(), before = all.length;
  for (const note of more) {
    const same = all.find(one => one.id === note.id
      || one.quote === note.quote && one.start === note.start && one.text === note.text);
    if (!same) all.push(note);
    else if (same.modified <= note.modified) Object.assign(same, note, { id: same.id });
  }
  write(all);
  return all.length - before;
};
const now = () => new Date().toISOString();
/** The note on a place, a new one where there is none; `whole` is the id of a whole paragraph. */
const noteOn = ({ start, end }, whole = '') => {
  const old = notes.find(({ place, whole: p }) => p === whole && place?.start === start && place.end === end);
  if (old) return old;
  const id = `urn:postil:note:${Date.now()}.${String(Math.random()).slice(2)}`;
  const note = { id, modified: now(), text: '', whole, ...own.describe({ start, end }) };
  merge([note]);
  return note;
};

const items = new Map();
const itemOf = note => {
  if (!items.has(note.id)) {
    const li = copy('.own-note', note.quote.slice(0, 40));
    li.dataset.note = note.id;
    $('blockquote', li).textContent = note.quote;
    items.set(note.id, li);
  }
  return items.get(note.id);
};
/** The note that an element of the page is about. */
const noteOf = element => notes.find(note => note.id === element.closest('[data-note]').dataset.note);

/** The list, in the order of the text; what is being typed in is left alone. */
const render = () => {
  const order = note => note.place?.start ?? 1e9;
  for (const note of notes) {
    note.place = own.find(note);
    note.p = note.place && own.paragraphAt(note.place);
  }
  notes.sort((a, b) => order(a) - order(b)).forEach((note, i) => {
    const li = itemOf(note), link = $('a', li), area = $('textarea', li);
    if (list.children[i] !== li) list.insertBefore(li, list.children[i] || null);
    link.hidden = !note.place;
    $('.own-lost', li).hidden = !!note.place;
    link.href = `#${note.p?.id || 'text'}`;
    link.textContent = note.p ? phrase('paragraph', note.p.id.slice(1)) : phrase('words');
    if (area !== d.activeElement) area.value = note.text;
    area.parentElement.dataset.text = area.value;
  });
  while (list.children.length > notes.length) list.lastChild.remove();
  own.mark?.();
};

const open = note => $('textarea', itemOf(note)).focus();
const remove = removed => {
  gone = removed;
  write(read().filter(note => !removed.some(one => one.id === note.id)));
  say('removed');
  undo.focus();
};
/** What buttons do, by their `data-own`; the other scripts add theirs. */
const acts = {
  remove: button => remove([noteOf(button)]),
  clear: () => { if (confirm(phrase('sure'))) remove(read()); },
  undo() {
    merge(gone);
    open(gone[0]);
    say('');
  },
};
d.addEventListener('click', event => {
  const button = event.target.closest('[data-own]');
  if (!button) return;
  event.preventDefault();
  acts[button.dataset.own]?.(button);
});
section.addEventListener('input', ({ target }) => {
  if (!target.matches('textarea')) return;
  const note = noteOf(target), all = read().filter(one => one.id !== note.id);
  target.parentElement.dataset.text = note.text = target.value;
  note.modified = now();
  keep([...all, note]); // and no more: this must be as quick as typing is
});

const show = () => {
  const isOn = !box || box.checked;
  section.hidden = !isOn;
  d.documentElement.classList.toggle('own', isOn);
  notes = read();
  render();
};
addEventListener('storage', show);
box?.addEventListener('change', show);
isKept = postil.store('own', postil.store('own') ?? []);
say('');
show();

Object.assign(own, { notes: () => notes, noteOn, noteOf, open, merge, say, phrase, copy, acts });
postil.load('own-notes-text.js');
postil.load('own-notes-file.js');
})();
