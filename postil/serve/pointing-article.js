/* The fifth: what the form does. Saving, moving, deleting, and a new article. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd) return;
const d = document, { desk, form, dialog } = pd;
let isBusy = false;

/** Send something that changes a file; the page loads again when it has been built. */
const send = async said => {
  if (isBusy) return null;
  isBusy = true;
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  pd.complain(null);
  const answer = await pd.ask(said);
  isBusy = false;
  for (const button of form.querySelectorAll('button')) button.disabled = false;
  if (answer.error) { pd.complain(answer); return null; }
  return answer;
};
const done = answer => {
  const more = (answer.warnings || []).map(one => ` ${pd.sentence(one.message)}`).join('');
  const said = answer.said + more;
  pd.close(true);
  pd.tell(said);
  if ('undo' in answer) pd.undoable(answer.undo);
  if (!answer.unchanged) pd.keep('after', { said, fragment: answer.fragment, at: Date.now() });
};

/** Save what is in the form; with a target, over what stands there now. */
pd.send = async target => {
  const now = pd.formOf();
  if (target) now.target = target;
  if (now.section === 'begin') { begin(); return; }
  const answer = await send({
    act: 'save', article: pd.article, section: now.section, fields: pd.values(), mark: pd.markOf(),
    ...now.target && { target: now.target }, ...now.place && { place: await pd.place(now.place) },
  });
  if (answer) done(answer);
};
form.addEventListener('submit', event => {
  event.preventDefault();
  const now = pd.formOf();
  if (!pd.checked()) return;
  if (now.isLost) { pd.complain({ error: pd.words.lost }); return; }
  pd.send();
});

/** Other words: at once for an entry that is there, else when it is saved. */
const move = place => {
  const now = pd.formOf();
  d.documentElement.classList.add('pd-writing');
  dialog.show();
  if (!place) { pd.quote(); form.querySelector('[data-do=point]').focus(); return; }
  Object.assign(now, { place, words: pd.said(place), isLost: false });
  pd.digest.then(digest => { now.digest = digest; pd.keepForm(); });
  const here = form.querySelector('[name=mark][value=here]');
  if (here && now.target) Object.assign(here, { disabled: false, checked: true });
  pd.complain(null);
  pd.quote();
  form.querySelector('[type=submit]').focus({ preventScroll: true });
};
const acts = {
  close: () => pd.close(false),
  discard: () => pd.close(true),
  point() {
    dialog.close();
    d.documentElement.classList.remove('pd-writing');
    const now = pd.formOf();
    pd.take(now.place || now.span, place => { if (pd.formOf() === now) move(place); });
  },
  async untie() {
    const now = pd.formOf();
    if (now.target) {
      const answer = await send({ act: 'move', article: pd.article, target: now.target });
      if (answer) done(answer);
      return;
    }
    Object.assign(now, { place: null, words: '', isLost: false });
    pd.quote();
    pd.keepForm();
  },
  async delete() {
    const answer = await send({ act: 'delete', article: pd.article, target: pd.formOf().target });
    if (answer) done(answer);
  },
};
form.addEventListener('click', event => acts[event.target.closest('[data-do]')?.dataset.do]?.());
dialog.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  pd.close(false);
});

/** A name in addresses, made of a title as the commands make it. */
const slugOf = title => title.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  .replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
form.addEventListener('input', event => {
  if (pd.formOf()?.section !== 'begin') return;
  const [title, slug, text] = ['title', 'slug', 'text'].map(pd.fieldOf);
  if (event.target === slug) slug.dataset.own = slug.value ? 'yes' : '';
  if (event.target === title) title.dataset.own = title.value ? 'yes' : '';
  if (event.target === text && !title.dataset.own) {
    const [line] = text.value.trim().split('\n');
    title.value = line.length < 120 ? line.replace(/^#+\s*/, '') : '';
  }
  if (!slug.dataset.own) slug.value = slugOf(title.value);
});
let isLeaving = false; // for another page, which is awaited
d.addEventListener('postil:built', event => { if (isLeaving) event.preventDefault(); });
const begin = async () => {
  const given = Object.fromEntries(['text', 'title', 'slug', 'language'].map(name => [name, pd.fieldOf(name).value]));
  isLeaving = true;
  const answer = await send({ act: 'new', ...given, markdown: pd.fieldOf('markdown').checked });
  isLeaving = !!answer;
  if (!answer) return;
  pd.close(true);
  pd.tell(answer.said);
  pd.keep('after', { said: answer.said, at: Date.now() });
  const page = `/${encodeURIComponent(answer.article)}/`;
  for (let tries = 0; tries < 120; tries++) { // until it is built
    const found = await fetch(page, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
    if (found?.ok) { location.assign(page); return; }
    await new Promise(go => { setTimeout(go, 250); });
  }
  location.reload();
};
})();
