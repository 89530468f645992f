"""Listening, in a real browser with a stand-in for its voices.

A browser without a screen has no voices. What is faked is `speechSynthesis` and
`SpeechSynthesisUtterance`, as the Web Speech API describes them: voices are given by the test,
an utterance that is to be spoken is written down, and ends when the test says so; cancelling it
tells an error, late, as browsers do. No sound, and no time, is in it. All else is real.
"""

import gzip
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE_MODULES, ROOT, Fill, need

import postil

STAND_IN = """(() => {
  const voices = [], said = [], told = [];
  let now = null;
  class Utterance { constructor(text) { this.text = text; } }
  const synth = {
    onvoiceschanged: null,
    getVoices: () => [...voices],
    speak(utterance) {
      if (now) throw Error("two at once");
      now = utterance;
      said.push([utterance.voice.name, utterance.text, Number(utterance.rate)]);
    },
    cancel() {
      told.push("cancel");
      if (now) late.push(now);
      now = null;
    },
    pause() { told.push("pause"); },
    resume() { told.push("resume"); },
  };
  const late = [];
  Object.defineProperty(window, "speechSynthesis", { value: synth });
  window.SpeechSynthesisUtterance = Utterance;
  window.device = {
    said, told,
    add(...given) {
      for (const [name, lang, localService = true] of given) {
        voices.push({ name, lang, localService, default: false });
      }
      synth.onvoiceschanged?.();
    },
    finish() { const ended = now; now = null; ended.onend(); },
    fail() { const ended = now; now = null; ended.onerror({ error: "synthesis-failed" }); },
    tellLate() {
      for (const one of late.splice(0)) {
        one.onerror({ error: "canceled" });
        one.onend();
      }
    },
    isSpeaking: () => now !== null,
  };
})();"""

TEXT = """It was the best of times. It was *the
worst* of times! "Was it?" he asked.

## The period

She read [吾輩は猫である。]{lang=ja} aloud.

- One
- Two

...
"""
NOTES = """glossary:
  - term: best
    definition: Never read this aloud.
  - term: worst of times
    definition: Nor this.
"""
SENTENCES = [
    "It was the best of times.",
    "It was the worst of times!",
    '"Was it?"',
    "he asked.",
    "The period",
    "She read 吾輩は猫である。",
    "aloud.",
    "One",
    "Two",
]
JAPANESE = """---
title: 猫
language: ja
---
{吾輩|わがはい}は{猫|ねこ}である。名前はまだ無い。どこで生れたか。

とんと見当がつかぬ。
"""

ENGLISH = "device.add(['Ann', 'en-GB'])"
SAID = "device.said.map(([, words]) => words)"
TINTED = "[...(CSS.highlights.get('spoken') || [])].map(range => range.toString()).join('')"
PLAY, STOP = "[data-listen=play]", "[data-listen=stop]"


