"""Why a text or a message isn't taken."""


class Refused(Exception):
    """`why` is one of the line protocol's words; `at` the offset of a byte, where one is known."""

    def __init__(self, why, at=None):
        super().__init__(why)
        self.why = why
        self.at = at
