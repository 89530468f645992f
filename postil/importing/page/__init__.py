"""Web pages that were saved (.html): the main text, what the page says of itself, its pictures.

lxml parses them, as it does for python-docx: no library more. trafilatura and readability find
main texts too, but lose ruby, captions, tables and notes; here every word of the main text stays.
"""

from postil.importing.page.reader import read_page as read_page
