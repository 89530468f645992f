/* What was written and not saved: it waits in this window, one draft for each form that it was
   written in, until it is saved or thrown away. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd) return;
const d = document, list = pd.part('drafts'), resume = pd.desk.querySelector('[data-do=resume]');

const all = () => pd.kept('drafts') || [];
const set = drafts => { pd.keep('drafts', drafts.length ? drafts : null); pd.drafted(); };
const isHere = draft => draft.section === 'begin' || draft.article === pd.article;

/** Keep a draft in the place of what was kept of it before; one form at a time is open. */
pd.put = draft => set([
  ...all().filter(one => one.key !== draft.key).map(one => draft.isOpen ? { ...one, isOpen: false } : one), draft,
]);
pd.drop = key => set(all().filter(one => one.key !== key));

/** The draft of a form: of an entry by its name, of a new one by the words that it is about. */
pd.draftOf = ({ section, name, place, words }) => all().find(one => {
  if (section === 'begin') return one.section === 'begin';
  if (one.article !== pd.article || one.section !== section || one.name !== name) return false;
  return !!name || one.words === words && one.place?.start === place?.start;
});
pd.openDraft = () => all().findLast(one => one.isOpen && isHere(one));

/** Drafts of this page are gone on with here; those of other articles on theirs. */
const goOn = draft => {
  list.hidden = true;
  if (isHere(draft)) { pd.resume(draft); return; }
  pd.put({ ...draft, isOpen: true });
  location.assign(`/${encodeURIComponent(draft.article)}/`);
};
const labelOf = ({ section, article, target, words, raw }) => {
  const { old, new: fresh } = pd.desk.querySelector(`template[data-fields=${section}]`).dataset;
  const typed = raw.map(([, , value]) => value).findLast(value => typeof value === 'string' && value.includes(' '));
  const said = (words || typed || '').replace(/\s+/g, ' ').trim();
  const short = said.length > 30 ? `${said.slice(0, 30).trim()} …` : said;
  const where = section === 'begin' || article === pd.article ? '' : ` ${pd.words.in.replace('{0}', article)}`;
  return `${target ? old : fresh}${short && `: ${short}`}${where}`;
};
/** Whether there is something to go on with. */
pd.drafted = () => {
  const drafts = all();
  resume.hidden = !drafts.length;
  resume.title = drafts.length === 1 ? labelOf(drafts[0]) : '';
  resume.ariaExpanded = drafts.length > 1 ? String(!list.hidden) : null;
  if (drafts.length < 2) list.hidden = true;
  list.replaceChildren(...drafts.map(draft => Object.assign(d.createElement('button'), {
    type: 'button', textContent: labelOf(draft), onclick: () => goOn(draft),
  })));
};
pd.goOn = () => {
  const drafts = all();
  if (drafts.length === 1) { goOn(drafts[0]); return; }
  list.hidden = !list.hidden;
  pd.drafted();
  list.querySelector('button')?.focus();
};
})();
