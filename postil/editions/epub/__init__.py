"""E-books: EPUB 3.3, one for each article and one for the whole site."""

from postil.editions.epub.edition import build_epub as build_epub
from postil.editions.epub.edition import build_whole_epub as build_whole_epub
