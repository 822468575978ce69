"""The colours and text sizes that all pictures share: those of the theme lecture in its light scheme."""

INK = "#1B1E24"
GREY = "#585E69"
RULE = "#8A9099"  # 3.2:1 on white: axes, frames and arrows that are not the point
MIST = "#F3F5F9"
WHITE = "#FFFFFF"

ATTENTION = "#0B57D0"  # the accent: what each picture is about
QUERY = "#8A2A9B"
KEY = "#9A4A00"
VALUE = "#146C2E"

FRUIT = KEY
DEVICE = "#00677A"

TINTS = {
    QUERY: "#F5E8F8",
    KEY: "#FCEBDC",
    VALUE: "#E0F2E5",
    ATTENTION: "#E3ECFC",
    DEVICE: "#DDF1F5",
    GREY: MIST,
}

# One letter names a colour inside text markup: "<q>query</>".
MARKS = {"q": QUERY, "k": KEY, "v": VALUE, "a": ATTENTION, "f": FRUIT, "d": DEVICE, "g": GREY}

# All sizes are pixels on the slide of 1280 x 720, at the widths that the deck shows the pictures in.
SMALLEST = 20.0
SMALL = 21.0
BODY = 22.0
LARGE = 27.0
TITLE = 32.0


def tint(colour: str) -> str:
    """Return the pale background that belongs to a colour."""
    return TINTS[colour]


def blend(colour: str, share: float) -> str:
    """Mix a colour into white: share 0 gives white, share 1 the colour itself."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [round(255 + (channel - 255) * share) for channel in channels]
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
