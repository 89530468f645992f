"""Runs of kana, Hangul or Han in a text of another script get their `lang` without asking.

What runs the other way than the text gets its `dir` too, so that nothing beside it is drawn in.
"""

from collections.abc import Iterator

from markdown_it.token import Token

from postil.scripts import direction_of, foreign_runs, has_kana


def mark_languages(tokens: list[Token], language: str, han: str) -> list[Token]:
    """Wrap foreign runs of the inline tokens in `language_open` and `language_close`.

    What the author marked with a language is left as it is; so is code.
    """
    for token in tokens:
        if token.type == "inline" and token.children:
            if not token.content.isascii():
                token.children = list(_mark(token.children, language, han))
            _turn(token.children, direction_of(language))
    return tokens


def _turn(children: list[Token], direction: str) -> None:
    for token in children:
        if token.attrs and "lang" in token.attrs:
            its_own = direction_of(str(token.attrs["lang"]))
            if its_own != direction:
                token.attrSet("dir", its_own)


def _mark(children: list[Token], language: str, han: str) -> Iterator[Token]:
    said: list[str] = []
    for i, token in enumerate(children):
        if token.type == "language_open":
            said.append(str(token.attrs["lang"]))
        elif token.type == "language_close":
            said.pop()
        elif token.type == "ruby_open" and not said:
            base, reading = children[i + 1].content, children[i + 2].content
            _name_ruby(token, base, reading, language, han)
        if token.type == "text" and not said and (i == 0 or children[i - 1].type != "ruby_open"):
            yield from _split(token, language, han)
        else:
            yield token


def _name_ruby(token: Token, base: str, reading: str, language: str, han: str) -> None:
    runs = foreign_runs(base, language, han)
    if runs:
        kana = has_kana(reading) and not language.startswith("ja")
        token.attrSet("lang", "ja" if kana else runs[0][2])


def _split(token: Token, language: str, han: str) -> Iterator[Token]:
    text, done = token.content, 0
    for start, end, spoken in foreign_runs(text, language, han):
        if start > done:
            yield _text(text[done:start], token.level)
        yield Token("language_open", "span", 1, attrs={"lang": spoken}, level=token.level)
        yield _text(text[start:end], token.level + 1)
        yield Token("language_close", "span", -1, level=token.level)
        done = end
    if not done:
        yield token
    elif done < len(text):
        yield _text(text[done:], token.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
