/* The search: showing what was found. All that comes from the data is put into the page as text,
   never as markup. */
(() => {
'use strict';
const { fold, joins, solid, spotsIn } = window.postilSearch;
const d = document, $ = id => d.getElementById(id), found = $('found');
const EACH = 4, ROOM = 220; // places shown of an article, letters of an excerpt

/** The spot from which on most terms stand together. */
const densest = (spots, room) => {
  let best, most = 0;
  for (const spot of spots) {
    const near = spots.filter(other => other.from >= spot.from && other.to < spot.from + room);
    const count = new Set(near.map(other => other.term)).size;
    if (count > most) [best, most] = [spot, count];
  }
  return best ?? spots[0];
};

/** Put a field into an element: all of it, or what there is room for around the terms, which are
    marked. Returns the spot that it was cut around. */
const put = (into, [language, text, runs = []], terms, room = text.length) => {
  if (language) into.lang = language;
  const spots = spotsIn(text, terms), best = densest(spots, room / 2);
  const edge = at => { // not inside of a word, if it is not endless; never in half a letter
    let to = at;
    while (at - to < 30 && joins(text, to)) to -= 1;
    return /[\udc00-\udfff]/.test(text.charAt(to)) ? to - 1 : to;
  };
  const from = edge(Math.max(0, Math.min((best?.from ?? 0) - room / 4, text.length - room) | 0));
  const to = Math.max(from + room < text.length ? edge(from + room) : text.length, best?.to ?? 0);
  const cuts = [from, to, ...spots.flatMap(s => [s.from, s.to]), ...runs.filter(Number.isInteger)];
  const inside = [...new Set(cuts)].filter(cut => cut >= from && cut <= to).sort((a, b) => a - b);
  into.append(from ? '…' : '');
  inside.slice(1).forEach((end, i) => {
    const start = inside[i];
    const k = runs.findIndex((a, n) => n % 3 === 0 && a <= start && start < runs[n + 1]);
    let node = text.slice(start, end);
    const wrap = name => {
      const around = d.createElement(name);
      around.append(node);
      node = around;
    };
    if (spots.some(spot => spot.from <= start && start < spot.to)) wrap('mark');
    if (k >= 0) {
      wrap('span');
      node.lang = runs[k + 2];
    }
    into.append(node);
  });
  into.append(to < text.length ? '…' : '');
  return best;
};

/** The very words, for browsers that scroll to words (URL Fragment Text Directives). Where they do
    not stand in one piece, a browser goes to the paragraph; so do those that know no directives. */
const directive = (text, { from, to }) => {
  while (joins(text, from)) from -= 1;
  while (joins(text, to)) to += 1;
  const before = text.slice(0, from).trim().split(' ').slice(-3).join(' ');
  const after = text.slice(to).trim().split(' ').slice(0, 3).join(' ');
  const parts = [before, text.slice(from, to), after];
  if (!d.fragmentDirective || solid.test(parts)) return '';
  const [a, b, c] = parts.map(part => encodeURIComponent(part).replace(/-/g, '%2D'));
  return `:~:text=${a && `${a}-,`}${b}${c && `,-${c}`}`;
};

/** Fill a link, and put what stands below it into `below`. */
const fill = (run, link, below, place, href) => {
  const { kind, at, names = [], bodies = [], also = [], said = [] } = place;
  const has = (field, term) => fold(field[1]).includes(term);
  // What was asked for by another name is marked where it goes by its own.
  const lacks = run.terms.filter(term => ![...names, ...bodies].some(field => has(field, term)));
  const isMeant = field => lacks.some(term => has(field, term));
  const others = said.filter(([, ...field]) => isMeant(field));
  const terms = [...run.terms, ...others.map(([words]) => fold(words))];
  names.forEach((field, i) => {
    const name = d.createElement('bdi');
    put(name, field, terms);
    link.append(i ? ' · ' : '', name);
  });
  const shown = bodies.filter(field => terms.some(term => has(field, term)));
  if (!shown.length && kind !== 'article') shown.push(...bodies.slice(0, 1));
  const further = [...also.filter(isMeant), ...others.map(([, ...field]) => field)];
  let exact = '';
  for (const field of [...shown, ...new Map(further.map(f => [f[1], f])).values()].slice(0, 3)) {
    const excerpt = d.createElement('p');
    excerpt.dir = 'auto';
    const spot = put(excerpt, field, terms, /^(zh|ja|ko)/.test(field[0]) ? ROOM / 2 : ROOM);
    if (spot && kind === 'text' && field === bodies[0]) exact = directive(field[1], spot);
    below.append(excerpt);
  }
  link.href = href + (at ? `#${encodeURIComponent(at)}${exact}` : '');
};

const copy = id => ($(id) ?? $('kind-text')).content.firstElementChild.cloneNode(true);
const links = () => [...found.querySelectorAll('a')];
const button = (id, count, run, change) => {
  const more = copy(id);
  more.textContent = more.textContent.replace('{count}', count);
  more.onclick = () => {
    const before = new Set(links().map(link => link.href));
    change();
    show(run);
    links().find(link => !before.has(link.href))?.focus();
  };
  return more;
};
const byRank = (a, b) => b.score - a.score || a.place.n - b.place.n;
const view = (run, [group, { hits }]) => {
  const { slug, title } = group;
  const section = copy(slug ? 'one-article' : 'one-glossary'), [head, list] = section.children;
  const link = head.querySelector('a');
  const href = slug ? `../${encodeURIComponent(slug)}/index.html` : link.getAttribute('href');
  if (slug) fill(run, link, head, title, href);
  const ordered = hits.filter(({ place }) => place.kind !== 'article').sort(byRank);
  const some = ordered.slice(0, run.open.has(group) ? ordered.length : EACH);
  for (const { place } of some) {
    const item = copy('one-place'), name = item.querySelector('a'), kind = copy(`kind-${place.kind}`);
    fill(run, name, item, place, href);
    if (!place.names) {
      const number = $('numbered').content.textContent.replace('{count}', place.at.slice(1));
      name.append(/^p\d/.test(place.at) ? number : kind.textContent);
    }
    name.after(' ', kind);
    list.append(item);
  }
  const rest = ordered.length - some.length;
  if (rest) section.append(button('more-here', rest, run, () => run.open.add(group)));
  return section;
};

/** Show an answer. Where the focus is on a place that is still there, it stays. */
const show = run => {
  const focused = found.contains(d.activeElement) && d.activeElement.href;
  const groups = [...run.groups].sort(([a, x], [b, y]) => y.best - x.best || a.at - b.at);
  found.replaceChildren(...groups.slice(0, run.room).map(group => view(run, group)));
  if (groups.length > run.room) {
    found.append(button('more-articles', 0, run, () => { run.room += 10; }));
  }
  if (focused) links().find(link => link.href === focused)?.focus();
};
window.postilSearch.show = show;
})();
