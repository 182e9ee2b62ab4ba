"""Whether a file is a picture that the site takes."""

import warnings
from pathlib import Path

from django.conf import settings
from PIL import Image


def picture_fault(path: Path) -> str:
    """What is wrong with a picture, as the end of a sentence; empty if nothing is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                name = (picture.format or "").lower()
                picture.load()
    except FileNotFoundError:
        return "is missing"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        return f"cannot be read as an image ({type(error).__name__})"
    return "" if name in settings.WAGTAILIMAGES_EXTENSIONS else f"is an image the site does not take ({name})"
