"""The offline bundle: the site in one zip that opens from a USB stick."""

import io
import zipfile
from collections.abc import Mapping

from postil.render.metadata import page_metadata
from postil.render.pages import card_view
from postil.render.press import Press
from postil.render.safety import policy

_SMALLEST_STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip cannot be older. No clock is asked, so that the same site gives the same zip."""
_PLAIN_FILE = 0o644 << 16


def bundle_name(press: Press) -> str:
    """The zip's name in `site/`."""
    return f"{press.site.library.config.slug}.zip"


def build_bundle(press: Press, files: Mapping[str, bytes]) -> bytes:
    """The zip of these files of the site, with licences and a file to start from."""
    folder = press.site.library.config.slug
    meta = page_metadata(press.site, "index.html")  # the page that it leads to
    extra = {
        "START.html": press.render("start.html.jinja", "START.html", meta=meta, policy=policy()),
        "LICENCES.txt": _licences(press).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, data in sorted({**files, **extra}.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _SMALLEST_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = _PLAIN_FILE
            zipped.writestr(entry, data, compresslevel=9)
    return packed.getvalue()


def _licences(press: Press) -> str:
    """The licences of all that is in the zip, in the words of the pages' own imprints."""
    config, translate = press.site.library.config, press.theme.translate
    lines = [translate("Licences"), "========", ""]
    if config.licence and config.author:
        said = {"author": config.author, "licence": config.licence}
        lines += [translate("This site: %(author)s. Licence: %(licence)s.") % said, ""]
    elif config.licence:
        lines += [translate("Licence of this site: %(licence)s.") % {"licence": config.licence}, ""]
    for card in press.site.cards:
        view = card_view(card)
        lines.append(view.title)
        if view.authors:
            lines.append(
                "  "
                + translate("Text: %(authors)s.") % {"authors": translate(", ").join(view.authors)}
            )
        if view.source_url:
            source = {"source": view.source, "address": view.source_url}
            lines.append("  " + translate("After %(source)s, %(address)s.") % source)
        elif view.source:
            lines.append("  " + translate("After %(source)s.") % {"source": view.source})
        licence = view.licence or config.licence or translate("not stated")
        lines += ["  " + translate("Licence: %(licence)s.") % {"licence": licence}, ""]
    lines += [
        translate("The pages' layout and style sheets are part of Postil."),
        "Copyright (c) 2026 The Postil authors. MIT License.",
        "",
    ]
    return "\n".join(lines)
