/* The third: words are chosen with a mouse, a finger, or step by step with keys or buttons. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd?.article) return;
const d = document, { desk } = pd, [main, tool, steps] = ['main', 'tool', 'steps'].map(name => pd.part(name));
let chosen = null, sentence = 0, isStepping = false, taker = null, came = null;

const refresh = () => {
  const isTaking = !!taker;
  tool.hidden = !chosen && !isTaking;
  main.hidden = !tool.hidden || isStepping;
  steps.hidden = !isStepping;
  pd.part('tool-words').textContent = chosen ? `“${pd.said(chosen)}”` : pd.words.moving;
  for (const button of tool.querySelectorAll('[data-kind]')) button.hidden = isTaking;
  const take = tool.querySelector('[data-do=take]');
  take.hidden = !isTaking;
  take.disabled = !chosen;
  d.documentElement.classList.toggle('pd-choosing', !tool.hidden);
  pd.paint(isStepping || isTaking ? chosen : null);
  place();
};

/* With a mouse the tool stands below the words; a finger has handles there, and keys need it not. */
const near = matchMedia('(pointer: fine)'), bar = pd.part('bar');
const place = () => {
  const last = chosen && !isStepping && near.matches && pd.rangesOf(chosen).at(-1)?.getClientRects();
  const box = last?.[last.length - 1], room = bar.getBoundingClientRect();
  const isNear = !!box && box.bottom > 0 && box.bottom + room.height + 24 < innerHeight;
  bar.classList.toggle('pd-near', isNear);
  const left = box && Math.min(Math.max(8, box.left + box.width / 2 - room.width / 2), innerWidth - room.width - 24);
  bar.style.inset = isNear ? `${box.bottom + 10 - innerHeight + desk.offsetHeight}px auto auto ${left}px` : '';
};
addEventListener('scroll', () => { if (bar.matches('.pd-near')) place(); }, { passive: true });

/* By mouse and touch: what the browser selects. The tool stays while it is used. */
d.addEventListener('selectionchange', () => {
  if (d.documentElement.matches('.pd-writing')) return;
  const place = pd.selected();
  if (!place && (isStepping || desk.contains(d.activeElement))) return;
  chosen = place;
  if (isStepping) sentence = Math.max(0, pd.sentences().findIndex(one => one.end > place.start));
  refresh();
  reveal();
});
/* When a finger or a mouse rests, the words are brought out from under the tool. */
let isDown = false, resting = 0;
const reveal = () => {
  clearTimeout(resting);
  resting = setTimeout(() => { if (chosen && !isDown && !bar.matches('.pd-near')) pd.show(chosen); }, 400);
};
d.addEventListener('pointerdown', () => { isDown = true; });
for (const kind of ['pointerup', 'pointercancel']) d.addEventListener(kind, () => { isDown = false; reveal(); });

/* Words that have a note are a link: these too are chosen by dragging and by a double click. */
for (const link of d.querySelectorAll('#text a')) link.draggable = false;
d.addEventListener('mousedown', event => { // in a link no browser begins to select: for this moment it is none
  const link = !event.button && event.target.closest?.('#text a.ref'), href = link && link.getAttribute('href');
  if (!href) return;
  link.removeAttribute('href');
  const again = () => link.setAttribute('href', href);
  setTimeout(again);
  d.addEventListener('mouseup', again, { capture: true, once: true }); // a quick click comes first
}, true);
d.addEventListener('click', event => {
  if (!event.detail || !event.target.closest?.('#text a') || !pd.selected()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/* Step by step. The first sentence is one that is seen. */
const inView = place => { const box = pd.boxOf(place); return box && box.top >= 0 && box.bottom <= innerHeight - 120; };
const say = () => { pd.part('heard').textContent = chosen ? `${pd.words.chosen} ${pd.said(chosen)}` : ''; };
const pick = place => { chosen = place; refresh(); pd.show(place); say(); };
const step = name => {
  const all = pd.sentences(), of = pd.wordsIn(all[sentence]);
  const first = of.findIndex(word => word.end > chosen.start);
  const last = of.findLastIndex(word => word.start < chosen.end);
  const isAll = chosen.start === all[sentence].start && chosen.end === all[sentence].end;
  const go = to => { sentence = Math.min(Math.max(to, 0), all.length - 1); pick(all[sentence]); };
  const word = at => {
    if (of[at]) return pick(of[at]);
    const next = sentence + (at < 0 ? -1 : 1);
    if (!all[next]) return null;
    sentence = next;
    return pick(pd.wordsIn(all[next]).at(at < 0 ? -1 : 0) || all[next]);
  };
  const upTo = at => of[at] && at >= first && pick({ start: of[first].start, end: of[at].end });
  switch (name) {
    case 'sentence-back': return go(sentence - 1);
    case 'sentence-on': return go(sentence + 1);
    case 'word-back': return word(isAll ? of.length - 1 : first - 1);
    case 'word-on': return word(isAll ? 0 : last + 1);
    case 'less': return upTo(last - 1);
    case 'more': {
      if (of[last + 1]) return upTo(last + 1);
      const next = all[sentence + 1];
      return next && pick({ start: chosen.start, end: next.end });
    }
    default: return null;
  }
};
const KEYS = {
  ArrowUp: 'sentence-back', ArrowDown: 'sentence-on', ArrowLeft: 'word-back', ArrowRight: 'word-on',
};
steps.addEventListener('click', event => {
  const name = event.target.closest('[data-step]')?.dataset.step;
  if (name) step(name);
});
desk.addEventListener('keydown', event => {
  if (!isStepping || !event.target.closest('[data-part=steps], [data-part=tool]')) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isBack = event.key === 'ArrowLeft';
  const name = event.shiftKey && /^Arrow(Left|Right)$/.test(event.key) ? (isBack ? 'less' : 'more') : KEYS[event.key];
  if (name) { event.preventDefault(); step(name); return; }
  if (event.key === 'Enter' && event.target.closest('[data-part=steps]')) {
    event.preventDefault();
    tool.querySelector('button:not([hidden], :disabled)').focus();
  }
});

/** Begin choosing step by step, at what is chosen already or at the first sentence in view. */
pd.choose = () => {
  const all = pd.sentences();
  if (!all.length) return;
  came = d.activeElement;
  isStepping = true;
  const at = chosen ? all.findIndex(one => one.end > chosen.start) : all.findIndex(inView);
  sentence = Math.max(at, 0);
  pick(chosen || all[sentence]);
  steps.querySelector('[data-step=word-on]').focus();
};

/** Let the author choose words, and give them to a function; null where they leave it. */
pd.take = (place, give) => {
  taker = give;
  chosen = place;
  getSelection().removeAllRanges();
  refresh();
  pd.choose();
};

const end = () => {
  isStepping = false;
  taker = null;
  chosen = null;
  getSelection().removeAllRanges();
  refresh();
};
pd.leave = () => {
  const give = taker, back = came;
  end();
  if (give) give(null);
  else if (back?.isConnected && back.getClientRects().length) back.focus();
  else desk.querySelector('[data-do=choose]').focus();
};

tool.addEventListener('click', event => {
  const button = event.target.closest('button'), place = chosen, give = taker;
  if (!button) return;
  if (button.dataset.kind) { end(); pd.write(button.dataset.kind, place); }
  else if (button.dataset.do === 'take') { end(); give(place); }
  else pd.leave();
});
d.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || d.documentElement.matches('.pd-writing') || tool.hidden) return;
  event.preventDefault();
  pd.leave();
});
Object.assign(pd, { refresh, stop: () => { if (taker || isStepping) end(); } });
})();
