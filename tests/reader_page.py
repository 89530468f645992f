"""What tests know of a reader page, and what they ask of it: JavaScript for a real browser.

Only the ids and roles that are a contract are named here, and the two sets of switches.
"""

PAGES = [
    "index.html",
    "lai-nippon-interview/index.html",
    "glossary/index.html",
    "timeline/index.html",
    "search/index.html",
    "lai-nippon-interview/lai-nippon-interview.html",
    "404.html",
    "lai-nippon-interview/handout.html",
    "unmanned-boat/handout-b.html",
]
"""A page of each kind."""
ARTICLES = ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]

KINDS = "input[id^='show-']"
HELP = "input[name='help']"

CONTROLS = """() => [...document.querySelectorAll("#text [role='doc-noteref']")]
  .map(control => [control.id, decodeURIComponent(control.hash.slice(1))])"""
"""The controls of a page in reading order: their ids, and those of their notes."""

SHOWN = """() => [...document.querySelectorAll("#text [id^='note-']")]
  .filter(note => note.checkVisibility({visibilityProperty: true})).map(note => note.id)"""
"""The notes that can be seen without doing anything."""

UNREADABLE = """id => {
  const note = document.getElementById(id);
  if (!note) return `no ${id}`;
  if (!note.checkVisibility({opacityProperty: true, visibilityProperty: true})) return "hidden";
  const box = note.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 14);
  if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) return `out of sight at ${x}, ${y}`;
  const hit = document.elementFromPoint(x, y);
  return note.contains(hit) ? "" : `under ${hit && hit.outerHTML.slice(0, 80)}`;
}"""
"""Why a note cannot be read where the page stands now; nothing if it can."""

READABLE = f"id => ({UNREADABLE})(id) === ''"

SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")].map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.right > room + 1 || box.left < -1)
    .map(([e, box]) => `${e.tagName} ${e.className} ${box.left} to ${box.right} of ${room}`);
}"""
"""What makes a page scroll sideways."""

CLASHES = """() => {
  const box = e => [e.id || e.textContent.trim().slice(0, 30), e.getBoundingClientRect()];
  const notes = [...document.querySelectorAll("#text [id^='note-']")]
    .filter(e => e.checkVisibility()).map(box);
  const words = [...document.querySelectorAll("main :is(p, h1, h2, h3, li, dt, dd, td, th, pre)")]
    .filter(e => !e.closest("#text [id^='note-']") && e.checkVisibility()).map(box);
  const room = document.documentElement.clientWidth, found = [];
  const meet = (a, b) => a.left < b.right - .5 && b.left < a.right - .5
    && a.top < b.bottom - .5 && b.top < a.bottom - .5;
  notes.forEach(([name, one], i) => {
    if (one.left < 0 || one.right > room) found.push(`${name} leaves the page`);
    for (const [other, two] of [...notes.slice(i + 1), ...words])
      if (meet(one, two)) found.push(`${name} × ${other}`);
  });
  return found;
}"""
"""Notes that lie on each other, on words of the page, or beyond its edge."""

EVERY_CHOICE = f"""() => {{
  const kinds = [...document.querySelectorAll("{KINDS}")];
  const helps = [...document.querySelectorAll("{HELP}")];
  const counts = [], found = [];
  const look = () => {{
    const chosen = [...document.querySelectorAll(".key input")]
      .filter(input => input.checked !== input.defaultChecked).map(input => input.id);
    for (const clash of ({CLASHES})()) found.push(`${{chosen}}: ${{clash}}`);
    return ({SHOWN})().length;
  }};
  for (const help of helps) {{
    help.click();
    for (let choice = 0; choice < 2 ** kinds.length; choice++) {{
      kinds.forEach((kind, i) => {{ if (kind.checked !== !(choice & 1 << i)) kind.click(); }});
      counts.push(look());
    }}
    for (const kind of kinds) if (!kind.checked) kind.click();
  }}
  helps[0].click();
  for (const option of document.querySelectorAll(".key input")) {{
    if (kinds.includes(option) || helps.includes(option)) continue;
    option.click();
    look();
    if (option.type === "checkbox") option.click();
    else document.querySelector(`input[name='${{option.name}}']`).click();
  }}
  return [counts, found.slice(0, 12)];
}}"""
"""Make every choice of kinds and help that the key allows, then each other choice by itself; gives
how many notes each of the first left to be seen, and the clashes that any led to."""
