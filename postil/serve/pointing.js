/* The last: ways in. A button at every note, at what could not be attached, and the bar. */
(() => {
'use strict';
const pd = window.postilDesk;
if (!pd) return;
const d = document, { desk } = pd;

const open = async said => {
  pd.tell('');
  const answer = await pd.ask({ act: 'open', article: pd.article, ...said });
  if (answer.error) { pd.tell(pd.sentence(answer.error, answer.hint), true); return null; }
  pd.edit(answer, said.id || said.at);
  return answer;
};
const button = (label, name, act) => {
  const made = Object.assign(d.createElement('button'), { type: 'button', className: 'pd-edit', textContent: label, lang: 'en', onclick: act });
  made.dataset.apparatus = '';
  made.ariaLabel = name;
  return made;
};
const nameOf = element => (element.querySelector('.headword, .body, .back')?.textContent || element.textContent)
  .replace(/\s+/g, ' ').trim().slice(0, 50);

if (pd.article) {
  const kinds = '#text .note[id], main [id^="event-"], main [id^="question-"], .entries > [id^="note-"]';
  for (const element of d.querySelectorAll(kinds)) {
    const id = element.id.replace(/^(note|event|question)-/, '');
    const edit = button(pd.words.edit, `${pd.words.editOf} ${nameOf(element)}`, () => open({ id }));
    const home = element.querySelector(':scope > .label, :scope > dd') || element;
    home.append(' ', edit);
  }
  for (const item of d.querySelectorAll('#postil-panel li[data-at]')) {
    const { at } = item.dataset;
    if (!/ a-\d/.test(item.textContent) || at.split('/')[1] !== pd.article) continue;
    const said = item.querySelector('bdi').textContent.slice(0, 80);
    item.append(
      button(pd.words.other, `${pd.words.otherOf} ${said}`, async () => {
        if (await open({ at })) pd.form.querySelector('[data-do=point]').click();
      }), ' ',
      button(pd.words.edit, `${pd.words.editOf} ${said}`, () => open({ at })),
    );
  }
}

const acts = {
  choose: () => pd.choose(),
  event: () => pd.write('timeline', null),
  question: () => pd.write('questions', null),
  begin: () => pd.write('begin', null),
  review: () => location.assign('/pointing-review.html'),
  resume: () => pd.goOn(),
  async undo() {
    const answer = await pd.ask({ act: 'undo' });
    if (answer.error) {
      pd.tell(pd.sentence(answer.error, answer.hint), true);
      pd.ask({ act: 'look', article: pd.article }).then(({ error, undo }) => error || pd.undoable(undo));
      return;
    }
    pd.undoable(answer.undo);
    pd.tell(answer.said);
    pd.keep('after', { said: answer.said, at: Date.now() });
    pd.renew?.();
  },
};
pd.part('main').addEventListener('click', event => acts[event.target.closest('[data-do]')?.dataset.do]?.());
desk.querySelector('[data-do=review]').hidden = !!d.getElementById('pd-review');
for (const needs of desk.querySelectorAll('[data-needs=article]')) needs.hidden = !pd.article;
d.addEventListener('keydown', event => { // the usual key, where nothing else would take it
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey;
  if (isUndo && !event.target.closest('input, textarea, [contenteditable]')) acts.undo();
});

pd.on();
pd.drafted();
pd.ready = pd.ask({ act: 'look', article: pd.article }).then(said => {
  if (said.error) { pd.tell(pd.sentence(said.error), true); return; }
  pd.kinds = said.kinds;
  pd.undoable(said.undo);
  desk.dataset.ready = 'yes';
  const draft = pd.openDraft();
  if (draft) pd.resume(draft);
});
})();
