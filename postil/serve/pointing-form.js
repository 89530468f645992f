/* The fourth: the form. What is written in it is kept in this window until it is saved. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd) return;
const d = document, { desk } = pd, root = d.documentElement;
const dialog = pd.part('form'), form = dialog.querySelector('form'), fields = pd.part('fields');
const button = name => form.querySelector(`[data-do=${name}]`);
const template = name => desk.querySelector(`template[data-fields=${name}]`);
let now = null, came = null;

/** The inputs of the form, without radio buttons that are not chosen. */
const inputs = () => [...fields.querySelectorAll('[name]')].filter(one => one.type !== 'radio' || one.checked);
const isList = input => 'list' in input.dataset;
const valueOf = input => {
  const said = input.value.trim();
  if ('flag' in input.dataset) return input.checked;
  if (isList(input)) return said ? said.split('\n').map(one => one.trim()).filter(Boolean) : null;
  if ('number' in input.dataset && /^\d{1,6}$/.test(said)) return +said;
  return said || null;
};
const values = () => {
  const found = {};
  for (const input of inputs()) {
    if (input.name === 'mark') continue;
    const value = input.dataset.default === input.value && !now.had.includes(input.name) ? null : valueOf(input);
    if (input.dataset.lang) { if (value) (found[input.name] ??= {})[input.dataset.lang] = value; } else found[input.name] = value;
  }
  return found;
};
const raw = () => inputs().map(one => [one.name, one.dataset.lang || '', one.type === 'checkbox' ? one.checked : one.value]);
const markOf = () => fields.querySelector('[name=mark]:checked')?.value || '';

/** A field for each of its languages, where a text is written in several. */
const inLanguages = (input, texts) => {
  const label = input.closest('label');
  for (const [tag, text] of Object.entries(texts)) {
    const copy = label.cloneNode(true), own = copy.querySelector('[name]');
    copy.querySelector('span').textContent += ` (${tag})`;
    Object.assign(own, { value: text, lang: tag });
    own.dataset.lang = tag;
    label.before(copy);
  }
  label.remove();
};
const fits = (input, value) => typeof value === 'string'
  || isList(input) && Array.isArray(value) && value.every(one => typeof one === 'string');
const fill = (given, mark) => {
  const shown = new Set();
  for (const input of [...fields.querySelectorAll('[name]')]) {
    const value = given[input.name];
    shown.add(input.name);
    if (input.name === 'mark') input.checked = mark ? input.value === mark : input.value === 'first' && now.target === null;
    else if (value === undefined) continue;
    else if ('flag' in input.dataset) input.checked = value === 'true' || value === 'yes' || value === true;
    else if (fits(input, value)) input.value = Array.isArray(value) ? value.join('\n') : value;
    else if (!isList(input) && !Array.isArray(value) && input.tagName !== 'SELECT') inLanguages(input, value);
    else { input.closest('label').remove(); shown.delete(input.name); }
  }
  const more = Object.keys(given).filter(name => !shown.has(name));
  pd.part('kept').hidden = !more.length;
  pd.part('kept-names').textContent = more.join(', ');
};

const kinds = () => {
  for (const select of fields.querySelectorAll('[data-kinds]')) {
    for (const kind of pd.kinds?.[select.dataset.kinds] || []) select.add(new Option(kind.label, kind.name));
  }
  for (const select of fields.querySelectorAll('select[data-default]')) select.value = select.dataset.default;
};
const whens = () => {
  for (const label of fields.querySelectorAll('[data-when]')) {
    const [name, value] = label.dataset.when.split('=');
    label.hidden = fields.querySelector(`[name=${name}]`)?.value !== value;
  }
};

