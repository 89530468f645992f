"""Annotation files as people write them: every style of YAML, drawn at random, for properties."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["Taiwan", "a drone", "嚇阻", "it's", "“red”", "no", "12:30", "~", "50%", "a - b", "x#y", "Ω"]
)
LINES = st.lists(st.one_of(WORDS, st.just("")), min_size=1, max_size=4)
NAMES = st.sampled_from(["quote", "note", "kind", "prefix", "id", "title", "sources", '"by"'])
REMARK = st.sampled_from(["", "  # why", " # 註"])
SECTIONS = ["glossary", "notes", "timeline", "questions", "sources"]

ANY_TEXT = st.one_of(
    WORDS,
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=30),
    st.text(st.sampled_from(list("ab:#-'\"\\ \n\t{}[],&*!|>%@`?~嚇")), max_size=20),
)
VALUES = st.recursive(
    ANY_TEXT | st.integers(0, 99) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.dictionaries(
    st.sampled_from(["quote", "note", "kind", "prefix", "suffix", "occurrence", "more", "by"]),
    VALUES,
    min_size=1,
    max_size=4,
)


@st.composite
def scalars(draw: st.DrawFn, pad: str) -> str:
    """A field's value, with the lines below it; `pad` is what a deeper line begins with."""
    style = draw(
        st.sampled_from(["plain", "double", "single", "|", ">", "many", "flow", "", "lists"])
    )
    word = draw(WORDS)
    if style == "double":
        return '"' + draw(WORDS) + f'\\n: {word}"' + draw(REMARK)
    if style == "single":
        return f"'{word.replace(chr(39), chr(39) * 2)} # no remark'" + draw(REMARK)
    if style in ("|", ">"):
        chomp = draw(st.sampled_from(["", "-", "+"]))
        lines = ["# no remark", *draw(LINES), draw(WORDS)]
        body = "".join(f"\n{pad}{line}" if line else "\n" for line in lines)
        return style + chomp + draw(st.sampled_from(["", "  # why"])) + body
    if style == "many":
        quote = draw(st.sampled_from(["", '"', "'"]))
        return f"{quote}Two\n{pad}lines{quote}"
    if style == "flow":
        return draw(st.sampled_from(["[a, b]", "{ja: x, zh: y}", f"[a,\n{pad}b]"])) + draw(REMARK)
    if style == "lists":
        return f"\n{pad}- a\n{pad}- b: c"
    return ("" if style == "" else "Taiwan's " + word) + draw(REMARK)


@st.composite
def entries(draw: st.DrawFn, dash: str) -> str:
    """One entry in block style, its last line without a line end."""
    if draw(st.integers(0, 5)) == 0:
        return f"{dash}- {{quote: a, note: 'b, c'}}" + draw(REMARK)
    gap = draw(st.sampled_from(["-", "-", "-  ", "\n"]))
    pad = dash + (" " * 2 if gap == "\n" else " " * (len(gap) + 1))
    begin = f"{dash}-\n{pad}" if gap == "\n" else f"{dash}{gap} "
    lines = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        lines.append(f"{name}: {draw(scalars(pad + '  '))}")
        if draw(st.integers(0, 6)) == 0:
            lines.append(draw(st.sampled_from(["# a remark", ""])))
    return begin + f"\n{pad}".join(lines)


@st.composite
def sections(draw: st.DrawFn, name: str) -> str:
    """A section, in lines that each have an end."""
    style = draw(st.integers(0, 9))
    if style == 0:
        return f"{name}:" + draw(REMARK) + "\n"
    if style == 1:
        return f"{name}: [{{quote: a}}, {{quote: b, note: c}}]" + draw(REMARK) + "\n"
    if style == 2:
        return f"{name}: [\n  {{quote: a}},  # one\n  {{quote: b,\n   note: c}},\n]\n"
    if style == 3:
        return f"{name}: []" + draw(REMARK) + "\n"
    dash = draw(st.sampled_from(["", "  ", "    "]))
    between = draw(
        st.sampled_from(["\n", "\n\n", "\n\n" + dash + "# about it\n", "\n# far left\n"])
    )
    listed = draw(st.lists(entries(dash), min_size=1, max_size=3))
    return f"{name}:{draw(REMARK)}\n{between.join(listed)}\n"


@st.composite
def files(draw: st.DrawFn) -> str:
    """A whole file."""
    head = draw(st.sampled_from(["", "", "# of this file\n", "---\n", "\n\n"]))
    names = draw(st.lists(st.sampled_from(SECTIONS), max_size=3, unique=True))
    between = draw(st.sampled_from(["", "\n", "\n# next\n"]))
    text = head + between.join(draw(sections(name)) for name in names)
    text += draw(st.sampled_from(["", "", "\n", "# the end\n", "\n  # far right\n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text
