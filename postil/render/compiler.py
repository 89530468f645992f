"""Templates as Python: as Jinja compiles them, but that what a page puts out costs less.

A page has a thousand values and some hundred words of its own. Whatever stands between two values
is one text, and words of the page's own are asked for at once. All else is left to Jinja.
"""

from collections.abc import Iterable, Iterator, Sequence
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import escape

from postil.render.speech import NAMES


class PageCompiler(CodeGenerator):
    """Writes templates as Python; `speech` and `shown` there are those of the environment."""

    def write_commons(self) -> None:
        """What each function of a template begins with."""
        self.writeline("speech, shown = environment.speech, environment.shown")
        super().write_commons()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write what stands one after the other; what is put out at once as one."""
        super().blockvisit(_joined(nodes), frame)

    # Names and signatures are Jinja's.

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write what puts out texts and values in turn."""
        plain = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if not plain or frame.require_output_check:
            super().visit_Output(node, frame)
            return
        parts = list(self._parts(node, frame))
        if frame.buffer is None:
            self.writeline("yield (" if len(parts) == 1 else "yield concat((")
        else:
            self.writeline(f"{frame.buffer}.{'append(' if len(parts) == 1 else 'extend(('}")
        for part in parts:
            if isinstance(part, nodes.Expr):
                self.newline(part)
                self._show(part, frame)
            else:
                self.writeline(_run(part))
            self.write("" if len(parts) == 1 else ",")
        self.write(")" if len(parts) == 1 else "))")

    def _parts(self, node: nodes.Output, frame: Frame) -> Iterator[nodes.Expr | list[str]]:
        """Values, and between them texts and messages in turn, a text first and last."""
        run = [""]
        for child in node.nodes:
            message = self._message(child, frame)
            constant = None if message is not None else _constant(child, frame)
            if message is not None:
                run += [message, ""]
            elif constant is not None:
                run[-1] += constant
            else:
                if run != [""]:
                    yield run
                run = [""]
                yield child
        if run != [""]:
            yield run

    def _show(self, node: nodes.Expr, frame: Frame) -> None:
        """Write an expression as what stands in the page."""
        constant = _constant(node, frame)
        if constant is not None:
            self.write(repr(constant))
        elif self._own_words(node, frame):
            self.visit(node, frame)
        elif isinstance(node, nodes.CondExpr):
            self.write("(")
            self._show(node.expr1, frame)
            self.write(" if ")
            self.visit(node.test, frame)
            self.write(" else ")
            self._show(node.expr2 or nodes.Const(""), frame)
            self.write(")")
        elif isinstance(node, nodes.Call) and _has_only_places(node):
            loop = "_loop_vars" if frame.loop_frame else "None"
            block = "_block_vars" if frame.block_frame else "None"
            self.write("context.put(")
            self.visit(node.node, frame)
            self.write(f", {loop}, {block}")
            self.signature(node, frame)
            self.write(")")
        else:
            self.write("shown(")
            self.visit(node, frame)
            self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write what asks a value for an attribute of a name, or else for an item."""
        self.write("(found if (found := getattr((asked := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(asked, {node.attr!r}))")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Write a call. One for words of the page's own need know nothing of the page."""
        message = self._message(node, frame)
        if message is not None:
            self.write(_run(["", message, ""]))
        elif function := self._own_words(node, frame):
            self._say(function, node, frame)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _say(self, function: str, node: nodes.Call, frame: Frame) -> None:
        """Write a call for words of the page's own."""
        first, *others = node.args
        is_simple = not (others or node.dyn_args or node.dyn_kwargs)
        is_simple = is_simple and not any(iskeyword(place.key) for place in node.kwargs)
        if function == "gettext" and is_simple:
            self.write("speech.say(")
            self.visit(first, frame)
            for place in node.kwargs:
                self.write(f", {place.key}=")
                self._show(place.value, frame)
        else:
            self.write(f"speech.{function}(")
            self.visit(first, frame)
            rest = nodes.Call(node.node, others, node.kwargs, node.dyn_args, node.dyn_kwargs)
            self.signature(rest, frame)
        self.write(")")

    def _message(self, node: nodes.Node, frame: Frame) -> str | None:
        """The message that is all that a call for words of the page's own gives."""
        if self._own_words(node, frame) != "gettext":
            return None
        assert isinstance(node, nodes.Call)
        first = node.args[0]
        is_alone = not (node.args[1:] or node.kwargs or node.dyn_args or node.dyn_kwargs)
        return first.value if is_alone and isinstance(first, nodes.Const) else None

    def _own_words(self, node: nodes.Node, frame: Frame) -> str:
        """The function of `speech` that a call names; else ``."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return ""
        name = node.node.name
        if name not in NAMES or not node.args:
            return ""
        load = frame.symbols.find_load(frame.symbols.ref(name))
        return NAMES[name] if load == (VAR_LOAD_RESOLVE, name) else ""


def _has_only_places(call: nodes.Call) -> bool:
    """Whether a call names none of its values."""
    return not (call.kwargs or call.dyn_args or call.dyn_kwargs)


def _joined(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """What is put out one after the other, as one."""
    waiting: list[nodes.Output] = []
    for node in body:
        if isinstance(node, nodes.Output):
            waiting.append(node)
            continue
        yield from _one_of(waiting)
        waiting = []
        yield node
    yield from _one_of(waiting)


def _one_of(outputs: Sequence[nodes.Output]) -> Iterator[nodes.Output]:
    if outputs:
        shown = [child for node in outputs for child in node.nodes]
        yield nodes.Output(shown, lineno=outputs[0].lineno)


def _constant(node: nodes.Expr, frame: Frame) -> str | None:
    """What an expression puts out whatever the page shows; `None` where that depends."""
    try:
        return str(escape(node.as_const(frame.eval_ctx)))
    except Exception:  # as Jinja has it: whatever else goes wrong is told where it is run
        return None


def _run(parts: Sequence[str]) -> str:
    """A run of texts and messages in turn, as Python."""
    return f"speech.run{tuple(parts)!r}" if len(parts) > 1 else repr(parts[0])