/** Show a form for what is written now. */
const show = (given, mark) => {
  const { section, target } = now, made = template(section);
  fields.replaceChildren(made.content.cloneNode(true), ...(section === 'begin' ? [] : [template('all').content.cloneNode(true)]));
  kinds();
  fill(given, mark);
  whens();
  for (const label of fields.querySelectorAll('label')) { // what describes a field is said with it
    const small = label.querySelector('small'), input = label.querySelector('[name]');
    if (label.matches('.pd-line')) continue;
    input.ariaLabel = label.querySelector('span').textContent;
    if (!small) continue;
    small.id = `pd-about-${input.name}`;
    input.setAttribute('aria-describedby', small.id);
  }
  d.getElementById('pd-title').textContent = target ? made.dataset.old : made.dataset.new;
  button('delete').hidden = !target;
  button('discard').textContent = target ? pd.words.discard : pd.words.throw;
  root.classList.add('pd-writing');
  if (!dialog.open) dialog.show();
  dialog.scrollTop = 0;
  complain(null);
  quote();
};
const quote = () => {
  const { section, place, words, target } = now;
  const isTied = !!(place || words);
  pd.part('quote').hidden = section === 'begin' || !pd.article || !isTied && section === 'notes' && !target;
  pd.part('quote-words').textContent = words || '–';
  button('untie').hidden = !isTied || !['timeline', 'questions'].includes(section);
  const here = fields.querySelector('[name=mark][value=here]');
  if (here) here.disabled = !isTied;
  pd.paint(place);
  if (place) pd.show(place);
};
const needed = () => fields.querySelector('textarea[required], input[required]');

/* What is written is kept, and is there again when the page was loaded in between. */
const keep = (isOpen = dialog.open) => {
  if (!now) return;
  const { key, name, section, place, digest, words, target, had, given, first } = now;
  pd.put({ article: pd.article, key, name, section, place, digest, words, target, had, given, first, raw: raw(), mark: markOf(), focus: d.activeElement?.name, isOpen });
};
/** Put the form that is open away: what was only looked at leaves no draft. */
const settle = () => {
  pd.stop?.();
  if (!now) return false;
  const isWritten = now.first !== JSON.stringify(raw()) || !!now.target && !!now.place;
  if (isWritten) keep(false); else pd.drop(now.key);
  now = null;
  return isWritten;
};
const begun = () => {
  now.key = crypto.randomUUID();
  now.first = JSON.stringify(raw());
  keep(); // the page may load again
};
for (const kind of ['input', 'change']) form.addEventListener(kind, () => { whens(); keep(); });

