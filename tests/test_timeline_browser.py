"""Timelines in a real browser: what is drawn where, when it shows, and where links lead."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from test_dates_words import WORDS

import postil

ARTICLE = "---\ntitle: {0}\n---\n\nIt was seen in 1735 and later.\n"
TIMELINES = {
    "outlier": ["-0499", *(f"2020-{month:02}-1{month % 7}" for month in range(1, 13))],
    "kinds": [
        "../1868",
        "1600/1868",
        "1854-03-31",
        "19XX",
        "1937/1945",
        "1945/..",
        "1952?",
        "/1972",
        "1964~/",
        "1995%",
    ],
    "years": [f"{year}" for year in range(1990, 2024)],
    "days": ["1945-08-06", "1945-08-09", "1945-08-15", "1945-08-20~", "1945-08-28/1945-09-02"],
    "months": ["2020-06-10", "2020-09-01", "2020-12-20"],
    "ages": ["Y-4540000000~", "Y-541000000~", "Y-66000000", "-9600?", "1859", "2020"],
    "words": [text for text in WORDS if "T" not in text][:60],
}
LANGUAGES = ["en", "ar"]


@pytest.fixture(scope="module", params=LANGUAGES)
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("timelines")
    for slug, dates in TIMELINES.items():
        article = folder / "content" / slug
        article.mkdir(parents=True)
        (article / "article.md").write_text(ARTICLE.format(slug), encoding="utf-8")
        events = [f'  - {{date: "{date}", event: "{slug} {i}"}}' for i, date in enumerate(dates)]
        notes = "\n".join(["timeline:", *events])
        (article / "notes.yaml").write_text(notes, encoding="utf-8")
    (folder / "content" / "site.yaml").write_text(f"language: {request.param}\n")
    outcome = postil.build(postil.Project(folder / "content", folder / "site"))
    assert outcome.is_good, outcome.diagnostics
    return folder / "site"


BOXES = """() => [...document.querySelectorAll('.strip text')].map(text => {
    const mark = text.previousElementSibling.matches('rect, path:not(.axis)')
        ? text.previousElementSibling.getBoundingClientRect() : null;
    const box = text.getBoundingClientRect();
    return {words: text.textContent, box: [box.left, box.right, box.top, box.bottom],
            mark: mark && [mark.left, mark.right, mark.top, mark.bottom]};
})"""


def apart(one: list[float], other: list[float]) -> bool:
    return (
        one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 1 or other[3] <= one[2] + 1
    )


@pytest.mark.parametrize("width", [640, 1440])
def test_labels_do_not_touch_and_numbers_stand_in_their_marks(
    browser: Any, site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    drawn = 0
    for slug in TIMELINES:
        page.goto((site / slug / "index.html").as_uri())
        if not page.locator(".strip").count():
            continue
        drawn += 1
        found = page.evaluate(BOXES)
        labels = [item for item in found if not item["mark"]]
        assert labels
        for item in found:
            left, right, top, bottom = item["box"]
            if item["mark"]:
                outer = item["mark"]
                assert outer[0] <= left < right <= outer[1], (slug, item)
                assert outer[2] <= top + 2 < bottom - 2 <= outer[3], (slug, item)
            else:
                assert 0 <= left < right <= width, (slug, item)
        for one, other in combinations(labels, 2):
            assert apart(one["box"], other["box"]), (slug, one, other)
        for one, other in combinations([item["mark"] for item in found if item["mark"]], 2):
            assert apart(one, other), (slug, one, other)
    assert drawn >= 5
    page.close()


@pytest.mark.parametrize(("width", "shows"), [(390, False), (560, False), (640, True)])
def test_the_strip_needs_room(browser: Any, sample: Path, width: int, shows: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in ("lai-nippon-interview/index.html", "timeline/index.html"):
        page.goto((sample / "site" / path).as_uri())
        assert page.locator(".strip svg").is_visible() == shows
        assert page.locator(".events > li").first.is_visible()
    page.close()


def test_the_strip_stands_above_the_list_where_there_is_room(browser: Any, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for path in ("lai-nippon-interview/index.html", "timeline/index.html"):
        page.goto((sample / "site" / path).as_uri())
        head, strip, first = (
            page.locator(f"{selector} >> nth=0").bounding_box()
            for selector in (".badges", ".strip", ".events > li")
        )
        assert head["y"] + head["height"] <= strip["y"]
        assert strip["y"] + strip["height"] <= first["y"]
    page.close()


COLOURS = """() => {
    const colour = (element, name) => getComputedStyle(element)[name];
    const [certain] = document.querySelectorAll('.strip .certain');
    const [about] = document.querySelectorAll('.strip .about');
    const [label] = document.querySelectorAll('.strip .axis + text');
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    return {
        number: [colour(certain.nextElementSibling, 'fill'), colour(certain, 'fill')],
        open: [colour(about.nextElementSibling, 'fill'), colour(about, 'fill')],
        outline: [colour(about, 'stroke'), paper],
        label: [colour(label, 'fill'), paper],
        axis: [colour(document.querySelector('.strip .axis'), 'stroke'), paper],
    };
}"""


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (int(part) / 255 for part in colour.strip("rgb()").split(",")[:3])
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_strip_can_be_seen(browser: Any, sample: Path, scheme: str, forced: str) -> None:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme=scheme, forced_colors=forced
    )
    page = context.new_page()
    page.goto((sample / "site" / "lai-nippon-interview" / "index.html").as_uri())
    found = page.evaluate(COLOURS)
    assert found["open"][1] == found["label"][1]  # the paper shows through
    for name, (one, other) in found.items():
        bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (name, one, other)
    context.close()


def test_the_strip_prints_in_black(browser: Any, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900}, color_scheme="dark")
    page.emulate_media(media="print")
    page.goto((sample / "site" / "lai-nippon-interview" / "index.html").as_uri())
    assert page.locator(".strip svg").is_visible()
    found = page.evaluate(COLOURS)
    assert found["number"] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert found["open"] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.close()


def test_an_event_and_its_words_lead_to_each_other(browser: Any, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((sample / "site" / "lai-nippon-interview" / "index.html").as_uri())
    event = page.locator("#event-surrender-announced")
    for link, target in ((".back", "ref-surrender-announced"), ("a[href^='#p']", "p3")):
        event.locator(link).click()
        assert page.url.endswith(f"#{target}")
        assert page.evaluate("document.querySelector(':target').id") == target
        assert page.locator(":target").is_visible()
    page.goto(page.url.partition("#")[0] + "#note-surrender-announced")
    page.locator("#note-surrender-announced a[href='#event-surrender-announced']").click()
    assert page.evaluate("document.querySelector(':target').id") == "event-surrender-announced"
    page.close()


def test_the_sites_timeline_leads_to_each_event(browser: Any, sample: Path) -> None:
    page = browser.new_page()
    page.goto((sample / "site" / "timeline" / "index.html").as_uri())
    for link in page.locator(".events .facts a[href*='#event-']").all():
        href = link.get_attribute("href")
        other = browser.new_page()
        other.goto((sample / "site" / "timeline" / href).as_uri().replace("%23", "#"))
        assert other.locator(":target").count() == 1, href
        other.close()
    page.close()
