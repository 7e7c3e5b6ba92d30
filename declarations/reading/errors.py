"""What is raised for a document that cannot be read."""


class ReadingError(ValueError):
    """A document cannot be read. The message is one sentence for a person: what is wrong, where, what to do.

    It goes on after the document's name and a colon, so it starts with a small letter.
    """
