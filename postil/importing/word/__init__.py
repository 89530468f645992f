"""Word's files (.docx): words, structure, pictures; footnotes and comments become notes.

The parts of the file are opened by python-docx. Their XML is walked here, for no reader of Word
files keeps ruby, comments and footnotes together. Elements are those of ISO/IEC 29500-1,
section 17 (WordprocessingML).
"""

from postil.importing.word.reader import read_word as read_word
