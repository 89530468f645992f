"""Flashcards of the glossary: a deck for Anki, and the same as a table."""

from postil.editions.anki.edition import build_deck as build_deck
