/* What a script adds to a page. The page works without: every note is there, and every
   choice is an input that the style sheet reads. A classic script in the head, for modules fail
   on file://, and so that notes do not lie open for a moment before they close. */
(() => {
'use strict';
const d = document, root = d.documentElement, base = d.currentScript?.src;
const one = (selector, inside = d) => inside.querySelector(selector);
const all = (selector, inside = d) => [...inside.querySelectorAll(selector)];
const opens = 'popover' in root;
if (opens) root.classList.add('js');

/** Keep a value in the browser under a name, or read it: `undefined` when there is none. All pages
    opened from a disk may share one store, so every key begins with our name and the document's.
    Returns false where nothing can be kept. */
const store = (name, value, document = root.dataset.document) => {
  const key = `postil:${document}:${name}`;
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem(key)) ?? undefined;
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch { return value === undefined ? undefined : false; }
};

/** The article's own words in an element: its text nodes, without what Postil put there. */
const words = element => {
  const walker = d.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    if (!node.parentElement.closest('[data-apparatus]')) found.push(node);
  }
  return found;
};

/** Load another script or style sheet of the site, once. */
const load = name => {
  if (!base || one(`[data-name="${name}"]`)) return;
  const url = new URL(name, base), is_sheet = name.endsWith('.css');
  const made = d.createElement(is_sheet ? 'link' : 'script');
  Object.assign(made, is_sheet ? { rel: 'stylesheet', href: url } : { src: url });
  made.dataset.name = name;
  d.head.append(made);
};

window.postil = { store, words, load };

/* Choices: remembered for the whole site, and carried by a link (`?choices=help-key.size-large`;
   `-` before an id says that it is off). What a link names goes before what is remembered; what a
   page has no input for is remembered all the same. Returns what tells the page of its choices. */
const choose = () => {
  const inputs = all('.key input'), site = root.dataset.site;
  const link = one('#choices-link'), kept = one('#choices-kept');
  const name = id => id.replace(/^-/, ''), input_of = id => inputs.find(input => input.id === name(id));
  const known = store('choices', undefined, site), remembered = Array.isArray(known) ? known.map(String) : [];
  const carried = new URLSearchParams(location.search).get('choices')?.split('.') ?? [];
  const gone = id => carried.some(other => name(other) === name(id));
  const wanted = [...remembered.filter(id => !gone(id)), ...carried];
  const elsewhere = wanted.filter(id => !input_of(id));
  for (const id of wanted) if (input_of(id)) input_of(id).checked = !id.startsWith('-');
  const tell = () => {
    const changed = inputs.filter(i => i.checked !== i.defaultChecked && (i.checked || i.type !== 'radio'));
    const made = changed.map(input => (input.checked ? '' : '-') + input.id).concat(elsewhere);
    root.classList.toggle('no-readings', made.includes('-readings'));
    if (link) link.search = made.length ? '?choices=' + made.join('.') : '';
    for (const input of inputs) if (input.checked && input.dataset.loads) input.dataset.loads.split(' ').forEach(load);
    return made;
  };
  const keep = made => { const is_kept = store('choices', made, site); if (kept) kept.hidden = !is_kept; };
  const made = tell();
  if (carried.length) keep(made);
  else if (kept) kept.hidden = !remembered.length;
  d.addEventListener('change', event => { if (inputs.includes(event.target)) keep(tell()); });
  return tell;
};

