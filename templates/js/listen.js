/* Listening: the text read aloud by a voice of this device, a sentence at a time.
   Voices from the network are not used: they would send the text away, and stop in the middle.
   Where the device has no voice for the language of the text, nothing of this shows. */
(() => {
'use strict';
const d = document, synth = self.speechSynthesis, text = d.getElementById('text'), group = d.getElementById('listen');
if (!synth || !group) return;
const [play, stop] = group.querySelectorAll('button'), rate = group.querySelector('select');
const site = d.documentElement.dataset.site;
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre';

/** A language as it is spoken and written: what voices and texts are compared by. */
const tongue = tag => {
  try {
    const { language, script, region } = new Intl.Locale(tag.replace(/_/g, '-')).maximize();
    // Voices for `zh-HK` speak Cantonese, and readers of `zh-Hant` expect Mandarin.
    return { language: language === 'zh' && /HK|MO/.test(region) ? 'yue' : language, script, region };
  } catch { return { language: tag.split('-')[0] }; }
};
const fits = (voice, wanted) => {
  const { language, script, region } = tongue(voice.lang);
  if (!language || language !== wanted.language) return 0;
  return 1 + 4 * (region === wanted.region) + 2 * (script === wanted.script) + voice.default;
};
/** The nearest of the device's voices for a language. */
const voiceFor = tag => {
  const wanted = tongue(tag);
  const [voice] = synth.getVoices().filter(voice => voice.localService && fits(voice, wanted))
    .sort((a, b) => fits(b, wanted) - fits(a, wanted));
  return voice;
};

/** The sentences of the text in order, each with its ranges and the parts that it is spoken in:
    words of another language go to a voice of their own, if the device has one. */
const sentences = () => {
  const main = voiceFor(text.lang), voices = new Map(), blocks = new Map();
  for (const node of postil.words(text)) {
    const block = node.parentElement.closest(BLOCKS) || text, { lang } = node.parentElement.closest('[lang]');
    if (!voices.has(lang)) voices.set(lang, voiceFor(lang) || main);
    if (!blocks.has(block)) blocks.set(block, []);
    blocks.get(block).push({ node, voice: voices.get(lang) });
  }
  return [...blocks.values()].flatMap(runs => {
    // A line feed is a space here; it would end a sentence.
    const line = runs.map(run => run.node.data).join('').replace(/\s/g, ' ');
    return split(line).map(({ index, segment }) => {
      segment = segment.trimEnd();
      const ranges = [], parts = [];
      let at = 0;
      for (const { node, voice } of runs) {
        const start = Math.max(index - at, 0), end = Math.min(index + segment.length - at, node.length);
        if (start < end) {
          const range = new Range(), words = line.slice(at + start, at + end), last = parts[parts.length - 1];
          range.setStart(node, start);
          range.setEnd(node, end);
          ranges.push(range);
          if (last?.voice === voice) last.words += words;
          else parts.push({ voice, words });
        }
        at += node.length;
      }
      return { ranges, parts: parts.filter(part => /[\p{L}\p{N}]/u.test(part.words)) };
    }).filter(sentence => sentence.parts.length);
  });
};
const split = line => Intl.Segmenter
  ? [...new Intl.Segmenter(text.lang.split('-')[0], { granularity: 'sentence' }).segment(line)]
  : [...line.matchAll(/[^.!?。！？…]+(?:[.!?。！？…]+[\p{Pe}\p{Pf}"']*\s*|$)/gu)]
    .map(found => ({ index: found.index, segment: found[0] }));

/* 0 silent, 1 speaking, 2 waiting. `turn` counts what was begun: what an older one tells is too late. */
let state = 0, turn = 0, queue = [], at = 0, spoken;

const set = next => {
  state = next;
  group.classList.toggle('on', state > 0);
  [...play.children].forEach((label, i) => { label.hidden = i !== state; });
  stop.hidden = !state;
};
const hush = () => { turn++; synth.cancel(); };
const end = () => {
  hush();
  set(0);
  CSS.highlights?.delete('spoken');
};
const show = ranges => {
  CSS.highlights?.set('spoken', new Highlight(...ranges));
  const box = ranges[0].getBoundingClientRect();
  if (box.top > innerHeight * .1 && box.bottom < innerHeight * .8) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: box.top - innerHeight / 3, behavior: isStill ? 'instant' : 'smooth' });
};
/** Say a sentence, part by part, then the next one. */
const say = (part = 0) => {
  if (at === queue.length) return end();
  const { ranges, parts } = queue[at], mine = ++turn;
  if (!part) show(ranges);
  // Held on to: browsers have dropped an utterance that nobody holds, and never told its end.
  spoken = new SpeechSynthesisUtterance(parts[part].words.trim());
  spoken.voice = parts[part].voice;
  spoken.lang = spoken.voice.lang;
  spoken.rate = rate.value;
  spoken.onend = () => {
    if (mine !== turn) return;
    if (part + 1 < parts.length) return say(part + 1);
    at++;
    say();
  };
  spoken.onerror = () => { if (mine === turn) end(); };
  synth.speak(spoken);
};
/** Begin at what is selected, else at the first sentence that begins in the window. */
const begin = () => {
  queue = sentences();
  const picked = getSelection(), range = !picked.isCollapsed && picked.getRangeAt(0);
  const found = range && text.contains(range.startContainer)
    ? queue.findIndex(({ ranges }) => ranges.some(one => one.compareBoundaryPoints(Range.START_TO_END, range) > 0))
    : queue.findIndex(({ ranges }) => ranges[0].getBoundingClientRect().top >= 0);
  at = Math.max(found, 0);
};

play.addEventListener('click', () => {
  // Pausing is not left to the engine, for some never go on: the sentence is said once more.
  if (state === 1) { hush(); return set(2); }
  if (!state) begin();
  synth.resume(); // another page may have left it paused
  set(1);
  say();
});
stop.addEventListener('click', () => { end(); play.focus(); });
rate.addEventListener('change', () => {
  postil.store('rate', rate.value, site);
  if (state !== 1) return;
  hush();
  const mine = turn; // engines lose what is said in the same breath as a cancel
  setTimeout(() => { if (mine === turn) say(); }, 150);
});
addEventListener('pagehide', end);

/* Some browsers know their voices late. */
const ready = () => { group.hidden = !voiceFor(text.lang); };
synth.onvoiceschanged = ready;
const kept = postil.store('rate', undefined, site);
if ([...rate.options].some(option => option.value === kept)) rate.value = kept;
ready();
if (group.dataset.pressed && !group.hidden) play.click(); // the press that asked for this script
})();
