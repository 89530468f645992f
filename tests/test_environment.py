"""Our environment puts out what Jinja's own does, to the letter."""

import gc
import weakref
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, UndefinedError, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from postil.render.environment import PageEnvironment

MACROS = """
{% macro said(words, tag='b') %}<{{ tag }}>{{ words }}</{{ tag }}>{% endmacro %}
{% macro around() %}[{{ caller() }}]{% endmacro %}
{% macro many() %}{{ varargs|length }}{{ kwargs.more }}{% endmacro %}
{{ value }}|{{ said(value) }}|{{ said(tag='i', words=value) }}|{{ plain(value) }}
{% for word in [value, value] %}{{ said(word) }}{{ plain(word, loop.index) }}{% endfor %}
{% call around() %}{{ value }}{% endcall %}{{ many(1, 2, more=value) }}
{% set kept %}<u>{{ value }}</u>{% endset %}{{ kept }}{{ value ~ kept }}{{ seen() }}
{{ '<%s>'.__mod__(value) }}{% autoescape false %}{{ value }}{{ said(value) }}{% endautoescape %}
{{ value if 0 }}{{ value if 1 }}{{ '<' if value else value }}{{ (value if 0 else none) ~ 1 }}
{{ pair.left }}{{ pair.right.left }}{{ pair.keys()|list }}{{ pair.items()|length }}
{{ [pair][0].left }}
{{ _('Word') }}{{ said(_('Word')) }}{{ _('100%%') }}{{ _('%(x)s of it', x=value) }}
{% trans %}Some{% endtrans %}{% trans x=value, y=said(value) %}{{ y }}, {{ x }}{% endtrans %}
{% trans count=pair.left %}{{ count }} one{% pluralize %}{{ count }} many{% endtrans %}
{% trans class=value %}A {{ class }}{% endtrans %}
{% macro own(_) %}{{ _('x') }}{{ pgettext('c', 'More') }}{% endmacro %}{{ own(plain) }}
{{ self.part() }}{% block part %}({{ value }}){% endblock %}{{ range(3)|list }}{{ 1 < 2 }}{{ none }}
"""


class Written(str):
    """A text of another type than `str`."""

    __slots__ = ()


class Shown:
    """A value that is HTML in its own way."""

    def __html__(self) -> str:
        return "<hr>"


@pass_context
def seen(context: Context) -> str:
    """A function that asks what the page shows."""
    return f"<{context['value']}>"


def plain(value: object, number: int = 0) -> str:
    """A function that asks for nothing."""
    return f"<{value}{number}>"


def rendered(environment: Environment, value: object) -> str:
    """The template with a value, in an environment."""
    environment.globals |= {"plain": plain, "seen": seen}
    pair = {"left": 2, "right": {"left": value}, "keys": value}
    return environment.get_template("page").render(value=value, pair=pair)


def both(value: Any, template: str = MACROS) -> tuple[str, str]:
    """What ours gives, and what Jinja's."""
    loader = DictLoader({"page": template})
    theirs = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    theirs.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return rendered(PageEnvironment(loader), value), rendered(theirs, value)


@given(st.text() | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_it_shows_any_value_as_jinja_does(value: object) -> None:
    ours, theirs = both(value)
    assert ours == theirs


@pytest.mark.parametrize(
    "value",
    [
        Markup("<b>&amp;</b>"),
        Written("<i>"),
        Shown(),
        *("&", "<", ">", "'", '"'),
    ],
)
def test_it_escapes_what_is_no_html(value: object) -> None:
    ours, theirs = both(value)
    assert ours == theirs
    assert "(<i>)" not in ours


@pytest.mark.parametrize("words", ["{{ nothing }}", "{{ nothing() }}", "{{ value.nothing }}"])
def test_what_is_missing_is_told(words: str) -> None:
    with pytest.raises(UndefinedError, match="nothing"):
        rendered(PageEnvironment(DictLoader({"page": words})), "x")


def test_what_a_page_was_made_of_is_gone_with_it() -> None:
    templates = {
        "page": "{% import 'macros' as m with context %}{% include 'other' %}|{{ m.twice('a') }}",
        "other": "{% block in %}{% import 'macros' as m with context %}{{ m.said('b') }}"
        "{% endblock %}",
        "macros": "{% macro said(words) %}{{ words }}{{ value }}{% endmacro %}"
        "{% macro twice(words) %}{{ said(words) }}{{ said(words) }}{% endmacro %}",
    }
    value = Shown()
    left = weakref.ref(value)
    gc.collect()
    gc.disable()
    try:
        page = PageEnvironment(DictLoader(templates)).page("page", {"value": value})
        del value
        assert left() is None
        assert not any(isinstance(known, Macro) for known in gc.get_objects())
    finally:
        gc.enable()
    assert page == b"b<hr>|a<hr>a<hr>"
