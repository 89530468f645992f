"""The glossary under review: where its words stand, what it lacks, what it says twice. Pure."""

from postil.review.findings import Twice, said_twice, unused
from postil.review.suggest import Suggestion, suggest
from postil.review.uses import Reviewed, State, Use, review

__all__ = [
    "Reviewed",
    "State",
    "Suggestion",
    "Twice",
    "Use",
    "review",
    "said_twice",
    "suggest",
    "unused",
]
