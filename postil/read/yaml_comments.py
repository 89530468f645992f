"""Comments that cut a text short: `title: Issue #1` has the value `Issue`."""

from postil.read.nodes import YamlNode, YamlText
from postil.read.yaml_hints import Problem, bare_end, changed_line, with_yaml
from postil.read.yaml_quoting import double_quote


def find_comments(text: str, start: int, end: int) -> frozenset[int]:
    """Ends of what stands close before a comment: one blank, or a closing quotation mark."""
    found = []
    at = text.find("#", start, end)
    while at >= 0:
        before = text[max(at - 2, start) : at]
        if before[-1:] in {" ", "\t"} and not before[:1].isspace():
            found.append(at - 1)
        elif before[-1:] in {'"', "'"}:
            found.append(at)
        at = text.find("#", at + 1, end)
    return frozenset(found)


def judge_comment(text: str, value: YamlNode, *, flow: bool) -> list[Problem]:
    """Warn of the comment close after a value, if it looks like more of the text."""
    if not isinstance(value, YamlText) or not (value.plain or text[value.end] == "#"):
        return []
    at = text.find("#", value.end)
    if value.is_missing and text[at + 1 : at + 2] in {"", " ", "\n", "#"}:
        return []  # a remark where a value may follow, not a hashtag
    whole_end = bare_end(text, at + 1, flow=flow)
    start = value.start if value.text else at
    typed = value.text if value.plain else text[value.start : value.end]
    whole = typed + text[value.end : whole_end] if typed else text[at:whole_end]
    fixed = changed_line(text, start, whole_end, double_quote(whole))
    advice = "put the text in quotation marks, or two spaces before the # if it is a comment"
    message = "a comment begins inside what looks like text"
    return [Problem(at, message, with_yaml(advice, fixed), "y-006")]
