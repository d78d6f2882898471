"""What is raised where something cannot be done with the record."""


class RecordError(Exception):
    """Something cannot be done with the record, and nothing was changed. The text says why, and what to do."""


class RecordGoneError(OSError):
    """The file of the record was deleted or replaced while it was open: what is written now would be lost.

    An OSError, so that whoever asks whether the record can be reached takes it for what it is.
    """
