from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild.cli.rules import all_rules

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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: object) -> None:
    found = next(each for each in RULES if each is rule)

    assert re.fullmatch(r"D[1-69]\d\d", found.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", found.name)
    assert re.fullmatch(r"[A-Zd`].*[.]", found.explanation, re.DOTALL)
    assert max(map(len, found.explanation.split("\n"))) <= 120


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_a_test_triggers_each_rule(code: str) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    del texts["test_rules.py"]
    texts |= {str(path): path.read_text(encoding="utf-8") for path in TESTS.rglob("*.txt")}
    rule = all_rules()[code]

    assert [name for name, text in texts.items() if code in text or f'"{rule.name}"' in text]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explain_tells_each_rule_by_its_code_and_by_its_name(rule: object, cli: Cli) -> None:
    found = next(each for each in RULES if each is rule)
    expected = f"{found.code} {found.name} ({found.severity.value})\n\n{found.explanation}\n"

    for word in (found.code, found.code.lower(), found.name):
        result = cli("explain", word)
        assert (result.exit_code, result.stdout) == (0, expected)


def test_explain_lists_all_rules(cli: Cli) -> None:
    lines = cli("explain").stdout.splitlines()

    assert [line.split()[0] for line in lines] == list(all_rules())


def test_explain_names_the_nearest_code(cli: Cli) -> None:
    result = cli("explain", "mising-file")

    assert result.exit_code == 2
    assert "there is no code 'mising-file'; did you mean 'missing-file'?" in result.stderr
