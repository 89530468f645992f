"""Exceptions: what stops a command. Problems in the content are diagnostics, not these."""


class CommandError(Exception):
    """What was asked for makes no sense: exit status 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["CommandError"], tuple[str, str]]:
        """How a worker's error comes back to the process that it works for."""
        return type(self), (self.message, self.hint)


class SurroundingsError(CommandError):
    """What surrounds the content is missing or fails, no such folder for example: status 3."""
