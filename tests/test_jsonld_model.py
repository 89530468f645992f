"""The annotations keep to W3C's model, by a judge that W3C's own samples judged first.

The samples are not part of the project; POSTIL_SUITES names the folder that holds them.
"""

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from cases.jsonld_articles import CASES, build_case
from cases.web_annotation import ANNOTATION, COLLECTION, CONTEXT, PAGE_ALONE
from conftest import ROOT, Fill, need
from jsonschema import Draft202012Validator

import postil

SCHEMAS = {"AnnotationCollection": COLLECTION, "AnnotationPage": PAGE_ALONE}
GOOD_WHEN_MENDED = {
    "bad language",  # its field is misspelt (`langauage`): nothing tells of it
    "multiple identifiers",  # this is what was mended
}


def accepts(document: Any) -> bool:
    schema = SCHEMAS.get(str(document.get("type")), ANNOTATION)
    return bool(Draft202012Validator(schema).is_valid(document))


def mended(text: str) -> str:
    """A wrong sample with nothing wrong but what its label says: no stray comma, one id.

    Nearly all have both faults beside their own, and would be refused for these.
    """
    text = re.sub(r",(\s*})", r"\1", text)
    return re.sub(r'"id": \[("http://example.org/1"), [^]]*]', r'"id": \1', text)


@pytest.fixture(scope="module")
def samples() -> dict[str, str]:
    folder = Path(os.environ.get("POSTIL_SUITES") or "/nowhere", "webannotation")
    need(folder.is_dir(), "POSTIL_SUITES does not name a folder with webannotation/")
    found = sorted(folder.rglob("*.json"))
    assert len(found) > 160
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in found}


def test_the_judge_accepts_every_correct_sample(samples: dict[str, str]) -> None:
    correct = {n: json.loads(text) for n, text in samples.items() if "/correct/" in n}
    assert len(correct) > 80
    assert [name for name, document in correct.items() if not accepts(document)] == []


def test_the_judge_refuses_every_incorrect_sample(samples: dict[str, str]) -> None:
    incorrect = [t for name, t in samples.items() if "/incorrect/" in name]
    assert len(incorrect) > 75
    accepted = set()
    for text in incorrect:
        if text == "this is not json":
            continue
        document = json.loads(mended(text))
        if accepts(document):
            accepted.add(document["label"])
        with suppress(ValueError):
            assert not accepts(json.loads(text)), text
    assert accepted == GOOD_WHEN_MENDED


def resolved(document: Any, base: str) -> Any:
    """A document whose relative IRIs are resolved, as a reader of JSON-LD does."""
    if isinstance(document, list):
        return [resolved(item, base) for item in document]
    if not isinstance(document, dict):
        return document
    links = ("id", "source", "partOf", "last")
    return {
        key: urljoin(base, value)
        if key in links and isinstance(value, str)
        else resolved(value, base)
        for key, value in document.items()
    }


def faults(document: Any) -> list[str]:
    return [e.json_path for e in Draft202012Validator(COLLECTION).iter_errors(document)]


def collections(site: Path) -> dict[str, Any]:
    """The annotations of each article, by its slug."""
    return {
        file.parent.name: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(site.glob("*/annotations.jsonld"))
    }


def test_the_sample_keeps_to_the_model(sample: Path) -> None:
    found = collections(sample / "site")
    assert len(found) == 3
    for slug, document in found.items():
        assert faults(document), "a relative IRI is none yet"
        base = f"https://example.org/{slug}/annotations.jsonld"
        assert faults(resolved(document, base)) == []


def test_with_an_address_every_iri_is_absolute(tmp_path: Path) -> None:
    for file in (ROOT / "content").rglob("*"):
        if file.is_file():
            copy = tmp_path / "content" / file.relative_to(ROOT / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    config = tmp_path / "content" / "site.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"base_url: https://example.org/reader\n{text}", encoding="utf-8")
    outcome = postil.build(postil.Project(tmp_path / "content", tmp_path / "site"))
    assert outcome.is_good, outcome.diagnostics
    for slug, document in collections(tmp_path / "site").items():
        assert faults(document) == []
        assert document["id"] == f"https://example.org/reader/{slug}/annotations.jsonld"
        for item in document["first"]["items"]:
            page = f"https://example.org/reader/{slug}/"
            assert item["id"].startswith(f"{page}#note-")
            assert '"../' not in json.dumps(item["body"])


@pytest.mark.parametrize("name", CASES)
def test_hostile_texts_keep_to_the_model(fill: Fill, name: str) -> None:
    file = build_case(fill, name) / "annotations.jsonld"
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["@context"] == CONTEXT
    assert faults(resolved(document, "https://example.org/a/annotations.jsonld")) == []
