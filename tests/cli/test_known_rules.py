from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild.cli.known_rules import all_rules

if TYPE_CHECKING:
    from tests.conftest import Cli

SOURCES = Path(__file__).resolve().parents[2] / "src" / "deckbuild"
TESTS = Path(__file__).resolve().parents[1]

RULES = list(all_rules().values())


def test_every_rule_of_the_program_is_listed() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    made = re.findall(r'Rule\(\s*"(D\d+)"', text)

    assert sorted(made) == list(all_rules())


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_says_what_is_wrong_and_what_to_do() -> None:
    for rule in RULES:
        assert re.fullmatch(r"D[1-9]\d\d", rule.code), rule.code
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), rule.code
        assert re.fullmatch(r"[A-Zd`].*[.]", rule.explanation, re.DOTALL), rule.code
        assert max(map(len, rule.explanation.split("\n"))) <= 120, rule.code


def test_a_test_triggers_each_rule() -> None:
    paths = [*TESTS.rglob("test_*.py"), *TESTS.rglob("*.txt"), *TESTS.rglob("*.yml")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path != Path(__file__))

    assert [rule for rule in RULES if rule.code not in text and f'"{rule.name}"' not in text] == []


def test_explain_tells_each_rule_by_its_code_and_by_its_name(cli: Cli) -> None:
    for rule in RULES:
        expected = f"{rule.code} {rule.name} ({rule.severity.value})\n\n{rule.explanation}\n"
        for word in (rule.code, rule.code.lower(), rule.name):
            result = cli("explain", word)
            assert (result.exit_code, result.stdout) == (0, expected)


def test_explain_lists_all_rules(cli: Cli) -> None:
    lines = cli("explain").stdout.splitlines()

    assert [line.split()[0] for line in lines] == list(all_rules())


def test_explain_names_the_nearest_code(cli: Cli) -> None:
    result = cli("explain", "mising-file")

    assert result.exit_code == 2
    assert "there is no code 'mising-file'; did you mean 'missing-file'?" in result.stderr
