"""What is asked of a build, beside what the content says."""

from datetime import date
from typing import TYPE_CHECKING

from postil.deferred import dataclass

if TYPE_CHECKING:  # a build that has nothing to do should not wait for the format
    from postil.format.settings import HandoutOptions


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a build, beside what the content says."""

    editions: tuple[str, ...] = ()
    """Instead of those of `site.yaml`."""
    also: tuple[str, ...] = ()
    """Beside those, whatever they are."""
    among: tuple[str, ...] = ()
    """Of those of `site.yaml`, these alone, and always the website; empty for all."""
    handout: "HandoutOptions | None" = None
    """Options that win over those of the articles and of the site."""
    drafts: bool = False
    """Whether drafts are made too."""
    lenient: bool = False
    """Whether an annotation that cannot be attached is left out, instead of stopping all."""
    only: frozenset[str] = frozenset()
    """The slugs whose files are wanted; empty for all."""
    today: date | None = None
    """To tell what depends on the day; nothing of that is looked at without it."""
    is_check: bool = False
    """Whether nothing is made, but everything is told."""
