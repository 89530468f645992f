"""EDTF conformance: 327 strings from edtf-validate and python-edtf, with both parsers' verdicts.

The suite is not part of the project; POSTIL_SUITES names the folder that holds it.
"""

import json
import os
from pathlib import Path

import pytest

from postil.dates import DateError, parse_date

DECIDED = {
    # The two parsers disagree at levels 0 and 1 (or the suite names no level).
    # "Beginning sometime in" and "ending sometime in" (level 0, time interval): an end that is
    # coarser than the start, and holds it, can be after it.
    "0000-01-03/0000-01": True,
    "0000-02/0000": True,
    "2004-06-11%/2004-06~": True,
    # One end is unknown and the other open: each is allowed on either side (level 1, extended
    # interval). One of the parsers crashes.
    "/..": True,
    "../": True,
    # Qualifiers "apply to the entire date" (level 1), and nothing keeps them from one with
    # unspecified digits.
    "16XX~": True,
    "16XX%": True,
    "1XXX~": True,
    "156X~": True,
    "-01XX~": True,
    # An interval that ends before it begins is none (ISO 8601-1:2019, 3.1.1.6).
    "2012-24/2012-21": False,
    "2012-23/2012-22": False,
    "0800/-0999": False,
    "-1000/-2000": False,
    "1000/-2000": False,
    "0001/0000": False,
    "0000/-0001": False,
    # White space is no part of a date; in sets, "no spaces are allowed, anywhere" (level 2).
    " 1863-03-29": False,
    "1863-03-29 ": False,
    "[1667,1668, 1670..1672]": False,
    "{-1667,1668, 1670..1672}": False,
    "[1667, 1668, 1670..1672]": False,
    "[1760-01, 1760-02, 1760-12..]": False,
    "[1667, 1760-12]": False,
    "{1667,1668, 1670..1672}": False,
    "{1960, 1961-12}": False,
}

LEVEL_2_ACCEPTED = {
    # Unspecified digits from the right in the dates of an interval.
    "2004-06-XX/2004-07-03",
    "1984-11-12/1984-11-XX",
    "2000-12-XX/2012",
    "-2000-12-XX/2012",
    "2000-XX/2012",
    "2000-XX-XX/2012",
    "2000/2000-XX-XX",
    "198X/199X",
    "198X/1999",
    "1987/199X",
    # A qualifier after a season, which the suite has at level 1 as well (1952-23~/1953).
    "2011-23~",
}


LEVEL_2_MEANS = {
    "2004-06-XX/2004-07-03": ((2004, 6, 1), (2004, 7, 3)),
    "1984-11-12/1984-11-XX": ((1984, 11, 12), (1984, 11, 30)),
    "2000-12-XX/2012": ((2000, 12, 1), (2012, 12, 31)),
    "-2000-12-XX/2012": ((-2000, 12, 1), (2012, 12, 31)),
    "2000-XX/2012": ((2000, 1, 1), (2012, 12, 31)),
    "2000-XX-XX/2012": ((2000, 1, 1), (2012, 12, 31)),
    "2000/2000-XX-XX": ((2000, 1, 1), (2000, 12, 31)),
    "198X/199X": ((1980, 1, 1), (1999, 12, 31)),
    "198X/1999": ((1980, 1, 1), (1999, 12, 31)),
    "1987/199X": ((1987, 1, 1), (1999, 12, 31)),
    "2011-23~": ((2011, 9, 1), (2011, 11, 30)),
}


@pytest.fixture(scope="module")
def cases():
    path = Path(os.environ.get("POSTIL_SUITES") or "/nowhere", "edtf", "edtf-cases.json")
    if not path.is_file():
        message = "POSTIL_SUITES does not name a folder with edtf/edtf-cases.json"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    found = json.loads(path.read_text("utf-8"))
    assert len(found) == 327
    return found


def refusal(text):
    try:
        parse_date(text)
    except DateError as error:
        return error.message
    return ""


def verdicts(case):
    return case["edtf_validate_2.0.0"], case["python_edtf_5.0.2"]


def test_the_disagreements_are_those_that_were_decided(cases):
    disputed = {c["edtf"] for c in cases if c["level"] != 2 and len(set(verdicts(c))) > 1}
    assert disputed == set(DECIDED)


def test_disagreements_are_decided_by_the_standard(cases):
    wrong = [text for text, valid in DECIDED.items() if valid == bool(refusal(text))]
    assert wrong == []


def test_levels_0_and_1_are_accepted(cases):
    wrong = {c["edtf"]: refusal(c["edtf"]) for c in cases if c["level"] in (0, 1)}
    assert {text: message for text, message in wrong.items() if message} == {}


def test_level_2_is_accepted_or_refused_as_level_2(cases):
    texts = [c["edtf"] for c in cases if c["level"] == 2]
    assert len(texts) == 120
    assert {text for text in texts if not refusal(text)} == LEVEL_2_ACCEPTED
    assert [text for text in texts if not _accepted_or_level_2(text)] == []


def test_what_is_accepted_of_level_2_means_what_the_standard_says():
    found = {text: parse_date(text) for text in LEVEL_2_ACCEPTED}
    assert {text: (d.earliest, d.latest) for text, d in found.items()} == LEVEL_2_MEANS


def test_what_is_valid_at_no_level_given_is_accepted_or_refused_as_level_2(cases):
    texts = [c["edtf"] for c in cases if c["valid"] and c["level"] is None]
    assert [text for text in texts if not _accepted_or_level_2(text)] == []


def test_what_both_parsers_refuse_is_refused(cases):
    texts = [c["edtf"] for c in cases if not c["valid"] and c["edtf"] not in DECIDED]
    assert [text for text in texts if not refusal(text)] == []


def _accepted_or_level_2(text):
    message = refusal(text)
    return not message or ("level 2" in message and "not supported" in message)
