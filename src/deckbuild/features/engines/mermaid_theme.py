"""How Mermaid is told to draw: its theme variables are marks for our colours, and its letters are large enough."""

from __future__ import annotations

from typing import Any

from deckbuild.features.engines.colours import mark

_HUES = 8
# Mermaid 12's names of theme variables (themes/theme-base.js), by the colours that they have here: those from which it
# takes others, so that an author who sets one sets these, too, and those that it would mix, as a mark cannot be mixed.
_COLOURS = {
    "text": (
        "primaryTextColor secondaryTextColor tertiaryTextColor textColor noteTextColor taskTextClickableColor "
        "quadrant2TextFill quadrant3TextFill quadrant4TextFill"
    ),
    "line": (
        "lineColor arrowheadColor signalColor actorLineColor vertLineColor archEdgeColor archEdgeArrowColor "
        "quadrantInternalBorderStrokeFill quadrantExternalBorderStrokeFill gridColor flowContainerStroke"
    ),
    "node": "primaryColor activationBkgColor",
    "border": (
        "primaryBorderColor secondaryBorderColor tertiaryBorderColor activationBorderColor pieStrokeColor "
        "pieOuterStrokeColor"
    ),
    "paper": (
        "background edgeLabelBackground labelBackgroundColor relationLabelBackground sequenceNumberColor "
        "commitLabelBackground altSectionBkgColor rowOdd attributeBackgroundColorOdd errorBkgColor "
        "quadrant2Fill quadrant4Fill"
    ),
    "group": (
        "secondaryColor tertiaryColor sectionBkgColor2 excludeBkgColor rowEven attributeBackgroundColorEven "
        "quadrant1Fill quadrant3Fill"
    ),
    "group-border": "clusterBorder archGroupBorderColor",
    "note": "noteBkgColor",
    "note-border": "noteBorderColor",
    "crit": "critBkgColor",
    "crit-border": "critBorderColor todayLineColor",
    "done": "doneTaskBkgColor",
    "done-border": "doneTaskBorderColor activeTaskBorderColor",
    "active": "activeTaskBkgColor",
    "hue0": "quadrantPointFill",
}
# Names with a number behind, from the first one on: the scales of colours.
_SCALES = {
    "tint": (("cScale", 0, 12), ("pie", 1, 12), ("fillType", 0, 8), ("venn", 1, 8), ("surface", 0, 5)),
    "hue": (("cScalePeer", 0, 12), ("surfacePeer", 0, 5), ("git", 0, 8)),
    "ink": (("gitBranchLabel", 0, 8),),
    "line": (("cScaleInv", 0, 12),),
    "paper": (("gitInv", 0, 8),),
}
_AXES = {
    f"{axis}Axis{part}Color": mark("text" if part in ("Title", "Label") else "line")
    for axis in "xy"
    for part in ("Title", "Label", "Tick", "Line")
}


def _scale(colour: str, first: int, count: int, name: str) -> dict[str, str]:
    numbered = colour in ("tint", "hue")
    return {f"{name}{first + at}": mark(f"{colour}{at % _HUES}" if numbered else colour) for at in range(count)}


def _variables() -> dict[str, Any]:
    """Return Mermaid's theme variables."""
    found: dict[str, Any] = {name: mark(colour) for colour, names in _COLOURS.items() for name in names.split()}
    for colour, scales in _SCALES.items():
        for name, first, count in scales:
            found |= _scale(colour, first, count, name)
    plots = ",".join(mark(f"hue{at}") for at in range(_HUES))
    texts = dict.fromkeys(("titleColor", "dataLabelColor", "legendTextColor"), mark("text"))
    found["xyChart"] = {**_AXES, **texts, "backgroundColor": "transparent", "plotColorPalette": plots}
    found["radar"] = {"axisColor": mark("line"), "graticuleColor": mark("muted")}
    sizes = {"pieTitleTextSize": "20px", "pieSectionTextSize": "16px", "pieLegendTextSize": "16px"}
    fonts = {"fontFamily": "sans-serif", "fontSize": "16px", "commitLabelFontSize": "14px", "tagLabelFontSize": "14px"}
    return {**found, **sizes, **fonts, "pieOpacity": "1", "pieStrokeWidth": "1px", "pieOuterStrokeWidth": "1px"}


