/* The second: what is asked of the server, what is kept until it is saved, and where the page was. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd) return;
const d = document, { desk } = pd, root = d.documentElement;

/** Ask the server. Gives what it says, or { error } in words for the author. */
pd.ask = async said => {
  try {
    const answer = await fetch('/pointing.json', {
      method: 'POST', body: JSON.stringify(said), cache: 'no-store', redirect: 'error',
      headers: { 'Content-Type': 'application/json', 'X-Postil-Token': desk.dataset.token },
    });
    const told = await answer.text();
    try { return JSON.parse(told); } catch { return { error: told.trim() }; }
  } catch { return { error: pd.words.offline }; }
};
pd.place = async place => place && { ...pd.sent(place), digest: await pd.digest };

/** Kept in this window until it is saved or thrown away: also when the page loads again. */
const key = name => `postil-desk:${name}`;
pd.keep = (name, value) => {
  try {
    if (value === null) sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), JSON.stringify(value));
  } catch { /* a full or closed store: the form itself still holds the words */ }
};
pd.kept = name => {
  try { return JSON.parse(sessionStorage.getItem(key(name))); } catch { return null; }
};

/** A message of the server as a sentence. A path at its beginning stays as it is written. */
const begun = one => /^\S*[/\\]/.test(one) ? one : one[0].toUpperCase() + one.slice(1);
pd.sentence = (...said) => said.filter(Boolean)
  .map(one => begun(one) + (/[.!?…]$/.test(one) ? '' : '.')).join(' ');

/** One line for the author, which a screen reader says. */
pd.tell = (line, isBad = false) => {
  const said = pd.part('said');
  said.classList.toggle('pd-bad', isBad);
  said.textContent = line;
};
pd.undoable = title => {
  const button = desk.querySelector('[data-do=undo]');
  button.hidden = !title;
  pd.part('undone').textContent = title ? `: ${title}` : '';
  button.title = title || '';
};

/* A page that loads again stands where it stood: at the same paragraph, though notes may have come
   above it, and with the focus where it was. */
const marks = () => [...d.querySelectorAll('#text [id], main [id]')];
addEventListener('pagehide', () => {
  const first = marks().find(one => one.getBoundingClientRect().bottom > 0 && one.offsetParent);
  pd.keep('scroll', { path: location.pathname, y: scrollY, id: first?.id, top: first?.getBoundingClientRect().top });
});
const restore = () => {
  const was = pd.kept('scroll'), how = performance.getEntriesByType('navigation')[0]?.type;
  if (!was || was.path !== location.pathname || how !== 'reload') return;
  const first = was.id && d.getElementById(was.id);
  if (first?.offsetParent) scrollTo(0, scrollY + first.getBoundingClientRect().top - was.top);
  else scrollTo(0, was.y);
};

/** After saving: say so, and show the note where it is. A page may load once more, with what was
    built after that, and says it then too. */
const arrive = () => {
  const after = pd.kept('after'), here = location.pathname;
  const isOver = !after || Date.now() - after.at > 60000 || (after.path || here) !== here;
  pd.keep('after', isOver ? null : { ...after, path: here });
  if (isOver) return;
  setTimeout(() => { if (pd.kept('after')?.at === after.at) pd.keep('after', null); }, 3000);
  pd.tell(after.said);
  const note = after.fragment && d.getElementById(after.fragment);
  if (!note) return;
  const ref = d.getElementById(after.fragment.replace(/^note-/, 'ref-'));
  const shown = [note, ref].find(one => one?.getClientRects().length) || note;
  const box = (ref || shown).getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight - 100) (ref || shown).scrollIntoView({ block: 'center' });
  for (const one of [note, ref]) one?.classList.add('pd-fresh');
  setTimeout(() => { for (const one of [note, ref]) one?.classList.remove('pd-fresh'); }, 6000);
  if (d.activeElement !== d.body) return;
  if (ref && !note.getClientRects().length) ref.click(); // on a narrow page notes are closed
  else (ref || shown).focus({ preventScroll: true });
};
addEventListener('load', () => {
  if (pd.kept('scroll')) history.scrollRestoration = 'manual';
  requestAnimationFrame(() => { restore(); history.scrollRestoration = 'auto'; arrive(); pd.arrived?.(); });
});

pd.on = () => { desk.hidden = false; root.classList.add('pd-on'); };
})();
