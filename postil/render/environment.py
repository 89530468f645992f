"""Jinja as our templates need it, without what it asks anew of every value and every call.

A page has a thousand values and some hundred calls. What they give is the same to the byte.
"""

from functools import cache
from types import FunctionType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from postil.render.escaping import escaped


def _shown(value: object) -> str:
    """A value as it stands in a page: escaped, unless it is HTML already."""
    if type(value) is Markup:
        return value
    return escaped(value) if type(value) is str else escape(value)


class _Generator(CodeGenerator):
    """Writes templates as Python; what they put out goes through `_shown`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            assert finalize.src is None
            self.write("environment.shown(")


_PLAIN = (FunctionType, type(cache(escape)))


class _Context(Context):
    """Calls macros and functions that want to know nothing of the page."""

    def call(self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(__obj)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class PageEnvironment(Environment):
    """The environment of all templates: what they put out is escaped, what is missing told."""

    code_generator_class = _Generator
    context_class = _Context
    shown = staticmethod(_shown)

    def __init__(self, loader: BaseLoader, compiled: BytecodeCache | None = None) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            bytecode_cache=compiled,
        )
