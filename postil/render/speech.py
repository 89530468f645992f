"""Speech: the functions that templates call for words of their own, as Jinja's i18n has them.

Its own look each of them up three times over on the way, and a page has hundreds. With them, what
a page says of the language of other words.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from postil.render.escaping import as_html, escaped, shown
from postil.render.words import Words
from postil.scripts import direction_of

NAMES = {
    "_": "gettext",
    "gettext": "gettext",
    "ngettext": "ngettext",
    "pgettext": "pgettext",
    "npgettext": "npgettext",
    "tongue": "tongue",
}
"""What templates may call, by the names that they call it by."""


class Speech:
    """The pages' own words in one language, as HTML."""

    def __init__(self, words: Words, language: str) -> None:
        self._words = words
        self.tongue = cache(partial(_tongue, site=language))
        """What a tag says of the language of its words; see `_tongue`."""
        self._form = cache(lambda message: _form(words.gettext(message), message))
        self.run = cache(self._run)
        """HTML and messages in turn, put together: what stands between two values."""

    def _run(self, *parts: str) -> Markup:
        said = (self.say(part) if n % 2 else part for n, part in enumerate(parts))
        return as_html("".join(said))

    def say(self, message: str, /, **places: str) -> Markup:
        """A message, its places filled with HTML."""
        return as_html(self._form(message) % places)

    def gettext(self, message: str, /, **places: Any) -> Markup:
        """A message, its places filled."""
        return _filled(self._form(message), places)

    def ngettext(self, one: str, many: str, num: int, /, **places: Any) -> Markup:
        """A message that tells of a number of things."""
        form = _form(self._words.ngettext(one, many, num), one + many)
        return _filled(form, {"num": num, **places})

    def pgettext(self, context: str, message: str, /, **places: Any) -> Markup:
        """A message that would mean something else in another context."""
        form = _form(self._words.pgettext(context, message), message)
        return _filled(form, {"context": context, **places})

    def npgettext(self, context: str, one: str, many: str, num: int, /, **places: Any) -> Markup:
        """Both at once."""
        form = _form(self._words.npgettext(context, one, many, num), one + many)
        return _filled(form, {"context": context, "num": num, **places})


@cache
def _form(translation: str, message: str) -> str:
    """A translation as a format for HTML.

    A catalogue holds words, never markup. A percent sign in a message without places is one.
    """
    return str(escape(translation if "%" in message else translation.replace("%", "%%")))


def _filled(form: str, places: Mapping[str, object]) -> Markup:
    """Such a format with its places filled."""
    return as_html(form % {name: shown(value) for name, value in places.items()})


def _tongue(language: str, around: str = "", *, site: str) -> Markup:
    """`lang` and, where they run the other way than the words around them, `dir`.

    Those are in the language of the site, unless another is named.
    """
    its_own = direction_of(language)
    turns = its_own != direction_of(around or site)
    return as_html(f' lang="{escaped(language)}"' + (f' dir="{its_own}"' if turns else ""))
