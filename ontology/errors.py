"""The one error a user is meant to see, shared by every layer."""


class InputError(Exception):
    """Something the user gave cannot be used; the message is one plain line that says what to do about it.

    The command line prints the message and exits with status 1; the server turns it into a problem document.
    """
