"""The preview: a small web server for the author alone, which follows every change.

It listens on the loopback address only and takes nothing on trust: other sites that the same
browser shows must neither read the pages, drafts among them, nor make the server do anything.
"""

from postil.serve.session import serve

__all__ = ["serve"]
