"""What is chosen step by step: sentences as the page shows them, begun where it is meant."""

from typing import Any

from pointed import FILES, Open, edit
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served


def chosen(page: Any) -> str:
    return str(page.locator("[data-part=tool-words]").inner_text())


def test_a_new_line_in_the_source_ends_no_sentence(open_page: Open, served: Served) -> None:
    broken = FILES["one/article.md"].replace("Marta saw it.", "Marta\nsaw it. It\nwent.")
    served.save("one/article.md", f"{broken}\n    two\n    lines\n")
    served.get_when("/one/", lambda page: "went." in page)
    page = open_page()
    page.get_by_role("button", name="Choose words").click()
    said = []
    for _ in range(3):
        said.append(chosen(page))
        page.get_by_role("button", name="Sentence ›").click()
    assert said == [
        "“The tram left.”",
        "“The last tram left the depot at midnight, and Marta saw it.”",
        "“It went.”",
    ]
    for _ in range(20):
        page.get_by_role("button", name="Sentence ›").click()
    assert chosen(page) == "“lines”", "lines of code are shown as lines"


def test_other_words_begin_at_the_present_ones(open_page: Open) -> None:
    page = open_page()
    edit(page, "marta")
    page.get_by_role("button", name="Other words").click()
    assert chosen(page) == "“Marta”"
    page.keyboard.press("Shift+ArrowRight")
    assert chosen(page) == "“Marta saw”"


def test_what_is_chosen_is_seen_on_a_narrow_screen(open_page: Open, served: Served) -> None:
    more = "\n\n".join(f"Paragraph {n} is about nothing at all." for n in range(9))
    served.save("one/article.md", f"{FILES['one/article.md']}\n{more}\n")
    served.get_when("/one/", lambda page: "Paragraph 8" in page)
    page = open_page(width=390, height=664)
    page.get_by_role("button", name="Choose words").click()
    for _ in range(14):
        room = page.evaluate(
            """() => {
              const boxes = [...CSS.highlights.get('pd-chosen')]
                .map(range => range.getBoundingClientRect());
              const bar = document.querySelector('.pd-bar').getBoundingClientRect();
              return [boxes[0].top, bar.top - boxes.at(-1).bottom];
            }"""
        )
        assert min(room) >= 0, chosen(page)
        page.get_by_role("button", name="Sentence ›").click()
    assert "Paragraph 8" in chosen(page)
