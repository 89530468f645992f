"""The licences of all that is in a zip."""

from postil.render.pages import card_view
from postil.render.press import Press


def licences(press: Press) -> str:
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
