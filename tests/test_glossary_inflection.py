"""Regular English inflections: what is made of a headword, and what is not."""

import pytest

from postil.anchor.inflection import inflect, spellings

REGULAR = {
    # -s
    "chain": "chains chain's chains' chained chaining",
    "drone": "drones drone's drones' droned droning",
    "news": "newses news's news'",
    "new": "news",
    "strait": "straits",
    "café": "cafés café's",
    "monarch": "monarchs",
    # -es
    "class": "classes class's classes' class' classed classing",
    "tax": "taxes taxed taxing",
    "waltz": "waltzes waltzed",
    "speech": "speeches speech's speeches'",
    "push": "pushes pushed pushing",
    "hero": "heroes heroes' hero's",
    "photo": "photos photo's photos'",
    "echo": "echoes echoed echoing",
    "radio": "radios",
    "quiz": "quizzes quizzed quizzing",
    # -ies
    "country": "countries country's countries'",
    "ally": "allies allied allying",
    "colloquy": "colloquies",
    "day": "days day's",
    "deploy": "deploys deployed deploying",
    "buy": "buys buying",
    # -ed and -ing, with dropped e
    "archive": "archives archived archiving",
    "deter": "deters deterred deterring",
    "agree": "agrees agreed agreeing",
    "dye": "dyed dyeing",
    "canoe": "canoes canoed canoeing",
    "die": "died dying dies",
    "singe": "singed singeing",
    "infringe": "infringed infringing",
    "change": "changed changing",
    # doubled consonants
    "plan": "plans planned planning",
    "stop": "stopped stopping",
    "ship": "shipped shipping ship's",
    "up": "upped upping",
    "quit": "quitting",
    "refer": "referred referring",
    "travel": "traveled travelled traveling travelling",
    "visit": "visited visiting",
    "deposit": "deposits deposited depositing",
    "focus": "focused focussed focusing focuses",
    "row": "rowed rowing",
    "fix": "fixed fixing",
    "play": "played playing",
    "form": "forms formed forming",
    "boat": "boats boated boating",
    # names and terms of several words
    "Taiwan": "Taiwan's Taiwans Taiwans'",
    "James": "Jameses James's James' Jameses'",
    "Germany": "Germanys Germany's",
    "Bush": "Bushes Bush's",
    "NATO": "NATO's",
    "UAV": "UAVs UAV's UAVs'",
}

IRREGULAR = {
    "deposit": "deposition depository",
    "form": "forme former formal forme's",
    "plan": "plane planed planing planer",
    "hop": "hope hoped hoping",
    "archive": "archival archivist archiveed",
    "deter": "deterrence deterrent deterer deterd",
    "can": "can't canned't cane",
    "country": "countrys countryes",
    "day": "daies dayes",
    "die": "dieing diing",
    "singe": "singing",
    "stop": "stoped stoping",
    "boat": "boatted",
    "row": "rowwed",
    "fix": "fixxed",
    "hero": "heroe",
    "radio": "radioes",
    "Taiwan": "Taiwaned Taiwanese Taiwaning",
    "Germany": "Germanies",
    "NATO": "NATOes NATOed",
    "mouse": "mice",
    "child": "children",
    "big": "bigger biggest",
    "quick": "quickly",
    "nation": "national",
    "strait": "straight",
}


@pytest.mark.parametrize("word", REGULAR)
def test_regular_inflections_are_made(word):
    assert [form for form in (word, *REGULAR[word].split()) if form not in inflect(word)] == []


@pytest.mark.parametrize("word", IRREGULAR)
def test_other_words_are_not(word):
    assert [form for form in IRREGULAR[word].split() if form in inflect(word)] == []


def test_a_word_comes_first_and_every_form_once():
    for word in REGULAR:
        forms = inflect(word)
        assert forms[0] == word
        assert len(set(forms)) == len(forms)


def test_only_the_last_word_changes():
    assert "supply chains" in inflect("supply chain")
    assert all(form.startswith("supply chain") for form in inflect("supply chain"))
    assert "non-red lines" in inflect("non-red line")


@pytest.mark.parametrize("term", ["賴清德", "1945", "C++", "抑止力", "대만"])
def test_what_is_no_latin_word_is_not_inflected(term):
    assert inflect(term) == [term]


def test_a_capital_is_for_the_beginning_of_sentences():
    assert dict(spellings("hero", english=True))["Heroes"] is True
    assert dict(spellings("hero", english=True))["heroes"] is False
    assert dict(spellings("Hero", english=True))["Hero"] is False
    assert "hero" not in dict(spellings("Hero", english=True))


@pytest.mark.parametrize(
    ("term", "capital"), [("état", "État"), ("ñandú", "Ñandú"), ("остров", "Остров"), ("“red”", "")]
)
def test_a_capital_of_any_script(term, capital):
    found = [form for form, at_start in spellings(term, english=False) if at_start]
    assert found == ([capital] if capital else [])


def test_in_other_languages_there_are_only_the_given_forms():
    assert spellings("Linie", english=False) == [("Linie", False)]


def test_what_folds_to_nothing_has_no_spellings():
    assert spellings("\u00ad", english=True) == []
