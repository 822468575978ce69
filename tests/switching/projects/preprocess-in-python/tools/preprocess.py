def preprocess(markdown: str) -> str:
    lines = []
    for number, line in enumerate(markdown.split("\n")):
        if number and line.startswith("#"):
            lines += ["", "----" if "#.vertical" in line else "---", ""]
        lines.append(line.replace(" #.vertical", ""))
    return "\n".join(lines)