/** A new entry on a place, or on none. */
pd.write = async (section, place) => {
  const digest = place && await pd.digest, words = place ? pd.said(place) : '';
  settle();
  came = d.activeElement === d.body ? null : d.activeElement;
  const draft = pd.draftOf({ section, place, words });
  if (draft) { pd.resume(draft); return; }
  now = { section, place, digest, words, target: null, had: [], given: {} };
  show(section === 'glossary' && place ? { term: now.words } : {}, '');
  const start = needed();
  (section === 'glossary' && place ? fields.querySelector('[name=definition]') : start).focus();
  begun();
  if (place) { // whole words, as the server sees them; what it cannot tell apart is said at once
    const said = await pd.ask({ act: 'point', article: pd.article, place: await pd.place(place) });
    if (said.error) complain(said);
  }
};
const spanOf = said => said?.spans?.[0] && pd.received({ start: said.spans[0][0], end: said.spans[0][1] });
/** An entry that is there, by its id or its place. */
pd.edit = (said, name) => {
  settle();
  const draft = pd.draftOf({ section: said.target.section, name });
  if (draft) { pd.resume(draft, said); return; }
  came = d.activeElement === d.body ? null : d.activeElement;
  const span = spanOf(said);
  now = { name, section: said.target.section, place: null, words: said.words || said.quote, target: said.target, had: Object.keys(said.fields), given: said.fields, span };
  show(said.fields, said.mark);
  pd.paint(span);
  if (span) pd.show(span);
  d.getElementById('pd-title').focus();
  begun();
};
/** A draft that waits. Its entry may have moved in its file since, and is then found again. */
pd.resume = async (kept, said = null) => {
  settle();
  const entry = said || kept.target && await pd.ask({ act: 'open', article: pd.article, ...kept.name.includes(':') ? { at: kept.name } : { id: kept.name } });
  const isSame = entry?.target && JSON.stringify(entry.fields) === JSON.stringify(kept.given);
  came = d.activeElement === d.body ? null : d.activeElement;
  now = { ...kept, ...isSame && { target: entry.target }, span: spanOf(entry) };
  if (now.place && kept.digest !== await pd.digest) {
    const at = pd.line.indexOf(kept.words), isOne = at >= 0 && at === pd.line.lastIndexOf(kept.words);
    now.place = isOne ? { start: at, end: at + kept.words.length } : null;
    now.digest = await pd.digest;
    now.isLost = !isOne;
  }
  show(kept.given, kept.mark);
  for (const [name, lang, value] of kept.raw) {
    const input = [...fields.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find(one => (one.dataset.lang || '') === lang && (one.type !== 'radio' || one.value === value));
    if (!input) continue;
    if (input.type === 'checkbox') input.checked = value; else if (input.type === 'radio') input.checked = true; else input.value = value;
  }
  whens();
  if (now.isLost) complain({ error: pd.words.lost });
  (fields.querySelector(`[name="${CSS.escape(kept.focus || '')}"]`) || needed() || d.getElementById('pd-title')).focus({ preventScroll: true });
  keep();
};

const close = () => {
  dialog.close();
  root.classList.remove('pd-writing');
  pd.paint(null);
  pd.drafted();
  const back = came?.isConnected && came.getClientRects().length ? came : desk.querySelector('.pd-bar button:not([hidden])');
  back?.focus({ preventScroll: true });
};
pd.close = isDone => {
  if (isDone && now) { pd.drop(now.key); now = null; }
  const isKept = settle();
  close();
  if (isKept) pd.tell(pd.words.kept);
};

const theirs = entry => {
  const { key, name } = now;
  now = null;
  pd.drop(key);
  pd.edit(entry, name);
};
/** What the server had to say against it. */
const complain = pd.complain = said => {
  const problem = pd.part('problem');
  problem.hidden = !said;
  if (!said) { problem.replaceChildren(); return; }
  const made = desk.querySelector('template[data-part=conflict]').content.cloneNode(true);
  const set = (name, words) => { pd.part(name, made).textContent = words || ''; };
  set('error', pd.sentence(said.error));
  set('hint', pd.sentence(said.hint));
  const both = pd.part('both', made);
  if (said.conflict) {
    set('theirs', said.conflict.theirs || pd.words.gone);
    set('yours', said.conflict.yours || '–');
    const { entry } = said.conflict;
    for (const one of both.querySelectorAll('button')) {
      one.hidden = !entry;
      one.onclick = () => one.dataset.do === 'theirs' ? theirs(entry) : pd.send({ ...entry.target });
    }
  } else both.remove();
  for (const one of said.problems || []) {
    const item = d.createElement('li');
    item.textContent = `${one.code}: ${one.message}`;
    if (one.hint) item.append(Object.assign(d.createElement('pre'), { textContent: one.hint, tabIndex: 0 }));
    pd.part('problems', made).append(item);
  }
  problem.replaceChildren(made);
  problem.scrollIntoView({ block: 'nearest' });
};

/** Names of fields that are needed and empty. */
const checked = () => {
  for (const wrong of form.querySelectorAll('.pd-wrong')) wrong.remove();
  let bad = null;
  for (const input of fields.querySelectorAll('[required]')) {
    const isWrong = !input.value.trim() && !(input.name === 'title' && now.section === 'begin' && fields.querySelector('[name=markdown]').checked);
    input.setAttribute('aria-invalid', isWrong);
    if (!isWrong) continue;
    const said = Object.assign(d.createElement('span'), { className: 'pd-wrong', id: `pd-wrong-${input.name}`, textContent: pd.words.needed });
    input.after(said);
    input.setAttribute('aria-describedby', `${said.id} pd-about-${input.name}`);
    bad ??= input;
  }
  bad?.focus();
  return !bad;
};
Object.assign(pd, { formOf: () => now, values, markOf, checked, quote, keepForm: keep, form, dialog, fieldOf: name => fields.querySelector(`[name=${name}]`) });
})();
