"""Tongues: words of several languages in one line, each with its `lang`."""

from markupsafe import Markup

from postil.render.escaping import as_html, escaped
from postil.scripts import can_bear_ruby, foreign_runs, has_kana

_CJK = ("zh", "yue", "lzh", "nan", "hak", "ja", "ko")


def mark_runs(text: str, language: str, han: str = "zh-Hant") -> Markup:
    """A line as HTML in which runs of kana, Hangul or Han of another language say theirs.

    `language` is that of the line, `han` that of Han characters in it. In a line that holds
    kana, Han is Japanese: unlike a whole text, a line is seldom in three languages.
    """
    if isinstance(text, Markup):
        return text
    if text.isascii():
        return as_html(escaped(text))
    if has_kana(text) and language.partition("-")[0] not in _CJK:
        han = "ja"
    out, done = [], 0
    for start, end, spoken in foreign_runs(text, language, han):
        run = f'<span lang="{escaped(spoken)}">{escaped(text[start:end])}</span>'
        out += [escaped(text[done:start]), run]
        done = end
    return as_html("".join([*out, escaped(text[done:])]))


def language_of_reading(reading: str, language: str) -> str:
    """What language tag a reading has: `ja-Latn` for romaji, `` where it needs none."""
    if not reading or not language or can_bear_ruby(reading):
        return ""
    return f"{language.partition('-')[0]}-Latn"
