/* The search: asking. It works from a disk too, for all that it loads are scripts, one after the
   other with the first question: finder.js, which finds, found.js, which shows, and the data. What
   readers see in words comes from the page. */
(() => {
'use strict';
const d = document, $ = id => d.getElementById(id);
const form = $('ask'), box = $('asked'), told = $('told'), found = $('found');
const waiting = ['finder.js', 'found.js'].map(name => new URL(name, d.currentScript.src).href);
waiting.push('parts.js');
const search = window.postilSearch = {
  places: [], // what there is to be found
  /** Called by parts.js: what parts there are. */
  parts: order => {
    search.order = order;
    waiting.push(...Object.keys(order).map(name => `${name}.js`));
  },
};
let isLoading = false, isBroken = false;
addEventListener('error', () => { isBroken = true; }, true); // not there, or not whole
const load = () => {
  isLoading = waiting.length > 0;
  if (!isLoading) return;
  const script = d.createElement('script');
  script.src = waiting.shift();
  script.onload = script.onerror = () => {
    load();
    work();
  };
  d.head.append(script);
};

/* Answering goes in slices, so that typing is never held up. */
let run, slice, telling, shown = 0;
const ask = () => {
  run = { asked: box.value.trim(), next: 0, count: 0, groups: new Map(), open: new Set(), room: 10 };
  if (run.asked && !isLoading) load();
  work();
};
const work = () => {
  const { places, question, rank, show } = search, now = performance.now();
  clearTimeout(slice);
  if (question && !run.terms) Object.assign(run, question(run.asked));
  while (run.terms?.length && run.next < places.length) {
    const place = places[run.next], score = rank(place, run);
    run.next += 1;
    if (score) keep(place, score);
    if (run.next % 64 === 0 && performance.now() - now > 30) {
      slice = setTimeout(work);
      break;
    }
  }
  run.isBusy = Boolean(run.terms?.length !== 0 && (isLoading || run.next < places.length));
  found.setAttribute('aria-busy', run.isBusy);
  if (show && (!run.isBusy || now - shown > 200)) {
    show(run);
    shown = performance.now();
  }
  telling ??= setTimeout(tell, 400);
};
const keep = (place, score) => {
  const group = run.groups.get(place.group) ?? { best: 0, hits: [] };
  run.groups.set(place.group, group);
  group.best = Math.max(group.best, score);
  group.hits.push({ place, score });
  run.count += 1;
};

/* How many places there are is told once typing rests, and the question put into the address. */
const say = (id, count) => $(id).content.textContent.replace('{count}', count);
const tell = () => {
  telling = undefined;
  told.textContent = !run.asked ? '' : run.isBusy ? say('said-looking')
    : say(run.count ? 'said-found' : 'said-none', run.count) + (isBroken ? ` ${say('said-broken')}` : '');
  const query = run.asked ? `?${new URLSearchParams({ q: run.asked })}` : location.pathname;
  try { history.replaceState(null, '', query); } catch { /* then it cannot be linked to */ }
};

/* Enter and the arrows go to the places and back, Escape begins anew. */
const links = () => [...found.querySelectorAll('a')];
form.onsubmit = event => {
  event.preventDefault();
  links()[0]?.focus();
};
box.oninput = ask;
d.onkeydown = event => {
  const all = links(), i = all.indexOf(d.activeElement), isIn = i >= 0;
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!isIn && d.activeElement !== box) return;
  const keys = { Escape: box, ArrowDown: all[i + 1], ArrowUp: isIn && (all[i - 1] ?? box), '/': isIn && box };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key].focus();
  if (event.key === 'Escape') {
    box.value = '';
    ask();
  }
};

box.value = new URLSearchParams(location.search).get('q') ?? box.value;
$('unscripted').hidden = true;
form.hidden = false;
if (!box.value) box.focus({ preventScroll: true });
ask();
})();
