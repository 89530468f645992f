/* On the first page of many: a link to an entry or an event goes on to the page that it stands on.
   Which one that is stands in data beside this script, in parts (postil/editions/web/onward.py). */
(() => {
'use strict';
const d = document, own = d.currentScript, count = Number(own.dataset.parts);

/** The checksum that Python's zlib has, too. */
const crc32 = text => {
  let sum = -1;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};

const wanted = () => {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; }
};
window.postilOnward = pages => {
  const id = wanted(), page = Object.keys(pages).find(name => pages[name].includes(id));
  if (page) location.replace(`${page}#${encodeURIComponent(id)}`);
};
const go = () => {
  const id = wanted();
  if (!id || d.getElementById(id)) return;
  const part = d.createElement('script');
  part.src = new URL(`onward-${crc32(id) % count}.js`, own.src).href;
  d.head.append(part);
};
addEventListener('hashchange', go);
go();
})();
