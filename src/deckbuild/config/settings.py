"""The settings of a deck: names, kinds, defaults, and what each is for; one table, from which all else is made."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from deckbuild.config.brand import BRAND
from deckbuild.config.formula_macros import FormulaMacros
from deckbuild.config.limits import LIMITS, Limits
from deckbuild.config.mapping import SETTING, Table
from deckbuild.config.metadata import People
from deckbuild.config.optional import Extra
from deckbuild.config.printing import PRINTING, Printing
from deckbuild.config.project_types import Decks, DeckUse, Extensions, Plugin, PluginUse, shipped
from deckbuild.config.reveal_options import REVEAL
from deckbuild.config.rule_settings import Level, Levels, Prefix
from deckbuild.config.sizes import Budget, BudgetSize
from deckbuild.config.value_types import Choice, File, Kind, Regex, Several, Switch, Text, Word
from deckbuild.config.variables import Variables
from deckbuild.config.variants import Variants
from deckbuild.diagnostics.source import Placed
from deckbuild.features import PIPELINE
from deckbuild.features.bibliography import STYLES
from deckbuild.markdown import highlight_js, pygments_styles
from deckbuild.themes import catalogue, vendored
from deckbuild.themes.theme import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Setting(NamedTuple):
    """One setting: its kind, what it is for in a line, and other spellings that reveal-md's users know."""

    name: str
    kind: Kind
    summary: str
    aliases: tuple[str, ...] = ()


