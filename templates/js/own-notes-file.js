/* My notes, the fourth script: notes as a file to keep, to hand in, and to add again. */
(() => {
'use strict';
const { source, notes, merge, say, phrase, acts, toAnnotation, toNote } = postil.own;
const d = document, title = d.querySelector('h1').textContent;
const MOST = 2e6; // bytes of a file: some 4,000 notes

const give = (content, type, ending) => {
  const link = d.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = `${source.split('/').pop()}-notes.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // some browsers ask before they read it
};

acts.save = () => {
  const items = notes().map(toAnnotation);
  give(JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `${source}#own-notes`,
    type: 'AnnotationCollection',
    label: title,
    total: items.length,
    first: { id: `${source}#own-notes-page`, type: 'AnnotationPage', startIndex: 0, items },
  }, null, 1), 'application/ld+json', 'json');
};

/** Words as Markdown that means nothing but them. */
const plain = words => words.replace(/\s+/g, ' ')
  .replace(/[\\`*_[\]<>#|~&]/g, '\\$&').replace(/^(\d*)([-+.)])/, '$1\\$2');
acts.write = () => {
  const parts = notes().map(({ quote, text, place, p }) => {
    const where = p ? phrase('paragraph', p.id.slice(1)) : phrase(place ? 'words' : 'lost');
    return `> ${plain(quote)}\n>\n> ${where}\n\n${text}`.trim();
  });
  give([`# ${plain(title)}`, ...parts].join('\n\n') + '\n', 'text/markdown', 'md');
};

d.getElementById('own-notes').addEventListener('change', async ({ target }) => {
  const file = target.type === 'file' && target.files[0];
  if (!file) return;
  let found;
  try {
    if (file.size > MOST) return say('big');
    const { first, items = first.items } = JSON.parse(await file.text());
    found = items.map(toNote);
  } catch {
    return say('unreadable');
  } finally {
    target.value = ''; // the same file may be chosen again
  }
  if (found.some(note => note.source !== source)) return say('other');
  say('added', merge(found));
});
})();