_PLAIN = {"theme": "base", "look": "classic"}
_FONTS_OF_C4 = {
    f"{kind}FontSize": 16
    for each in "person system system_db system_queue container container_db container_queue component".split()
    for kind in (each, f"external_{each}")
}
_BOXES_OF_C4 = {
    f"{who}{kind}{shape}_{part}_color": mark(colour if part == "border" else tint)
    for who, colour, tint in (("", "hue0", "tint0"), ("external_", "border", "group"))
    for kind in ("person", "system", "container", "component")
    for shape in ("", "_db", "_queue")
    for part in ("bg", "border")
}
# What Mermaid writes into drawings of a kind, whatever the theme, and what takes its place.
CONSTANTS: dict[str, dict[str, str]] = {
    "C4": {"#FFFFFF": mark("text"), "#444444": mark("text"), "#000000": mark("line")},
    "classDiagram": {"font-size:11px": "font-size:14px"},
    "gantt": {"#000": mark("text"), 'font-size="10"': 'font-size="14"'},
    "journey": {
        "#FFF8DC": mark("tint2"),
        "#666": mark("line"),
        "#999": mark("border"),
        "#000": mark("line"),
        "#8FBC8F": mark("hue0"),
        "#7CFC00": mark("hue1"),
        "#00FFFF": mark("hue2"),
        "#20B2AA": mark("hue3"),
        "#B0E0E6": mark("hue4"),
        "#FFFFE0": mark("hue5"),
    },
    "sankey": {
        "#4e79a7": mark("hue0"),
        "#f28e2c": mark("hue2"),
        "#e15759": mark("hue1"),
        "#76b7b2": mark("hue5"),
        "#59a14f": mark("hue3"),
        "#edc949": mark("hue7"),
        "#af7aa1": mark("hue4"),
        "#ff9da7": mark("hue6"),
        'stroke-opacity="0.5"': 'stroke-opacity="0.35"',
    },
    "sequenceDiagram": {"#666": mark("line"), "#999": mark("border"), "#eaeaea": mark("node")},
}
_OF_KINDS: dict[str, dict[str, Any]] = {
    "flowchart": {"htmlLabels": False, "curve": "basis", "wrappingWidth": 220, "minNodeWidth": 0},
    "state": {"wrappingWidth": 220, "minNodeWidth": 0, "layout": "dagre"},
    "class": {"htmlLabels": False, "layout": "dagre"},
    "er": {"fontSize": 16, "layout": "dagre"},
    "gantt": {"fontSize": 15, "sectionFontSize": 16, "barHeight": 26, "barGap": 6, "leftPadding": 110},
    "journey": {
        "textPlacement": "tspan",
        "taskFontSize": 16,
        "taskMargin": 14,
        "diagramMarginX": 14,
        "leftMargin": 110,
    },
    "timeline": {"taskFontSize": 16},
    "sequence": {"actorFontSize": 16, "noteFontSize": 16, "mirrorActors": False},
    "quadrantChart": {"pointLabelFontSize": 16},
    "xyChart": {"xAxis": {"labelFontSize": 16}, "yAxis": {"labelFontSize": 16}, "legendFontSize": 16},
    "sankey": {"nodeColors": None},
    "c4": {**_FONTS_OF_C4, **_BOXES_OF_C4, "boundaryFontSize": 16, "messageFontSize": 15},
}
_EVERY = "requirement mindmap gitGraph pie block packet kanban architecture radar treemap".split()
CONFIGURATION: dict[str, Any] = {
    "version": 2,
    "layout": {"container_width": 960, "container_height": 600},
    "site_config": {
        **_PLAIN,
        "layout": "dagre",
        "htmlLabels": False,
        "fontFamily": "sans-serif",
        "themeVariables": _variables(),
        **{kind: {**_PLAIN, **_OF_KINDS.get(kind, {})} for kind in (*_OF_KINDS, *_EVERY)},
    },
}
