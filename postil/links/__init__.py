"""Links and images: what an author's target means, and whether it may be linked to.

Allowed are http, https, mailto and tel; `#id` and `slug#id` for annotations and articles; and
files of the article's own folder. Everything else is refused by being not on this list.
"""

from postil.links.check import check_links as check_links
from postil.links.targets import Link as Link
from postil.links.targets import Refusal as Refusal
from postil.links.targets import Targets as Targets
from postil.links.targets import fragments_of as fragments_of
from postil.links.targets import link_path as link_path
from postil.links.targets import targets_of as targets_of
from postil.links.used import files_in as files_in
from postil.links.used import files_in_bodies as files_in_bodies
