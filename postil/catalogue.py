"""The catalogue of diagnostic codes, and the one way to make a diagnostic.

A code is a letter and three digits: `f` files, `y` YAML and schema, `m` Markdown, `a` anchoring,
`t` time, `l` links, `x` safety. Codes are never reused. Each has a section in
`docs/diagnostics.md` with an example; the tests run that example.
"""

from collections.abc import Mapping
from types import MappingProxyType

from postil.diagnostics import Diagnostic, Severity
from postil.source import Position

E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        # f: files
        "f-001": (E, "a file is not UTF-8 text"),
        "f-002": (E, "a folder without an article or with two, or an article without a folder"),
        "f-003": (E, "a slug that cannot be used"),
        "f-004": (E, "two names that are one on some systems"),
        "f-005": (E, "a file or folder cannot be read"),
        "f-006": (W, "a link in the content folder is not followed"),
        "f-007": (E, "the article has no words"),
        "f-008": (E, "an image of the front matter or of site.yaml is missing"),
        "f-009": (E, "a file name that looks like one that is read"),
        "f-010": (E, "front matter in two places"),
        "f-011": (W, "YAML in a folder inside an article's"),
        "f-012": (E, "a file name that cannot be used in a site"),
        "f-013": (W, "a picture that cannot be printed"),
        "f-014": (W, "a YAML file whose name some systems cannot have"),
        # y: YAML and schema
        "y-001": (E, "the YAML is malformed"),
        "y-002": (E, "a key stands twice in a mapping"),
        "y-003": (E, "an unknown field"),
        "y-004": (E, "a required field is missing or empty"),
        "y-005": (E, "a value of the wrong kind"),
        "y-006": (W, "a comment begins inside what looks like text"),
        "y-007": (W, "an entry that says nothing"),
        "y-008": (E, "fields that do not go together"),
        "y-009": (E, "an id stands twice"),
        "y-010": (W, "two annotations would get the same id"),
        "y-011": (E, "a source that is not listed"),
        "y-012": (W, "a language that the pages' own words are not in"),
        "y-013": (W, "a text that lacks one of the site's languages"),
        "y-014": (W, "an exercise for which an article has too little"),
        "y-015": (W, "a note that names no source"),
        "y-016": (W, "a note that is too long"),
        # m: Markdown
        "m-001": (W, "braces that look like ruby or a language and are neither"),
        "m-002": (E, "an image without alternative text"),
        # a: anchoring
        "a-001": (E, "a quote that stands nowhere (lost)"),
        "a-002": (E, "a quote that stands in several places (ambiguous)"),
        "a-003": (E, "a quote whose words were changed (changed)"),
        "a-004": (W, "a quote whose surroundings were changed (moved)"),
        "a-005": (E, "an occurrence that does not exist"),
        "a-006": (E, "a prefix or suffix that fits none of several places"),
        "a-007": (E, "a passage whose last words do not follow"),
        "a-008": (W, "a glossary entry whose word does not occur"),
        "a-009": (E, "a quote that stands only inside longer words"),
        "a-010": (W, "an exception that matches nothing"),
        "a-011": (E, "a quote without words"),
        "a-012": (W, "notes so close that the text is moved apart"),
        # t: time
        "t-001": (E, "a date that cannot be read"),
        "t-002": (W, "an entry that should have been looked at again"),
        "t-003": (W, "an entry that was last known to be right long ago"),
        # l: links
        "l-001": (E, "a link to an annotation or article that does not exist"),
        "l-002": (E, "a link or image that points to no file of the article"),
        # x: safety
        "x-001": (E, "YAML beyond what is allowed: too deep or too large"),
        "x-002": (E, "a link that Postil does not make"),
        "x-003": (E, "a character that cannot be in a text"),
        "x-004": (W, "a character that turns the direction of writing"),
        "x-005": (W, "a file that can run scripts"),
        "x-006": (E, "a character that no font of the handout has"),
    }
)
"""Code → severity and what it means in a few words."""


def diagnose(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic; its severity is the catalogue's."""
    severity, _ = CATALOGUE[code]
    return Diagnostic(position, code, severity, message, hint)
