"""E-books: EPUB 3.3, one for each article and one for the whole site."""

from postil.editions.epub.edition import build_epubs as build_epubs
