/* The search: finding. Nothing here touches the page. */
(() => {
'use strict';
const search = window.postilSearch ??= { places: [] };

/* Folding: case, accents, width, kana, quotation marks and dashes make no difference. One letter
   is folded at a time, so that its place in the text is known. */
const ODD = '[^\\0-\\x7f\\u3041-\\u3096\\u4e00-\\u9fff\\uac00-\\ud7a3][\\u3099\\u309a\\uff9e\\uff9f]?';
const odd = RegExp(ODD, 'gu'), unit = RegExp(`${ODD}|[^]`, 'gu');
const accents = /\p{Cf}|(?![\u3099\u309a])(?=[\p{sc=Zinh}\p{sc=Hebr}\p{sc=Arab}])\p{Mn}/gu;
const LIKE = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
const known = new Map();
const foldOdd = letter => {
  if (!known.has(letter)) {
    const plain = letter.normalize('NFKD').replace(accents, '').toLowerCase().normalize('NFC')
      .replace(/[ァ-ヶ]/g, kana => String.fromCharCode(kana.charCodeAt() - 96))
      .replace(/[“”„‟«»〝〞〟]/, '"').replace(/[‘’‚‛‹›ʼ]/, "'").replace(/[‐-―−]/, '-');
    known.set(letter, LIKE[plain] ?? plain);
  }
  return known.get(letter);
};

/* Scripts that part words by spaces have words. Beside others a word may begin anywhere, and a
   space between them means nothing. */
const SOLID = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}\\u3000-\\u303f]';
const solid = RegExp(SOLID, 'u'), gap = RegExp(`(${SOLID}) (?=${SOLID})`, 'gu');
const letter = RegExp(`(?!${SOLID})[\\p{L}\\p{M}\\p{N}_]`, 'u');

/** Whether a word goes on across a place of a text. */
const isLetter = c => c < '\x80' ? /\w/.test(c) : letter.test(c);
const joins = (text, at) => isLetter(text.charAt(at)) && isLetter(text.charAt(at - 1));
const fold = text => text.toLowerCase().replace(odd, foldOdd).replace(gap, '$1');

/** How a term stands in a folded text: 3 as a word, 2 as its beginning, 1 inside of one, 0 nowhere.
    Of many places only the first are looked at. */
const grade = (text, term) => {
  let best = 0, tries = 0;
  for (let at = text.indexOf(term); at >= 0 && best < 3 && tries++ < 16; at = text.indexOf(term, at + 1)) {
    best = Math.max(best, joins(text, at) ? 1 : joins(text, at + term.length) ? 2 : 3);
  }
  return best;
};

/** What is asked for: words, and phrases in quotation marks. The longest are the rarest: they
    come first. */
const question = asked => {
  const found = asked.normalize('NFC').replace(/[“”„«»＂]/g, '"').matchAll(/"([^"]*)"?|[^\s"]+/g);
  const terms = [...found].map(([word, phrase]) =>
    fold(phrase?.replace(/\s+/g, ' ').trim() ?? (word.replace(/^\p{P}+|\p{P}+$/gu, '') || word)));
  const whole = terms.join(' ').replace(gap, '$1');
  return { whole, terms: [...new Set(terms)].filter(Boolean).sort((a, b) => b.length - a.length) };
};

/** How well a place answers, 0 if a term is missing. Names go before words of a text, words
    before their beginnings, and these before what stands inside of a word. */
const rank = ({ head, body, other }, { terms, whole }) => {
  let sum = 0;
  for (const term of terms) {
    const best = Math.max([0, 2, 5, 6][grade(head, term)], [0, 1, 3, 4][grade(body, term)],
      [0, 1, 2, 2][grade(other, term)]);
    if (!best) return 0;
    sum += best;
  }
  if (terms.length > 1 && (head.includes(whole) || body.includes(whole))) sum += 3;
  return `\n${head}\n`.includes(`\n${whole}\n`) ? sum + 2 : sum;
};

/** Where terms stand in a text, in order. */
const spotsIn = (text, terms) => {
  const at = [], spots = []; // for each folded letter, where it came from
  let plain = '', gone = 0;
  for (const { 0: letter, index } of text.matchAll(unit)) {
    plain += fold(letter);
    while (at.length < plain.length) at.push(index);
  }
  at.push(text.length);
  plain = plain.replace(gap, (_, before, index) => {
    at.splice(index + before.length - gone, 1);
    gone += 1;
    return before;
  });
  for (const term of terms) {
    const isWord = grade(plain, term) > 1;
    for (let i = plain.indexOf(term); i >= 0 && spots.length < 400; i = plain.indexOf(term, i + 1)) {
      let to = i + term.length;
      while (at[to] === at[to - 1]) to += 1;
      if (!isWord || !joins(plain, i)) spots.push({ term, from: at[i], to: at[to] });
    }
  }
  return spots.sort((a, b) => a.from - b.from);
};

/* The data: records of articles, and of entries that all articles share. */
const glossary = { at: -1 };
const SENTENCES = ['event', 'question', 'source']; // what they are called is no name
const folded = fields => fields.map(field => fold(field[1])).join('\n');
const keep = (place, group, n) => {
  const { names = [], bodies = [], also = [], said = [] } = place;
  let head = folded([...names, ...also]), body = folded(bodies);
  if (SENTENCES.includes(place.kind)) [head, body] = ['', `${head}\n${body}`];
  search.places.push({ ...place, group, n, head, body, other: folded(said.map(([, ...f]) => f)) });
};
const add = (part, records) => records.forEach(({ slug, places = [], entries = [] }, i) => {
  const at = search.order[part][i], group = { at, slug, title: places[0] };
  places.forEach((place, n) => keep(place, group, n));
  entries.forEach((place, n) => keep(place, glossary, at + n / 1e4));
});

Object.assign(search, { fold, joins, solid, question, rank, spotsIn, add });
})();
