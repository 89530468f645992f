"""Regular English inflections, made from a headword rather than guessed from the text.

A stemmer would take *deposition* for *deposit*; what is spelt out here matches nothing else.
"""

import re

from postil.anchor.folding import fold_quote

_OTHER_WORDS = {
    "added": "add",
    "singed": "singe",
    "swinged": "swinge",
    "bed": "",
    "seed": "",
    "feed": "",
    "need": "",
    "weed": "",
    "deed": "",
    "heed": "",
    "reed": "",
    "herring": "",
    "evening": "",
}
"""What the rules would make of another word, and the word whose form it is: *seed* is no form of
see, *evening* none of even."""
_LAST_WORD = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+\Z")
_NUMBERED_NAME = re.compile(r"[A-Z]\S*[0-9]\Z")  # F-16
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_CONSONANT_Y = re.compile(r"(?:[^aeiou]|qu)y\Z")
_CONSONANT_O = re.compile(r"[^aeiouy]o\Z")
_ONE_VOWEL_CONSONANT = re.compile(r"(?:[^aeiou]|qu)[aeiouy][^aeiouwxy]\Z|\A[aeiou][^aeiouwxy]\Z")
"""The last four letters tell."""
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*(?:qu)?[aeiouy]+[^aeiouy]+\Z")
_KEEPS_E = re.compile(r"(?:ee|oe|ye|\A(?:s|sw)inge)\Z")


def inflect(term: str) -> list[str]:
    """A folded term and its regular inflections, each once, the term first.

    Of the last word: -s, -es, -ies, 's, s', -ed and -ing, with dropped e and doubled consonant.
    Names (a capital at the last word) take plurals and possessives only.
    """
    match = _LAST_WORD.search(term)
    if match is None:
        plural = [f"{term}s", f"{term}'s", f"{term}s'"]
        return [term, *plural] if _NUMBERED_NAME.search(term) else [term]
    word = match[0]
    plurals = _plurals(word)
    forms = [word, *plurals, word + "'s", *[plural + "'" for plural in plurals]]
    if word.endswith("s"):
        forms.append(word + "'")
    if word.islower() and len(word) > 1:
        forms += [form for form in _verb_forms(word) if _OTHER_WORDS.get(form, word) == word]
    before = term[: match.start()]
    return list(dict.fromkeys([before + form for form in forms] if before else forms))


def _plurals(word: str) -> list[str]:
    if word.endswith("y") and word.islower() and _CONSONANT_Y.search(word):
        return [word[:-1] + "ies"]
    if word.endswith("o") and word.islower() and _CONSONANT_O.search(word):
        return [word + "s", word + "es"]  # photos, heroes
    if word.endswith("ch"):
        return [word + "es", word + "s"]  # speeches, monarchs
    if word.endswith("z") and _ONE_VOWEL_CONSONANT.search(word[-4:]):
        return [word + "es", word + "zes"]  # waltzes, quizzes
    return [word + "es" if word.endswith(_SIBILANTS) else word + "s"]


def _verb_forms(word: str) -> list[str]:
    if word.endswith("ie"):
        return [word + "d", word[:-2] + "ying"]
    if word.endswith("e"):
        keeps_it = _KEEPS_E.search(word)
        return [word + "d", (word if keeps_it else word[:-1]) + "ing"]
    if word.endswith("y") and _CONSONANT_Y.search(word):
        return [word[:-1] + "ied", word + "ing"]
    doubled = word + word[-1]
    if word[-2] in "aeiouy" and _ONE_VOWEL_CONSONANT.search(word[-4:]):
        # `planed` is the past of plane: a short word doubles its consonant, or is another word.
        if _ONE_SYLLABLE.fullmatch(word):
            return [doubled + "ed", doubled + "ing"]
        return [word + "ed", word + "ing", doubled + "ed", doubled + "ing"]
    return [word + "ed", word + "ing"]


def spellings(words: str, *, english: bool) -> list[tuple[str, bool]]:
    """What a headword or form may look like: (folded text, only at the start of a sentence)."""
    folded = fold_quote(words)
    forms = inflect(folded) if english else [folded]
    if not forms[0]:
        return []
    found = [(form, False) for form in forms]
    if folded == folded.lower() and folded[0].islower():
        capital = folded[0].upper()
        if len(capital) == 1:
            found += [(capital + form[1:], True) for form in forms]
    return found
