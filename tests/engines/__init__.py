"""Real browsers behind one small seam, so that the same test asks all of them.

A test takes the fixture `engine`, which is Chromium, Firefox and WebKitGTK in turn. Each starts
once and shows one page at a time. What an engine alone can do (a page's requests, pictures of
forced colours) stays with the fixture `browser`, which is Chromium itself.
"""

from engines.chromium import Chromium
from engines.engine import Engine
from engines.firefox import Firefox
from engines.webkit import WebKit

__all__ = ["Chromium", "Engine", "Firefox", "WebKit"]
