"""From the bytes of a page to its characters (HTML, section 13.2.3)."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED = re.compile(rb"""\A<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_HEAD = 4096
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-euc-jp": "euc-jp",
    "x-gbk": "gb18030",
}
"""What browsers read under a name (WHATWG Encoding)."""


def decode(data: bytes) -> tuple[str, str]:
    """The characters, and a sentence about what was guessed (empty where nothing was)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), ""
    said = _SAID.search(data[:_HEAD]) or _DECLARED.search(data)
    name = said[1].decode("ascii").lower() if said else ""
    encoding = _MEANT.get(name, name)
    if encoding.startswith("utf-16"):
        encoding = "utf-8"  # what says so in ASCII is none
    try:
        codecs.lookup(encoding)
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return _guess(data)
    if "\ufffd" in text:
        return text, f"some bytes are no characters of {name}, which the page says it is written in"
    return text, ""


def _guess(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        told = "the page does not say how its characters are written: windows-1252 was taken"
        return data.decode("cp1252", "replace"), told