/* Notes. What is done with one depends on the room, which the style sheet knows. */
const read = (text, tell) => {
  const roomy = () => getComputedStyle(text).getPropertyValue('--margin-fits') === '1';
  const note_of = ref => d.getElementById(decodeURIComponent(ref.hash.slice(1)));
  const first_of = note => d.getElementById('ref-' + note.id.slice(5));
  const shown = element => getComputedStyle(element).visibility === 'visible';
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const steps = one('#steps')?.content.firstElementChild;
  let words_of_open = null, open = null, held = null;

  const tint = (note, on) => {
    for (const e of [note, ...all(`a.ref[href="#${CSS.escape(note.id)}"]`, text)]) e.classList.toggle('on', on);
  };

  /* Words that lie under the sheet, or outside of the window, are brought above it. */
  const reveal = (ref, note) => {
    const words = ref.getBoundingClientRect(), sheet = note.getBoundingClientRect();
    const floor = sheet.width > innerWidth - 4 ? sheet.top : innerHeight;
    if (words.top > 8 && words.bottom < floor - 16) return;
    scrollBy({ top: words.top - floor / 3, behavior: calm.matches ? 'auto' : 'smooth' });
  };

  /* The note that was asked for stays tinted until another one is, or the reader goes back. */
  const hold = note => {
    if (held) tint(held, false);
    held = note;
    if (note) tint(note, true);
  };

  const close = () => {
    const note = open;
    open = null;
    if (note?.matches(':popover-open')) note.hidePopover();
    note?.removeAttribute('popover');
    hold(null);
  };

  const go = ref => {
    const note = note_of(ref);
    if (!note) return;
    close();
    words_of_open = ref;
    hold(note);
    if (roomy() || !opens) {
      const { top, bottom } = note.getBoundingClientRect();
      note.focus({ preventScroll: top >= 0 && bottom <= innerHeight });
      return;
    }
    open = note;
    note.popover = 'auto';
    note.prepend(steps);
    note.showPopover({ source: ref });
    const walk = all('a.ref:not(.again)', text).filter(shown), at = walk.indexOf(first_of(note));
    for (const button of all('[data-step]', steps)) {
      const next = walk[at + +button.dataset.step];
      if (button.dataset.step !== 'close') button.disabled = !next;
      button.onclick = () => button.dataset.step === 'close' ? leave() : go(next);
    }
    note.scrollTop = 0;
    note.focus({ preventScroll: true });
    reveal(ref, note);
  };

  const leave = () => {
    const ref = words_of_open;
    close();
    ref?.focus();
  };

  text.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const note = link.closest('.note');
    if (link.matches('.ref')) { event.preventDefault(); go(link); }
    else if (note && note === open && !link.matches('.number, .back:not(.place)')) close();
    else if (link.matches('.back:not(.place)') && words_of_open && note === note_of(words_of_open)) { event.preventDefault(); leave(); }
  });
  text.addEventListener('keydown', event => {
    const note = event.key === 'Escape' && event.target.closest('.note');
    if (!note) return;
    event.preventDefault();
    if (!words_of_open || note_of(words_of_open) !== note) words_of_open = first_of(note);
    leave();
  });
  /* What has the focus is not under a sheet, and no sheet is on paper. */
  text.addEventListener('focusout', event => {
    if (open && event.relatedTarget && !open.contains(event.relatedTarget)) close();
  });
  addEventListener('beforeprint', close);
  /* Closed by a tap outside: the words are where the reader was. */
  text.addEventListener('toggle', event => {
    if (event.newState === 'closed' && event.target === open) {
      const lost = !d.activeElement || d.activeElement === d.body || open.contains(d.activeElement);
      close();
      if (lost) words_of_open?.focus({ preventScroll: true });
    }
  }, true);

  /* Nothing appears when pointed at; words and note are only shown to belong together. */
  for (const [name, on] of [['pointerover', true], ['focusin', true], ['pointerout', false], ['focusout', false]]) {
    text.addEventListener(name, event => {
      const part = event.target.closest('.ref, .note');
      const note = part?.matches('.ref') ? note_of(part) : part;
      if (note) tint(note, on || note === held);
    });
  }

  /* Level notes by measuring, where CSS anchors cannot place them (Safari, older browsers). */
  const measures = text.matches('.level') && (!CSS.supports('top', 'max(anchor(top), anchor(--x bottom, 0px))')
    || CSS.supports('hanging-punctuation', 'first'));
  const place = () => {
    if (open && roomy()) leave();
    if (!measures) return;
    root.classList.toggle('measured', roomy());
    let free = 0;
    const start = text.getBoundingClientRect().top;
    for (const note of all('.note', text)) {
      if (!roomy() || !note.offsetHeight) { note.style.top = ''; continue; }
      free = Math.max(free, first_of(note).getBoundingClientRect().top - start);
      note.style.top = free + 'px';
      free += note.offsetHeight + 15;
    }
  };
  const sizes = new ResizeObserver(() => requestAnimationFrame(place)); // or it would see its own work
  for (const element of [text, ...(measures ? all('.note', text) : [])]) sizes.observe(element);
  d.addEventListener('change', place);

  /* An address that leads to a note opens it, also one that the reader's choices hide. */
  const lead_to = target => {
    const note = target?.closest?.('.note, .ref');
    if (!note || !text.contains(note)) return;
    const ref = note.matches('.ref') ? note : first_of(note);
    if (!shown(ref)) {
      for (const input of all('.key input')) {
        if (input.id === 'help-all' || input.id.startsWith('show-')) input.checked = true;
      }
      tell();
      place();
    }
    if (note.matches('.note') && !roomy()) {
      ref.scrollIntoView({ block: 'center' });
      go(ref);
    }
  };
  const arrive = () => {
    let id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* no address of ours */ }
    lead_to(d.getElementById(id));
  };
  addEventListener('hashchange', arrive);
  d.addEventListener('click', event => { // the same address once more is no change of it
    const link = event.target.closest('a[href^="#note-"]');
    if (link && !link.matches('.ref') && link.hash === location.hash) arrive();
  });
  arrive();
};

/* Listening is offered where the device has a voice of its own for the language; voices may arrive
   late. Its script comes with the first press. */
const offer_listening = () => {
  const group = one('#listen'), tongue = tag => tag.split(/[-_]/)[0].toLowerCase();
  const fits = voice => voice.localService && tongue(voice.lang) === tongue(one('#text').lang);
  if (!group?.hidden || !speechSynthesis.getVoices().some(fits)) return;
  group.hidden = false;
  one('button', group).addEventListener('click', () => {
    if (!group.dataset.pressed) load('listen.js');
    group.dataset.pressed = 'yes';
  });
};
if (self.speechSynthesis) {
  addEventListener('load', offer_listening);
  speechSynthesis.addEventListener?.('voiceschanged', offer_listening);
}

d.addEventListener('DOMContentLoaded', () => {
  const tell = choose();
  if (one('#text')) read(one('#text'), tell);
});
})();
