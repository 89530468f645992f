"""The flashcards of an article that has words to learn."""

from postil.arrange.reader import ArrangedArticle
from postil.editions.anki.cards import cards_of
from postil.editions.anki.deck import deck_word, make_deck, note_type, site_title
from postil.editions.anki.table import make_table
from postil.render.last_change import last_change
from postil.render.press import Press


def build_deck(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """Its deck and table, by their paths in `site/`."""
    article = arranged.anchored.article
    cards = tuple(cards_of(press, arranged))
    if not cards:
        return {}
    name = f"{site_title(press)}::{deck_word(article.front.title)}"
    changed = last_change([article.front])
    path = f"{article.slug}/{article.slug}"
    return {
        f"{path}.apkg": make_deck(press, article.slug, name, cards, changed),
        f"{path}.tsv": make_table(name, note_type(press), cards),
    }
