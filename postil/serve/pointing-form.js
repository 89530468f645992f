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
  button('discard').hidden = !!target;
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
const keep = () => {
  if (!now) return;
  const { section, place, digest, words, target, had, given, first } = now;
  pd.keep('draft', { article: pd.article, section, place, digest, words, target, had, given, first, raw: raw(), mark: markOf(), focus: d.activeElement?.name, isOpen: dialog.open });
};
form.addEventListener('input', () => { whens(); keep(); });
form.addEventListener('change', () => { whens(); keep(); });

/** A new entry on a place, or on none. */
pd.write = async (section, place) => {
  came = d.activeElement === d.body ? null : d.activeElement;
  now = { section, place, digest: place && await pd.digest, words: place ? pd.said(place) : '', target: null, had: [], given: {} };
  show(section === 'glossary' && place ? { term: now.words } : {}, '');
  const start = needed();
  (section === 'glossary' && place ? fields.querySelector('[name=definition]') : start).focus();
  keep();
  if (place) { // whole words, as the server sees them; what it cannot tell apart is said at once
    const said = await pd.ask({ act: 'point', article: pd.article, place: await pd.place(place) });
    if (said.error) complain(said);
  }
};
/** An entry that is there. */
pd.edit = said => {
  came = d.activeElement === d.body ? null : d.activeElement;
  const span = said.spans[0] && pd.received({ start: said.spans[0][0], end: said.spans[0][1] });
  now = { section: said.target.section, place: null, words: said.words || said.quote, target: said.target, had: Object.keys(said.fields), given: said.fields };
  show(said.fields, said.mark);
  pd.paint(span);
  if (span) pd.show(span);
  d.getElementById('pd-title').focus();
  now.first = JSON.stringify(raw());
  keep(); // the page may load again
};
/** What was not saved when the page was left. */
pd.resume = async () => {
  const kept = pd.kept('draft');
  if (!kept || kept.article !== pd.article && kept.section !== 'begin') return;
  now = { ...kept };
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
};

const close = () => {
  dialog.close();
  root.classList.remove('pd-writing');
  pd.paint(null);
  pd.drafted();
  const back = came?.isConnected && came.getClientRects().length ? came : desk.querySelector('.pd-bar button:not([hidden])');
  now = null;
  back?.focus({ preventScroll: true });
};
pd.close = isDone => {
  if (isDone || now?.first === JSON.stringify(raw()) && !now.place) pd.keep('draft', null); else keep();
  close();
  const kept = pd.kept('draft');
  if (kept) { pd.keep('draft', { ...kept, isOpen: false }); pd.tell(pd.words.kept); }
};
/** Whether there is something to go on with. */
pd.drafted = () => {
  const kept = pd.kept('draft');
  desk.querySelector('[data-do=resume]').hidden = !kept || dialog.open || kept.article !== pd.article && kept.section !== 'begin';
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
      one.onclick = () => one.dataset.do === 'theirs' ? pd.edit(entry) : pd.send({ ...entry.target });
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
