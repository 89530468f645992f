"""How fast a page of the sample is, by Lighthouse: on a phone with a slow line, and on a desktop.

    python benchmarks/lighthouse.py [PAGE ...]

Builds the sample, serves it on the loopback address and prints a table. Lighthouse slows the
network and the processor down by calculation, so that figures of two machines can be compared,
roughly. Needs Chromium, and what `start.py test` installs.
"""

import argparse
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))  # where it is not installed
sys.path.append(str(Path(__file__).parent.parent / "tests"))  # run as the tests run it

from page_audit import audit, missing

import postil

ROOT = Path(__file__).parent.parent
PAGES = ["index.html", "lai-nippon-interview/index.html", "glossary/index.html"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


class Quiet(SimpleHTTPRequestHandler):
    """Files, and nothing printed."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", metavar="PAGE", default=PAGES)
    pages = parser.parse_args().pages
    if what := missing(ROOT):
        sys.exit(what)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        assert postil.build(postil.Project(ROOT / "content", site), editions=("web",)).is_good
        handler = partial(Quiet, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print_table(f"http://127.0.0.1:{server.server_port}", pages)
            server.shutdown()


def print_table(root: str, pages: list[str]) -> None:
    """One row for each page on each device; times in milliseconds."""
    print("| page | device | perf. | access. | best pr. | SEO | FCP | LCP | blocked |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for page in pages:
        for device in ("phone", "desktop"):
            report = audit(ROOT, f"{root}/{page}", CATEGORIES, desktop=device == "desktop")
            scores = [str(report.scores[name]) for name in CATEGORIES]
            times = [f"{time:.0f}" for time in report.times.values()]
            print("|", " | ".join([page, device, *scores, *times]), "|", flush=True)


if __name__ == "__main__":
    main()