AFTER, BEFORE = "after", "before"  # the start of reveal.js
_OF_VARIANTS = (
    Setting("title", Text(), "The title of the deck; its first heading if not set."),
    Setting("author", People(), "Who made the deck: a name, or a list of them.", ("authors",)),
    Setting("description", Text(), "What the deck is about, for the start page and for search engines."),
    Setting("language", Text(), "The language of the deck, such as en or pt-BR.", ("lang",)),
    Setting(
        "theme",
        Word(catalogue.names, "theme", files=".css", meant=vendored.theme_of),
        "A theme of ours (lecture, paper, ink, chalk) or of reveal.js, or a CSS file.",
    ),
    Setting(
        "theme_fixes",
        Switch(),
        "Mend a theme of reveal.js where it is broken: contrast, sizes, fonts; false leaves it as it is.",
    ),
    Setting("scheme", Choice(SCHEMES), "Whether a theme of ours is light, dark, or as the system of its viewer: auto."),
    Setting(
        "brand",
        BRAND,
        'Colours and fonts of a brand, in a theme of ours: `{accent: "#0b57d0", background, text, font, mono, logo}`.',
    ),
    Setting("title_slide", Switch(), "Begin with a slide of title, subtitle, author, institute and date."),
    Setting("footer", Text(), "A line at the foot of each slide, in a theme of ours; none leaves it out."),
    Setting("logo", File(), "A picture in a corner of each slide, in a theme of ours; none leaves it out."),
    Setting(
        "section_name",
        Choice(("none", "top")),
        "Whether slides have the name of their part at their top, in a theme of ours: none or top.",
    ),
    Setting(
        "highlight_theme",
        Word(pygments_styles.names, "highlight theme", meant=highlight_js.nearest_style),
        "The colours of code: a style of Pygments, or a theme of highlight.js. By default one that fits the theme.",
        ("highlightTheme",),
    ),
    Setting("code_copy", Switch(), "Put a button on each block of code that copies it."),
    Setting("code_wrap", Switch(), "Let long lines of code go on in the next line."),
    Setting("css", Several(File()), "CSS files that are added behind the theme."),
    Setting("scripts", Several(File()), "JavaScript files, or addresses of some."),
    Setting(
        "scripts_run",
        Choice((AFTER, BEFORE)),
        "Whether scripts run after the start of reveal.js, or before it, with its options as `options`.",
    ),
    Setting("favicon", File(), "The icon of the page, an image file.", ("faviconPath",)),
    Setting("reveal", REVEAL, "Any option of reveal.js, and those of your own plugins.", ("revealOptions",)),
    Setting("print", PRINTING, "How the deck is printed: `{fragments: true}` makes a page of each step."),
    Setting("plugins", Several(Plugin()), "The plugins of reveal.js: notes, search, zoom, and your own."),
    Setting(
        "shrink_images",
        Extra("images", "pillow", "PIL"),
        "Scale pictures that are larger than twice the slide down to that, as WebP.",
    ),
    Setting("embed_links", Switch(), "Put files that slides link into the page; a click saves them."),
    Setting(
        "size_budget", BudgetSize(), "The size that the deck's page may have, such as 5 MB; a larger one is an error."
    ),
    Setting("separator", Regex(), "What divides horizontal slides, a regular expression."),
    Setting("verticalSeparator", Regex(), "What divides vertical slides.", ("vertical_separator", "separatorVertical")),
    Setting("notesSeparator", Regex(), "What begins the speaker notes.", ("notes_separator", "separatorNotes")),
    Setting("keep_empty", Switch(), "Keep empty slides in the middle of a deck."),
    Setting("preprocess", File(), "The Python file whose function `preprocess` makes the text of decks ready."),
    Setting("markdown_extensions", Extensions(), "Extensions of Python-Markdown, with their options."),
    Setting(
        "features",
        Several(Word(lambda: tuple(PIPELINE), "feature")),
        "What slides may use beyond Markdown: names of features. By default all in decks of our own dialect.",
    ),
    Setting("vars", Variables(), "Variables of slides: `{course: Biology}` is what `{{ course }}` shows."),
    Setting("figures", Choice(("plain", "numbered")), "Whether figures are numbered: plain or numbered."),
    Setting("incremental", Switch(), "Show all lists item by item."),
    Setting("math", FormulaMacros(), 'Of formulas: `{macros: {"\\\\RR": "\\\\mathbb{R}"}}` are commands of your own.'),
    Setting("bibliography", Several(File()), "The works that slides cite: files in the format of BibTeX."),
    Setting(
        "csl",
        Word(lambda: STYLES, "citation style", files=".csl"),
        "How works are cited: author-date, numeric, or a file in the Citation Style Language.",
    ),
    Setting("rules", Levels(), "The severity of rules by code or name: off, info, warning or error."),
    Setting("allow", Several(Prefix()), "The beginnings of addresses on the network that are no problem."),
    Setting("limits", LIMITS, "How large files, slides and pages may get."),
    Setting("chapters", Several(File()), "The files that follow the deck's own file, in this order."),
)
# What only the files of other tools, and front matter written for them, can set.
THEIR_SETTINGS = (
    Setting("template", File(), "The page's template: mustache in reveal-md, Jinja in mkslides."),
    Setting("listing_template", File(), "The template of the list of decks.", ("listingTemplate",)),
    Setting("preprocessor", File(), "The JavaScript function through which reveal-md sends a deck's text."),
    Setting("absolute_url", Text(), "Where the deck will be on the web.", ("absoluteUrl",)),
    Setting("assets_dir", Text(), "The folder of files that settings name.", ("assetsDir",)),
)


def table(*settings: Setting) -> Table:
    """Return the mapping that says ``settings`` in YAML."""
    aliases = {alias: each.name for each in settings for alias in each.aliases}
    return Table({each.name: each.kind for each in settings}, SETTING, aliases)


