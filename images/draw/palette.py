"""The colours and text sizes that all teaching pictures share."""

# Okabe-Ito hues, darkened until text and thin lines in them stand out on white.
INK = "#222222"
GREY = "#595959"
RULE = "#9AA0A6"
MIST = "#F1F3F4"
WHITE = "#FFFFFF"

QUERY = "#0068A5"
KEY = "#B94700"
VALUE = "#00755A"
ATTENTION = "#7B3F8C"

FRUIT = "#A86B00"
DEVICE = "#1F78A8"

TINTS = {
    QUERY: "#DCECF7",
    KEY: "#FCE5D6",
    VALUE: "#D6F0E6",
    ATTENTION: "#EFE3F3",
    FRUIT: "#FDF0CF",
    DEVICE: "#DDF0FA",
    GREY: MIST,
}

# One letter names a colour inside text markup: "<q>query</>".
MARKS = {"q": QUERY, "k": KEY, "v": VALUE, "a": ATTENTION, "f": FRUIT, "d": DEVICE, "g": GREY}

# All sizes are pixels on the 960 x 700 slide.
SMALLEST = 17.0
SMALL = 18.0
BODY = 20.0
LARGE = 24.0
TITLE = 28.0


def tint(colour: str) -> str:
    """Return the pale background that belongs to a colour."""
    return TINTS[colour]


def blend(colour: str, share: float) -> str:
    """Mix a colour into white: share 0 gives white, share 1 the colour itself."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [round(255 + (channel - 255) * share) for channel in channels]
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
