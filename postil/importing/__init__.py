"""Importing: an article's folder made of a text that somebody has, words first.

A reader (`page`, `word`) turns a file into a `Manuscript`; `markdown` writes that down, `quoting`
finds quotes for its notes, `folder` makes the article's folder. Nothing is fetched.
"""
