"""HTML as canonical lines: equal when a browser shows the same, whatever the white space and the order of attributes.

Set aside: comments, the ids that headings get from their text, alternative texts that are empty (they come later, in
`assets.embedding`), the classes that reveal.js' highlight plugin would add in the browser, Pygments' spans, the table
of numbered lines, and the copies of a code block that are its further steps.
"""

from __future__ import annotations

from html.parser import HTMLParser

from deckbuild.rendering.heading_ids import slug

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
INLINE = frozenset("a abbr b code del em i img input kbd small span strong sub sup textarea".split())
PLUGIN_CLASSES = frozenset({"hljs", "has-highlights"})


class Node:
    """An element, or a text (without a tag)."""

    def __init__(self, tag: str = "", attributes: dict[str, str] | None = None, text: str = "") -> None:
        self.tag, self.attributes, self.text = tag, attributes or {}, text
        self.children: list[Node] = []

    def words(self) -> str:
        return self.text + "".join(child.words() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        siblings = self.open[-1].children
        if siblings and not siblings[-1].tag:
            siblings[-1].text += data
        else:
            siblings.append(Node(text=data))


def canonical(html: str) -> str:
    """Return ``html`` as lines, indented by depth."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line for child in _kept(reader.open[0]) for line in _lines(child, 0))


def _lines(node: Node, depth: int) -> list[str]:
    if not node.tag:
        return [f"{'  ' * depth}{node.text!r}"]
    opening = f"{'  ' * depth}<{' '.join([node.tag, *_attributes(node)])}>"
    if node.tag == "pre":
        return [opening, *_code(node, depth + 1)]
    return [opening, *(line for child in _kept(node) for line in _lines(child, depth + 1))]


def _attributes(node: Node) -> list[str]:
    found = dict(node.attributes)
    found.pop("data-markdown", None)
    if node.tag[0] == "h" and found.get("id") == slug(node.words().strip()):
        del found["id"]
    if not found.get("alt"):
        found.pop("alt", None)
    classes = sorted(set(found.pop("class", "").split()) - PLUGIN_CLASSES)
    if classes:
        found["class"] = " ".join(classes)
    return [f'{name}="{value}"' for name, value in sorted(found.items())]


def _code(pre: Node, depth: int) -> list[str]:
    """Return a code block without its colours: its steps put back into one, its table of lines into a text."""
    codes = [child for child in pre.children if child.tag == "code"]
    first = codes[0]
    if "data-line-numbers" in first.attributes:
        first.attributes["data-line-numbers"] = "|".join(code.attributes["data-line-numbers"] for code in codes)
    return [f"{'  ' * depth}<{' '.join(['code', *_attributes(first)])}>", f"{'  ' * (depth + 1)}{first.words()!r}"]


def _kept(node: Node) -> list[Node]:
    """Return the children, with white space as a browser shows it."""
    kept = [Node(text=" ".join(f"|{child.text}|".split())[1:-1]) if not child.tag else child for child in node.children]
    for index, child in enumerate(kept):
        if not child.tag:
            before = kept[index - 1].tag if index else ""
            after = kept[index + 1].tag if index + 1 < len(kept) else ""
            child.text = child.text if before in INLINE else child.text.lstrip()
            child.text = child.text if after in INLINE else child.text.rstrip()
    return [child for child in kept if child.tag or child.text]
