"""Selectors resolved by a peer's code in a real browser, on the built pages, as files.

The peer is Apache Annotator. Where it lands is compared with the runs that the page marks.
"""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cases.jsonld_articles import CASES, build_case
from conftest import NODE_MODULES, Fill, need

SLUGS = ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]

RESOLVE = """
async (annotations) => {
  const text = document.getElementById('text');
  for (const added of text.querySelectorAll('[data-apparatus]')) added.remove();

  // Every letter of the article, by its text node and offset; white space is marked by nobody.
  const letters = (range) => {
    const found = [];
    const walker = document.createNodeIterator(text, NodeFilter.SHOW_TEXT);
    for (let offset = 0, node; (node = walker.nextNode()); offset += node.length) {
      if (!range.intersectsNode(node)) continue;
      const first = node === range.startContainer ? range.startOffset : 0;
      const last = node === range.endContainer ? range.endOffset : node.length;
      for (let i = first; i < last; i++) if (node.data[i].trim()) found.push(offset + i);
    }
    return found;
  };
  const matcher = {
    TextQuoteSelector: annotator.createTextQuoteSelectorMatcher,
    TextPositionSelector: annotator.createTextPositionSelectorMatcher,
  };
  const told = [];
  for (const { id, targets } of annotations) {
    const marked = new Set();
    for (const run of text.querySelectorAll(`[data-annotation~="${CSS.escape(id)}"]`)) {
      const range = document.createRange();
      range.selectNodeContents(run);
      for (const letter of letters(range)) marked.add(letter);
    }
    for (const type of Object.keys(matcher)) {
      const reached = new Set();
      const places = [];
      for (const selectors of targets) {
        const selector = selectors.find((s) => s.type === type);
        const ranges = [];
        for await (const range of matcher[type](selector)(text)) ranges.push(range);
        for (const range of ranges) for (const letter of letters(range)) reached.add(letter);
        places.push(ranges.map(String));
      }
      const same = marked.size === reached.size && [...marked].every((l) => reached.has(l));
      told.push({ id, type, places, same, marked: marked.size });
    }
  }
  return told;
}
"""


@pytest.fixture(scope="module")
def annotator() -> str:
    """The peer's code as one script."""
    need((NODE_MODULES / "esbuild").is_dir(), "no esbuild: install npm, then python3 start.py test")
    peer = NODE_MODULES / "@apache-annotator" / "dom"
    need(peer.is_dir(), "no Apache Annotator: install npm, then python3 start.py test")
    command = [NODE_MODULES / ".bin" / "esbuild", "--bundle", "--global-name=annotator"]
    made = subprocess.run(
        command,
        cwd=NODE_MODULES.parent,
        input='export * from "@apache-annotator/dom";',
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout


def resolve(browser: Any, annotator: str, folder: Path) -> list[dict[str, Any]]:
    """Where the peer lands, for every annotation of an article."""
    collection = json.loads((folder / "annotations.jsonld").read_text(encoding="utf-8"))
    asked = []
    for item in collection["first"]["items"]:
        target = item["target"]
        targets = target if isinstance(target, list) else [target]
        note = unquote(item["id"].partition("#note-")[2])
        asked.append({"id": note, "targets": [t["selector"] for t in targets]})
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.add_script_tag(content=annotator)
    told: list[dict[str, Any]] = page.evaluate(RESOLVE, asked)
    context.close()
    exact = {a["id"]: [s[0]["exact"] for s in a["targets"]] for a in asked}
    for one in told:
        assert one["marked"], one
        assert one["places"] == [[words] for words in exact[one["id"]]], one
        assert one["same"], one
    return told


@pytest.mark.parametrize("slug", SLUGS)
def test_a_peer_lands_on_what_is_marked(
    browser: Any, annotator: str, sample: Path, slug: str
) -> None:
    assert len(resolve(browser, annotator, sample / "site" / slug)) > 20


@pytest.mark.parametrize("name", CASES)
def test_a_peer_lands_on_what_is_marked_in_a_hostile_text(
    browser: Any, annotator: str, fill: Fill, name: str
) -> None:
    folder = build_case(fill, name)
    assert resolve(browser, annotator, folder)
