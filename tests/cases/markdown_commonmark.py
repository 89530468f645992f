"""The examples of CommonMark 0.31.2 that come out otherwise here, each with its reason."""

_BLOCK = "an HTML block is a paragraph of text"
_MARKDOWN = "an HTML block is a paragraph, and what looks like Markdown in it is Markdown"
_CODE = "indented HTML is code, after an HTML block too"
_TAG = "a tag in a line is text"
_INSTRUCTION = "a comment, declaration or instruction in a line is text"
_LIST = "a comment between two lists is a paragraph between them"

RAW_HTML = {
    148: _MARKDOWN,
    149: _BLOCK,
    150: _MARKDOWN,
    151: _MARKDOWN,
    152: _BLOCK,
    153: _BLOCK,
    154: _BLOCK,
    155: _MARKDOWN,
    156: _MARKDOWN,
    157: _BLOCK,
    158: _MARKDOWN,
    159: _MARKDOWN,
    160: _BLOCK,
    161: "an HTML block does not keep a fence from opening",
    162: _MARKDOWN,
    163: _MARKDOWN,
    164: _MARKDOWN,
    165: _MARKDOWN,
    166: _MARKDOWN,
    167: _BLOCK,
    168: _TAG,
    169: _BLOCK,
    170: _BLOCK,
    171: _MARKDOWN,
    172: _BLOCK,
    173: _BLOCK,
    174: _BLOCK,
    175: _BLOCK,
    176: _MARKDOWN,
    177: _MARKDOWN,
    178: _MARKDOWN,
    179: _BLOCK,
    180: _BLOCK,
    181: _BLOCK,
    182: "an HTML block ends at a blank line; what is indented after it is code",
    183: _CODE,
    184: _CODE,
    185: _BLOCK,
    186: _MARKDOWN,
    187: _TAG,
    188: _BLOCK,
    189: _MARKDOWN,
    190: _BLOCK,
    191: _CODE,
    201: _TAG,
    308: _LIST,
    309: _LIST,
    491: _TAG,
    494: _TAG,
    613: _TAG,
    614: _TAG,
    615: _TAG,
    616: _TAG,
    617: _TAG,
    623: _TAG,
    625: _INSTRUCTION,
    626: _INSTRUCTION,
    627: _INSTRUCTION,
    628: _INSTRUCTION,
    629: _INSTRUCTION,
    642: _TAG,
}
"""Raw HTML is shown as text: every tag of these sources can be read on the page."""

MARKDOWN_IN_TAGS = {
    21: ("a backslash escapes", "<p>&lt;a href=&quot;/bar/)&quot;&gt;</p>\n"),
    31: ("an entity is a character", "<p>&lt;a href=&quot;öö.html&quot;&gt;</p>\n"),
    344: (
        "a backtick opens code",
        "<p>&lt;a href=&quot;<code>&quot;&gt;</code></p>\n",
    ),
    475: (
        "an asterisk closes emphasis",
        "<p><em>&lt;img src=&quot;foo&quot; title=&quot;</em>&quot;/&gt;</p>\n",
    ),
    476: (
        "asterisks close strong emphasis",
        "<p><strong>&lt;a href=&quot;</strong>&quot;&gt;</p>\n",
    ),
    477: (
        "underscores close strong emphasis",
        "<p><strong>&lt;a href=&quot;</strong>&quot;&gt;</p>\n",
    ),
    524: (
        "a bracket and a target make a link",
        '<p><a href="baz">foo &lt;bar attr=&quot;</a>&quot;&gt;</p>\n',
    ),
    536: (
        "a bracket and a reference make a link",
        '<p><a href="/uri">foo &lt;bar attr=&quot;</a>&quot;&gt;</p>\n',
    ),
    630: ("an entity is a character", "<p>foo &lt;a href=&quot;ö&quot;&gt;</p>\n"),
    631: ("a backslash escapes", "<p>foo &lt;a href=&quot;*&quot;&gt;</p>\n"),
    643: ("a backslash breaks the line", "<p>&lt;a href=&quot;foo<br />\nbar&quot;&gt;</p>\n"),
}
"""As a tag is text, what stands in it is Markdown."""

LINE_BREAKS = {
    218: "a quotation that holds only a definition",
    239: "an empty quotation",
    240: "a quotation of empty lines",
}
"""markdown-it writes no line feed into an empty quotation."""
