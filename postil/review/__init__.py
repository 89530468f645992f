"""The glossary under review: where its words stand, what it lacks, what it says twice. Pure."""

from postil.review.findings import Twice, said_twice, unused
from postil.review.suggest import Counted, Suggestion, count_words, suggest
from postil.review.uses import (
    ArticleUses,
    Reviewed,
    SharedWords,
    State,
    Use,
    gather,
    review,
    review_article,
)

__all__ = [
    "ArticleUses",
    "Counted",
    "Reviewed",
    "SharedWords",
    "State",
    "Suggestion",
    "Twice",
    "Use",
    "count_words",
    "gather",
    "review",
    "review_article",
    "said_twice",
    "suggest",
    "unused",
]