VARIANTS = Setting(
    "variants",
    Variants(table(*_OF_VARIANTS)),
    "Versions of a deck, each with its own settings: `{student: {}, teacher: {title: Answers}}`.",
)
DECK_SETTINGS = (*_OF_VARIANTS, VARIANTS)
# A project names an editor and never a command, which would run on the computer of whoever serves it.
EDITORS = tuple(
    "code code-insiders codium cursor windsurf idea pycharm webstorm phpstorm rubymine goland clion rider subl zed "
    "emacsclient gvim mvim kate gedit mate notepad++ vim nvim vi nano emacs micro hx".split()
)
EDITOR = Setting("editor", Choice(EDITORS), "The editor that the live preview opens, such as code, idea or vim.")
DECKS = Setting("decks", Decks(table(*DECK_SETTINGS)), "The decks of the project by name; without it, all of slides/.")

DEFAULT_STYLE = Placed(STYLES[0])
SHIPPED_PLUGINS = tuple(map(shipped, vendored.PLUGINS))


class Settings(NamedTuple):
    """The settings of one deck, each with its default. File names know where they were written."""

    title: str = ""
    author: str = ""
    description: str = ""
    language: str = "en"
    theme: Placed = Placed("")  # empty until the deck's dialect is known: `tool_defaults.theme`
    theme_fixes: bool = True
    scheme: str = ""
    brand: Mapping[str, Placed] = MappingProxyType({})
    title_slide: bool = False
    footer: str = ""
    logo: Placed = Placed("")
    section_name: str = "top"
    highlight_theme: Placed = Placed("")
    code_copy: bool = False
    code_wrap: bool = False
    css: tuple[Placed, ...] = ()
    scripts: tuple[Placed, ...] = ()
    scripts_run: str = AFTER
    favicon: Placed = Placed("")
    reveal: Mapping[str, Any] = MappingProxyType({})
    print: Printing = Printing()
    plugins: tuple[PluginUse, ...] = SHIPPED_PLUGINS
    shrink_images: bool = False
    embed_links: bool = False
    size_budget: Budget | None = None
    separator: str = ""
    verticalSeparator: str = ""  # noqa: N815 -- reveal-md's name
    notesSeparator: str = ""  # noqa: N815 -- reveal-md's name
    keep_empty: bool = False
    preprocess: Placed = Placed("")
    markdown_extensions: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    features: tuple[Placed, ...] | None = None
    vars: Mapping[str, str] = MappingProxyType({})
    figures: str = "plain"
    incremental: bool = False
    math: Mapping[str, str] = MappingProxyType({})
    bibliography: tuple[Placed, ...] = ()
    csl: Placed = DEFAULT_STYLE
    rules: Mapping[str, Level] = MappingProxyType({})
    allow: tuple[str, ...] = ()
    limits: Limits = Limits()
    chapters: tuple[Placed, ...] = ()
    variants: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    variant: str = ""  # the one that is built, of them if there are some; empty for the whole deck
    decks: tuple[DeckUse, ...] = ()
    editor: str = ""
    tool: str = ""  # whose project or deck it is: translation.REVEAL_MD, translation.MKSLIDES, or ours
    metadata: Mapping[str, Any] = MappingProxyType({})  # what a front matter says besides
    template: Placed = Placed("")
    listing_template: Placed = Placed("")
    preprocessor: Placed = Placed("")
    absolute_url: str = ""
    assets_dir: str = ""


def resolve(*layers: Mapping[str, Any], variant: str = "") -> Settings:
    """Return the settings of ``layers``, where a later layer wins; mappings are merged name by name.

    What a layer sets for a ``variant`` of the deck wins over what it sets for all.
    """
    values: dict[str, Any] = {
        "reveal": {},
        "markdown_extensions": {},
        "metadata": {},
        "vars": {},
        "brand": {},
        "variants": {},
    }  # what a process, or JSON, can be given
    for layer in (part for each in layers for part in (each, each.get(VARIANTS.name, {}).get(variant, {}))):
        for name, value in layer.items():
            values[name] = {**values.get(name, {}), **value} if isinstance(value, dict) else value
    of_types = {"limits": Limits(**values.get("limits", {})), "print": Printing(**values.get("print", {}))}
    return Settings(**{**values, **of_types, "variant": variant})
