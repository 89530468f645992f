/* The page on which the glossary is looked through: each button writes, and the page is made anew. */
(() => {
'use strict';
const pd = window.postilDesk, page = document.getElementById('pd-review');
if (!pd || !page) return;
const entryOf = element => element.closest('article');
const target = ({ dataset: { file, index, digest } }) => ({ file, section: 'glossary', index: +index, digest });
const placeOf = ({ dataset: { start, end, text } }) => ({ start: +start, end: +end, digest: text });

/** Made anew from the files at once. No build is awaited: what is refused here may change no page. */
pd.renew = () => location.reload();
/* A build that follows says what this page shows already, and must not take what is being typed. */
const shown = page.innerHTML;
document.addEventListener('postil:built', async event => {
  event.preventDefault();
  const now = await fetch(location.href, { cache: 'no-store' }).then(answer => answer.text()).catch(() => '');
  const there = new DOMParser().parseFromString(now, 'text/html').getElementById('pd-review');
  if (there && there.innerHTML !== shown) pd.renew();
});

const send = async said => {
  const answer = await pd.ask(said);
  if (answer.error) { pd.tell(pd.sentence(answer.error, answer.hint, ...(answer.problems || []).map(one => one.message)), true); return; }
  pd.keep('after', { said: pd.sentence(answer.said, ...(answer.warnings || []).map(one => one.message)), at: Date.now() });
  pd.renew();
};
page.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button || button.type === 'submit') return;
  const entry = entryOf(button), use = button.closest('[data-start]'), { article } = entry.dataset;
  if (button.dataset.mark) {
    send({ act: 'save', article, section: 'glossary', target: target(entry), fields: {}, mark: button.dataset.mark });
  } else if ('here' in button.dataset) {
    send({ act: 'save', article, section: 'glossary', target: target(entry), fields: {}, mark: 'here', place: placeOf(use) });
  } else {
    send({ act: 'except', article, target: target(entry), place: placeOf(use), refused: button.dataset.except === 'true' });
  }
});
page.addEventListener('submit', event => {
  event.preventDefault();
  const form = event.target, said = form.elements.form.value.trim();
  if (!said) { form.elements.form.focus(); return; }
  const entry = entryOf(form), forms = form.dataset.forms.split('\n').filter(Boolean);
  send({ act: 'save', article: entry.dataset.article, section: 'glossary', target: target(entry), fields: { forms: [...forms, said] }, mark: '' });
});
})();
