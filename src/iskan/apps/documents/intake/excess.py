"""What a picture may have too much of, as the sandbox tells it by name."""


class TooManyPixels(Exception):
    """The picture has more pixels than any telephone takes."""


class TooManyFrames(Exception):
    """The file holds more pages than may be sent."""
