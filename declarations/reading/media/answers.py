"""What the process that reads PDF and DOCX and the one that asks it have agreed on."""

# How long a document may take to be read.
SECONDS = 8
# The first byte of an answer: the text follows, or the reason why there is none; or the memory was not enough.
READ, REFUSED, TOO_LARGE = b"T", b"R", b"M"