def open_page(reader: Any, fill: Fill, voices: str = ENGLISH, slug: str = "tale") -> Any:
    content = fill(
        {
            "site.yaml": "title: Cities\nslug: cities\n",
            "tale/article.md": f"---\ntitle: A tale\n---\n{TEXT}",
            "tale/notes.yaml": NOTES,
            "cat/article.md": JAPANESE,
        }
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    page = reader.new_page()
    start(page, (content.parent / "site" / slug / "index.html").as_uri(), voices)
    return page


def start(page: Any, url: str, voices: str) -> None:
    page.add_init_script(STAND_IN)
    page.goto(url)
    if voices:
        page.evaluate(voices)
    page.evaluate("postil.load('listen.js')")
    page.locator("script[data-name='listen.js']").wait_for(state="attached")
    while not page.evaluate("!!speechSynthesis.onvoiceschanged"):
        page.wait_for_timeout(20)


def finish(page: Any, times: int = 1) -> None:
    for _ in range(times):
        page.evaluate("device.finish()")


@pytest.mark.parametrize(
    "voices",
    [
        "",
        "device.add(['Far', 'en-GB', false])",
        "device.add(['Hanako', 'ja-JP'], ['Broken', 'not a language'], ['None', ''])",
    ],
)
def test_without_a_voice_of_the_device_nothing_shows(reader: Any, fill: Fill, voices: str) -> None:
    """Voices from the network are none; nor are those for another language."""
    page = open_page(reader, fill, voices)
    assert page.locator("#listen").is_hidden()


def test_voices_may_come_late(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill, "")
    assert page.locator("#listen").is_hidden()
    page.evaluate("device.add(['Far', 'en-GB', false])")
    assert page.locator("#listen").is_hidden()
    page.evaluate(ENGLISH)
    assert page.locator("#listen").is_visible()


def test_it_reads_the_article_and_nothing_else(reader: Any, fill: Fill) -> None:
    """Sentence by sentence, in order: no number, no note, no paragraph's number."""
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    for sentence in SENTENCES:
        assert page.evaluate("device.isSpeaking()"), sentence
        tinted = page.evaluate(TINTED)
        assert " ".join(tinted.split()) == sentence
        finish(page)
    assert page.evaluate(SAID) == SENTENCES
    assert not page.evaluate("device.isSpeaking()")
    assert page.evaluate(TINTED) == ""
    assert page.locator(PLAY).inner_text() == "Listen"
    assert page.locator(STOP).is_hidden()


def test_readings_are_not_read(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill, "device.add(['Kyoko', 'ja_JP'])", "cat")
    page.locator(PLAY).click()
    finish(page, 3)
    assert page.evaluate(SAID) == [
        "吾輩は猫である。",
        "名前はまだ無い。",
        "どこで生れたか。",
        "とんと見当がつかぬ。",
    ]


def test_other_languages_have_their_own_voice_if_there_is_one(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill, "device.add(['Kyoko', 'ja-JP'], ['Ann', 'en-GB'])")
    page.locator(PLAY).click()
    finish(page, 7)
    assert page.evaluate("device.said.slice(5, 8)") == [
        ["Ann", "She read", 1],
        ["Kyoko", "吾輩は猫である。", 1],
        ["Ann", "aloud.", 1],
    ]


@pytest.mark.parametrize(
    ("language", "voices", "name"),
    [
        ("en", "['Far', 'en-US', false], ['Ann', 'en-GB']", "Ann"),
        ("en-GB", "['Sam', 'en-US'], ['Ann', 'en-GB']", "Ann"),
        ("en", "['Ann', 'en-GB'], ['Sam', 'en_US']", "Sam"),
        ("zh-Hant", "['Ting', 'zh-CN'], ['Sin', 'zh-HK'], ['Mei', 'zh-TW']", "Mei"),
        ("zh-Hant", "['Sin', 'zh-HK'], ['Ting', 'cmn-CN']", "Ting"),
        ("zh-Hant", "['Sin', 'zh-HK']", None),
        ("zh-HK", "['Mei', 'zh-TW'], ['Sin', 'yue-Hant-HK']", "Sin"),
        ("de", "['Ann', 'en-GB']", None),
        ("en-GB-oed", "['Ann', 'en-GB']", "Ann"),  # a tag that browsers do not know
    ],
)
def test_the_nearest_voice(
    reader: Any, fill: Fill, language: str, voices: str, name: str | None
) -> None:
    content = fill({"a/article.md": f"---\ntitle: A\nlanguage: {language}\n---\n好 Good.\n"})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    page = reader.new_page()
    start(page, (content.parent / "site/a/index.html").as_uri(), f"device.add({voices})")
    assert page.locator("#listen").is_visible() == bool(name)
    if name:
        page.locator(PLAY).click()
        assert page.evaluate("device.said[0][0]") == name


def test_pausing_says_the_sentence_once_more(reader: Any, fill: Fill) -> None:
    """The engine's own pause, which some never come back from, is not used."""
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    finish(page)
    page.locator(PLAY).click()
    assert not page.evaluate("device.isSpeaking()")
    assert page.locator(PLAY).inner_text() == "Go on"
    page.evaluate("device.tellLate()")
    assert page.locator(PLAY).inner_text() == "Go on", "what was cancelled tells nothing new"
    assert page.evaluate(TINTED) == "It was the\nworst of times!"
    page.locator(PLAY).click()
    page.evaluate("device.tellLate()")
    assert page.locator(PLAY).inner_text() == "Pause"
    assert page.evaluate(SAID) == [*SENTENCES[:2], SENTENCES[1]]
    finish(page)
    assert page.evaluate(SAID)[-1] == SENTENCES[2]
    assert "pause" not in page.evaluate("device.told")


def test_stop_means_stop(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    finish(page)
    page.locator(STOP).click()
    page.evaluate("device.tellLate()")
    assert not page.evaluate("device.isSpeaking()")
    assert page.evaluate(TINTED) == ""
    assert page.locator(f"{PLAY}:focus").count() == 1, "the focus is not lost with the button"
    page.locator(PLAY).click()
    assert page.evaluate(SAID)[-1] == SENTENCES[0]


def test_an_engine_that_fails_leaves_the_buttons_as_they_were(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    page.evaluate("device.fail()")
    assert page.locator(PLAY).inner_text() == "Listen"
    assert page.evaluate(TINTED) == ""


def test_leaving_the_page_ends_it(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert not page.evaluate("device.isSpeaking()")


def test_the_speed_is_heard_at_once_and_remembered(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    page.locator("#listen-rate").select_option("0.7")
    page.wait_for_timeout(10)
    while page.evaluate("device.said.length") < 2:
        page.wait_for_timeout(20)
    assert page.evaluate("device.said") == [
        ["Ann", SENTENCES[0], 1],
        ["Ann", SENTENCES[0], 0.7],
    ]
    page.goto(page.url.replace("/tale/", "/cat/"))
    page.evaluate("device.add(['Kyoko', 'ja-JP'])")
    page.evaluate("postil.load('listen.js')")
    page.locator(PLAY).click()
    assert page.evaluate("device.said[0][2]") == 0.7


def test_it_begins_at_what_is_selected(reader: Any, fill: Fill) -> None:
    page = open_page(reader, fill)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#text h2'))")
    page.locator(PLAY).click()
    assert page.evaluate(SAID) == ["The period"]


def test_it_begins_in_the_window_and_stays_in_it(reader: Any, sample: Path) -> None:
    page = reader.new_page()
    page.emulate_media(reduced_motion="reduce")
    start(page, (sample / "site/lai-nippon-interview/index.html").as_uri(), ENGLISH)
    page.evaluate("document.getElementById('p6').scrollIntoView()")
    page.evaluate(f"document.querySelector('{PLAY}').click()")
    assert page.evaluate(SAID) == ["Would the United States help to defend Taiwan?"]
    for _ in range(8):
        finish(page)
        box = page.evaluate(
            "() => { const [range] = CSS.highlights.get('spoken');"
            " return range.getBoundingClientRect().toJSON(); }"
        )
        assert 0 < box["top"] < 800
        assert page.locator(PLAY).evaluate("e => e.getBoundingClientRect().bottom") <= box["top"]


def test_without_a_segmenter_or_paint_it_still_reads(reader: Any, fill: Fill) -> None:
    reader.add_init_script("delete Intl.Segmenter; delete CSS.highlights; delete window.Highlight")
    page = open_page(reader, fill)
    page.locator(PLAY).click()
    finish(page, 5)
    assert page.evaluate(SAID)[:5] == [
        "It was the best of times.",
        "It was the worst of times!",
        '"Was it?"',
        "he asked.",
        "The period",
    ]


def test_without_speech_or_asked_nothing_shows(reader: Any, sample: Path) -> None:
    page = reader.new_page()
    page.goto((sample / "site/lai-nippon-interview/index.html").as_uri())
    assert page.locator("#listen").is_hidden()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(browser: Any, sample: Path, width: int) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    start(page, (sample / "site/lai-nippon-interview/index.html").as_uri(), ENGLISH)
    page.locator(PLAY).click()
    finish(page, 3)
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert not [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
    context.close()


def test_the_script_is_small() -> None:
    script = (ROOT / "templates/js/listen.js").read_bytes()
    assert len(gzip.compress(script, 9, mtime=0)) <= 3000
