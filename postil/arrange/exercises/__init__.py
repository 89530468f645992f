"""Exercises made from an article and its apparatus, and their keys.

For every edition: `make_exercises` gives what pupils get, `make_keys` what the teacher gets,
both by version. An edition needs nothing else, and a pupil's edition never calls for keys.

An `Exercise` is a kind, numbered items and, for some kinds, a bank. Its title and instruction
are words of the page, and stand in `postil.render.exercises`. Pupils answer an item

    match    with the letter of a phrase in the bank: bank[0] is a, bank[1] is b ..
    gaps     with a phrase of the bank, in the item's one `Blank`
    order    with a number from 1, the earliest
    jumble   with a number from 1, the first
    choices  by marking one of the item's choices, or true or false
    find     with the number of a paragraph
    spot     by underlining a word of the item and writing the right one

A key has one solution an item, under the item's number. Applied to the sheet it gives back the
article exactly: the bank's phrase in the gap gives the sentence, sentences in order give the
paragraph, the right word for the wrong one gives the sentence, and events in order are in order
of time.

What is drawn by lot is drawn by the seed, the version, and the words that pupils see, never by
the answer (`postil.arrange.exercises.lot`). So a sheet tells nothing of its key, is the same on
every machine, and version B is unlike version A wherever there is more than one way.
"""

from postil.arrange.exercises.check import check_exercises
from postil.arrange.exercises.making import make_exercises, make_keys
from postil.arrange.exercises.model import (
    Blank,
    Exercise,
    ExerciseKey,
    Item,
    Part,
    Phrase,
    Solution,
)
from postil.arrange.exercises.plan import Plan, plan_exercises

__all__ = [
    "Blank",
    "Exercise",
    "ExerciseKey",
    "Item",
    "Part",
    "Phrase",
    "Plan",
    "Solution",
    "check_exercises",
    "make_exercises",
    "make_keys",
    "plan_exercises",
]
