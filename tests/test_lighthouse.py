"""What Lighthouse says of an article page. Its performance is measured in `benchmarks/`."""

from pathlib import Path

from conftest import ROOT, Serve, need
from page_audit import audit, missing

CATEGORIES = ["accessibility", "best-practices", "seo"]


def test_lighthouse_finds_nothing_to_mend(sample: Path, serve: Serve) -> None:
    what = missing(ROOT)
    need(not what, what)
    url = f"{serve(sample / 'site')}/lai-nippon-interview/index.html"
    report = audit(ROOT, url, CATEGORIES)
    assert report.scores == dict.fromkeys(CATEGORIES, 100), report.failed
