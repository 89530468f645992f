"""Annotation files, a change to each, and what must come of it."""

from postil.entries import Add, Edit, Remove, Replace

QUOTE = {"quote": "b"}

CASES: list[tuple[str, str, Edit, str]] = [
    (
        "below the last entry, before what follows",
        "notes:\n  - quote: a\n\n# then\ntimeline:\n  - date: 1945\n",
        Add("notes", QUOTE),
        "notes:\n  - quote: a\n  - quote: b\n\n# then\ntimeline:\n  - date: 1945\n",
    ),
    (
        "at the margin, as the others",
        "notes:\n- quote: a\n",
        Add("notes", {"quote": "b", "more": True, "occurrence": 2, "by": None}),
        "notes:\n- quote: a\n- quote: b\n  more: true\n  occurrence: 2\n",
    ),
    (
        "with the dash on a line of its own, as the others",
        "notes:\n  -\n    quote: a\n",
        Add("notes", QUOTE),
        "notes:\n  -\n    quote: a\n  -\n    quote: b\n",
    ),
    (
        "with a wide gap behind the dash, as the others",
        "notes:\n-   quote: a\n",
        Add("notes", {"quote": "b", "note": "c"}),
        "notes:\n-   quote: a\n-   quote: b\n    note: c\n",
    ),
    (
        "parted by a blank line, as the others",
        "notes:\n  - quote: a\n\n  # on c\n  - quote: c\n    # so\n",
        Add("notes", QUOTE),
        "notes:\n  - quote: a\n\n  # on c\n  - quote: c\n    # so\n\n  - quote: b\n",
    ),
    (
        "in braces, as the others",
        "timeline:\n  - {date: 1945, event: War ends}\n",
        Add("timeline", {"date": "1946", "event": "Peace, at last"}),
        'timeline:\n  - {date: 1945, event: War ends}\n  - {date: 1946, event: "Peace, at last"}\n',
    ),
    (
        "in a list in brackets",
        "notes: [{quote: a}]  # short\n",
        Add("notes", QUOTE),
        "notes: [{quote: a}, {quote: b}]  # short\n",
    ),
    (
        "in a list in brackets with lines of its own",
        "notes: [\n  {quote: a},  # one\n]\n",
        Add("notes", QUOTE),
        "notes: [\n  {quote: a},\n  {quote: b},  # one\n]\n",
    ),
    ("under a name alone", "notes:", Add("notes", QUOTE), "notes:\n  - quote: b"),
    (
        "under a name with remarks",
        "notes:  # all of them\n  # first to last\n\n# end\n",
        Add("notes", QUOTE),
        "notes:  # all of them\n  # first to last\n  - quote: b\n\n# end\n",
    ),
    (
        "where the list is empty",
        "notes: []  # none yet\nglossary:\n- term: x\n",
        Add("notes", QUOTE),
        "notes:  # none yet\n- quote: b\nglossary:\n- term: x\n",
    ),
    (
        "a section that is not there",
        "glossary:\n  - term: x\n",
        Add("notes", QUOTE),
        "glossary:\n  - term: x\n\nnotes:\n  - quote: b\n",
    ),
    (
        "a section in a file without blank lines",
        "glossary:\n- term: x\nsources:\n- id: y",
        Add("notes", QUOTE),
        "glossary:\n- term: x\nsources:\n- id: y\nnotes:\n- quote: b",
    ),
    ("an empty file", "", Add("notes", QUOTE), "notes:\n  - quote: b\n"),
    ("nothing but remarks", "# a\n", Add("notes", QUOTE), "# a\nnotes:\n  - quote: b\n"),
    ("nothing but a marker", "---\n", Add("notes", QUOTE), "---\nnotes:\n  - quote: b\n"),
    (
        "a quoted name",
        '"notes":\n  - "quote": a\n',
        Add("notes", QUOTE),
        '"notes":\n  - "quote": a\n  - quote: b\n',
    ),
    (
        "several lines become a block",
        "notes:\n  - quote: a\n",
        Add("notes", {"quote": "b", "note": "One: #1\n\n- two", "by": "Ann"}),
        (
            "notes:\n  - quote: a\n  - quote: b\n    note: |-\n      One: #1\n\n      - two\n"
            "    by: Ann\n"
        ),
    ),
    (
        "texts are quoted where they must be, and no more",
        "notes:\n",
        Add(
            "notes",
            {"quote": "it's", "title": 'say "x": y', "note": "嚇阻", "by": " a", "id": "no"},
        ),
        (
            "notes:\n  - quote: it's\n    title: 'say \"x\": y'\n    note: 嚇阻\n"
            '    by: " a"\n    id: no\n'
        ),
    ),
    (
        "lists and languages",
        "glossary:\n",
        Add(
            "glossary",
            {
                "term": "b",
                "forms": ["c", "d, e"],
                "definition": {"en": "Long " * 12 + "x", "ja": "短"},
            },
        ),
        'glossary:\n  - term: b\n    forms: [c, "d, e"]\n    definition:\n      en: '
        + "Long " * 12
        + "x\n      ja: 短\n",
    ),
    (
        "the first entry goes",
        "notes:\n  # on a\n  - quote: a\n    note: x\n  # on b\n  - quote: b\n",
        Remove("notes", 0),
        "notes:\n  # on a\n  # on b\n  - quote: b\n",
    ),
    (
        "the last entry goes, with the blank line that parted it",
        (
            "notes:\n  - quote: a\n\n  - quote: b\n    note: |\n      # no remark\n\n      x\n"
            "    # its own\n\ntimeline:\n"
        ),
        Remove("notes", 1),
        "notes:\n  - quote: a\n\ntimeline:\n",
    ),
    ("the only entry goes", "notes:\n  - quote: a\n# end", Remove("notes", 0), "notes:\n# end"),
    (
        "the last line goes",
        "notes:\n  - quote: a\n  - quote: b",
        Remove("notes", 1),
        "notes:\n  - quote: a",
    ),
    (
        "an entry in brackets goes",
        "notes: [{quote: a}, {quote: b}, {quote: c}]\n",
        Remove("notes", 1),
        "notes: [{quote: a}, {quote: c}]\n",
    ),
    (
        "an entry that is no mapping goes",
        "notes:\n  - quote: a\n  - only words\n",
        Remove("notes", 1),
        "notes:\n  - quote: a\n",
    ),
    (
        "a value changes, and the remark behind it stays",
        "notes:\n  - quote:   'a'  # the word\n    note: x\n",
        Replace("notes", 0, {"quote": "b: c"}),
        'notes:\n  - quote:   "b: c"  # the word\n    note: x\n',
    ),
    (
        "several lines change to one",
        "notes:\n  - note: >-\n      one\n\n      two\n\n    quote: a\n",
        Replace("notes", 0, {"note": "three"}),
        "notes:\n  - note: three\n\n    quote: a\n",
    ),
    (
        "one line changes to several",
        "notes:\n  - note: one  # 1\n    quote: a\n",
        Replace("notes", 0, {"note": "one\ntwo\n"}),
        "notes:\n  - note: |  # 1\n      one\n      two\n    quote: a\n",
    ),
    (
        "a plain text of several lines",
        "notes:\n  - note: one\n      two\n    quote: a\n",
        Replace("notes", 0, {"note": "x"}),
        "notes:\n  - note: x\n    quote: a\n",
    ),
    (
        "an empty value is filled",
        "notes:\n  - quote:  # what\n    note: x\n",
        Replace("notes", 0, {"quote": "a"}),
        "notes:\n  - quote: a  # what\n    note: x\n",
    ),
    (
        "what narrows a quote stands below it",
        "notes:\n  - quote: a\n    note: x\n",
        Replace("notes", 0, {"prefix": "an", "by": "Ann"}),
        "notes:\n  - quote: a\n    prefix: an\n    note: x\n    by: Ann\n",
    ),
    (
        "a prefix gives way to a suffix",
        "notes:\n  - quote: a\n    prefix: an  # before\n    # then\n    note: x",
        Replace("notes", 0, {"prefix": None, "suffix": "z"}),
        "notes:\n  - quote: a\n    suffix: z\n    # then\n    note: x",
    ),
    (
        "the first field goes",
        "notes:\n  - id: x  # so\n    quote: a\n",
        Replace("notes", 0, {"id": None}),
        "notes:\n  - quote: a\n",
    ),
    (
        "all fields give way",
        "notes:\n  - id: x\n    by: y\n  - quote: b\n",
        Replace("notes", 0, {"id": None, "by": None, "quote": "a"}),
        "notes:\n  - quote: a\n  - quote: b\n",
    ),
    (
        "fields in braces",
        "notes:\n  - {id: x, quote: a, prefix: p}  # so\n",
        Replace("notes", 0, {"id": None, "quote": "b, c", "prefix": None, "by": "Ann"}),
        'notes:\n  - {quote: "b, c", by: Ann}  # so\n',
    ),
    (
        "without a blank line below a text that would take it for its own",
        "notes:\n  - quote: a\n\n  - note: |+\n      b\n",
        Add("notes", QUOTE),
        "notes:\n  - quote: a\n\n  - note: |+\n      b\n  - quote: b\n",
    ),
    (
        "the last entry goes, and the text above keeps its line end",
        "notes:\n  - note: |\n      a\n  - quote: b",
        Remove("notes", 1),
        "notes:\n  - note: |\n      a\n",
    ),
    (
        "a number in front of a remark that stands close",
        'notes:\n  - quote: a\n    occurrence: "all" # so\n',
        Replace("notes", 0, {"occurrence": 2}),
        'notes:\n  - quote: a\n    occurrence: "2" # so\n',
    ),
    (
        "an item of a list, and not the others",
        "glossary:\n- term: a\n  except:\n  # one\n  - quote: b  # so\n  - prefix: c\n  by: Ann\n",
        Replace("glossary", 0, {"prefix": "d"}, ("except", 1)),
        "glossary:\n- term: a\n  except:\n  # one\n  - quote: b  # so\n  - prefix: d\n  by: Ann\n",
    ),
    (
        "an item in brackets",
        "glossary:\n  - term: a\n    except: [{quote: b}, {quote: c, prefix: d}] # so\n",
        Replace("glossary", 0, {"suffix": "e", "prefix": None}, ("except", 1)),
        "glossary:\n  - term: a\n    except: [{quote: b}, {quote: c, suffix: e}] # so\n",
    ),
    (
        "an item of a list that is not written as one",
        "glossary: [{term: a, except: {quote: b}}]\n",
        Replace("glossary", 0, {"quote": "c"}, ("except", 0)),
        "glossary: [{term: a, except: {quote: c}}]\n",
    ),
]

REFUSED: list[tuple[str, Edit, str]] = [
    ("notes:\n\t- quote: a\n", Add("notes", QUOTE), "error in line 2"),
    ("notes:\n  - quote: a\n", Remove("notes", 1), "no entry number 2"),
    ("notes:\n  - quote: a\n", Remove("notes", -1), "no entry number"),
    ("notes: a text\n", Add("notes", QUOTE), "not a list"),
    ("- quote: a\n", Add("notes", QUOTE), "no sections"),
    ("notes:\n  - a text\n", Replace("notes", 0, QUOTE), "has no fields"),
    ("notes:\n  - quote: a\n", Replace("notes", 0, {"quote": None}), "nothing in it"),
    ("notes:\n  - quote: a\n", Replace("notes", 0, QUOTE, ("except", 0)), "no fields"),
    ("glossary:\n  - except: []\n", Replace("glossary", 0, QUOTE, ("except", 0)), "number 1"),
    ("notes:\n", Add("notes", {}), "nothing in it"),
    ("notes:\n", Add("remarks", QUOTE), "no section 'remarks'"),
    ("notes:\n", Add("notes", {"quote": "a\x00"}), "cannot be made"),
    ("notes:\n", Add("notes", {"quote": ["a", None]}), "empty value"),
]
