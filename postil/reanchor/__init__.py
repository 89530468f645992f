"""Anchors after an article was edited: what moved, changed or was lost, and the YAML to mend it.

`trail` follows a passage from an old text to a new one, `judgement` says what became of a
selector, `memory` keeps what the anchors were made on, and `command` does it for a project.
"""
