/* What a script adds to a reader page. The page works without: every note is there, and every
   choice is an input that the style sheet reads. A classic script, for modules fail on file://. */
(() => {
'use strict';
const d = document, root = d.documentElement;
const base = d.currentScript && d.currentScript.src;

/** Keep a value in the browser under `key`, or read it: `undefined` when there is none. All pages
    opened from a disk may share one store, so that every key begins with our name and the
    document's. Returns false where nothing can be kept. */
const store = (key, value, document = root.dataset.document) => {
  key = `postil:${document}:${key}`;
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem(key)) ?? undefined;
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch { return value === undefined ? undefined : false; }
};

/** The article's own words in an element: its text nodes, without what Postil put there. */
const words = element => {
  const walker = d.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    if (!node.parentElement.closest('[data-apparatus]')) found.push(node);
  }
  return found;
};

/** Load another script of the site, once: `load('search.js')`. */
const load = name => {
  if (!base || d.querySelector(`script[data-name="${name}"]`)) return;
  const script = d.createElement('script');
  script.src = new URL(name, base);
  script.dataset.name = name;
  d.head.append(script);
};

window.postil = { store, words, load };
})();
