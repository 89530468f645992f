"""Jinja as our templates need it, without what it asks anew of every value and every call.

A page has a thousand values and some hundred calls. What they give is the same to the byte.
"""

from collections.abc import MutableMapping
from contextvars import ContextVar
from functools import cache
from types import FunctionType, MethodType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import escape

from postil.render.compiler import PageCompiler
from postil.render.escaping import as_html, shown
from postil.render.speech import NAMES, Speech
from postil.render.words import NO_WORDS

_PLAIN = (FunctionType, MethodType, type(cache(escape)))


class _Context(Context):
    """Calls macros and functions that want to know nothing of the page."""

    def __init__(
        self, environment: Any, parent: Any, name: Any, blocks: Any, **_globals: Any
    ) -> None:
        super().__init__(environment, parent, name, blocks)  # all templates have the same globals
        _opened.get([]).append(self)

    def call(
        self, __obj: Any, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> Any:
        kind = type(__obj)
        if kind is Macro:
            unsaid = __obj._argument_count - len(args)
            takes_more = __obj.catch_kwargs or __obj.catch_varargs or __obj.caller
            if kwargs or takes_more or unsaid < 0:
                return __obj(self.eval_ctx, *args, **kwargs)
            html = __obj._func(*args, *[missing] * unsaid) if unsaid else __obj._func(*args)
            return as_html(html) if self.eval_ctx.autoescape else html
        if kind in _PLAIN and not hasattr(__obj, "jinja_pass_arg"):
            return __obj(*args, **kwargs)
        kwargs |= {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(__obj, *args, **kwargs)

    def put(self, __obj: Any, __loop: Any, __block: Any, *args: Any) -> str:
        """What a call puts out, as it stands in the page."""
        if type(__obj) is Macro:
            unsaid = __obj._argument_count - len(args)
            takes_more = __obj.catch_kwargs or __obj.catch_varargs or __obj.caller
            if unsaid >= 0 and not takes_more:
                html: str = (
                    __obj._func(*args, *[missing] * unsaid) if unsaid else __obj._func(*args)
                )
                return html
        return shown(self.call(__obj, *args, _loop_vars=__loop, _block_vars=__block))


_opened: ContextVar[list[_Context]] = ContextVar("opened")
"""The contexts of the page that is being made."""


class PageEnvironment(Environment):
    """The environment of all templates: what they put out is escaped, what is missing told."""

    code_generator_class = PageCompiler
    context_class = _Context

    def __init__(
        self,
        loader: BaseLoader,
        compiled: BytecodeCache | None = None,
        speech: Speech | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            cache_size=-1,  # all of them: a theme has forty
            bytecode_cache=compiled,
        )
        self.shown = shown
        self.speech = speech or Speech(NO_WORDS, "en")
        self.newstyle_gettext = True
        self.globals |= {name: getattr(self.speech, called) for name, called in NAMES.items()}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows of itself, put together once: nothing comes to it later."""
        return {**self.globals, **(d or {})}

    def page(self, template: str, context: MutableMapping[str, Any]) -> bytes:
        """A page: what a template makes of its context, as UTF-8.

        Macros know their page, which knows its macros. Such circles are opened, so that all that a
        page was made of is gone with it, and Python need not look for it.
        """
        opened: list[_Context] = []
        before = _opened.set(opened)
        try:
            page = self.get_template(template)
            pieces = page.root_render_func(page.new_context(dict(context)))
            # One by one, for most are ASCII, which takes a tenth of the time.
            return b"".join([piece.encode() for piece in pieces])
        except Exception:
            self.handle_exception()
        finally:
            _opened.reset(before)
            for known in opened:
                known.vars.clear()
