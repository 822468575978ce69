from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuild.files.reader import File, FileReader, NotRead, Reason

SECRET = b"TOP SECRET"
NFC, NFD = "\N{LATIN SMALL LETTER A WITH DIAERESIS}", "a\N{COMBINING DIAERESIS}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project, and around it what must not be read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.png").write_bytes(SECRET)
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder" / "x.png").write_bytes(SECRET)
    (tmp_path / "secret.png").write_bytes(SECRET)
    project = tmp_path / "project"
    names = "images/x.png slides/near.png slides/a.md images/100%.png images/é.png slides/~.png"
    for name in (*names.split(), "images/a b.png", f"{NFD}/{NFD}.png"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(name.encode())
    for name in (".env", ".git/config", "images/.hidden.png"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_bytes(SECRET)
    (project / "images/link.png").symlink_to(outside / "secret.png")
    (project / "images/chain.png").symlink_to("link.png")
    (project / "images/folder").symlink_to(outside)
    (project / "images/inside.png").symlink_to("x.png")
    (project / "images/dot.png").symlink_to("../.env")
    (project / "images/zero.png").symlink_to("/dev/zero")
    (project / "images/loop.png").symlink_to("loop.png")
    (project / "images/broken.png").symlink_to("nothing.png")
    os.mkfifo(project / "images/pipe.png")
    return project


def found(root: Path, address: str, beside: str = "slides/a.md") -> str:
    """The path of the file that an address names, or why it is not read."""
    file = FileReader(root).find(address, beside)
    return file.path if isinstance(file, File) else file.why.name


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("images/x.png", "images/x.png"),
        ("near.png", "slides/near.png"),
        ("./near.png", "slides/near.png"),
        ("../images/x.png", "images/x.png"),
        ("../slides/../images/x.png", "images/x.png"),
        ("images//x.png", "images/x.png"),
        ("images/x.png?v=2", "images/x.png"),
        ("images/x.png#part", "images/x.png"),
        ("images/a%20b.png", "images/a b.png"),
        ("images/a b.png", "images/a b.png"),
        ("images/100%.png", "images/100%.png"),
        ("images/%C3%A9.png", "images/é.png"),
        ("%69mages/x.png", "images/x.png"),
        ("images/inside.png", "images/x.png"),
        ("/images/x.png", "images/x.png"),
        ("/near.png", "slides/near.png"),
        ("/slides/../images/x.png", "images/x.png"),
        ("%2fimages/x.png", "images/x.png"),
        ("~.png", "slides/~.png"),
        ("%7e.png", "slides/~.png"),
        (f"{NFC}/{NFC}.png", f"{NFD}/{NFD}.png"),
        (f"{NFD}/{NFC}.png", f"{NFD}/{NFD}.png"),
        ("%C3%A4/a%CC%88.png", f"{NFD}/{NFD}.png"),
        ("images/e\N{COMBINING ACUTE ACCENT}.png", "images/\N{LATIN SMALL LETTER E WITH ACUTE}.png"),
    ],
)
def test_a_file_is_found_beside_the_one_that_names_it_then_from_the_root(root: Path, address: str, path: str) -> None:
    assert found(root, address) == path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("x.png", "talks/x.png"),
        ("/x.png", "talks/x.png"),
        ("./img/y.png", "talks/img/y.png"),
        ("../images/x.png", "images/x.png"),
        ("near.png", "slides/near.png"),
    ],
)
def test_at_last_a_file_is_looked_for_in_the_folder_that_the_command_was_started_in(
    root: Path, address: str, path: str
) -> None:
    (root / "talks" / "img").mkdir(parents=True)
    for name in ("x.png", "near.png", "img/y.png"):
        (root / "talks" / name).write_bytes(b"")

    file = FileReader(root, started="talks").find(address, "slides/a.md")

    assert isinstance(file, File)
    assert file.path == path


def test_a_file_that_is_nowhere_is_told_with_all_places_in_the_project(root: Path) -> None:
    reader = FileReader(root, started="talks/2024")

    def places(address: str) -> str:
        found = reader.find(address, "slides/a.md")
        assert isinstance(found, NotRead)
        return found.hint

    assert places("zzzzzz.svg") == "it was looked for in slides/, the project's root and talks/2024/"
    assert places("/zzzzzz.svg") == "it was looked for in the project's root, talks/2024/ and slides/"
    assert places("../zzzzzz.svg") == "it was looked for in slides/ and talks/2024/"


def test_a_file_beside_wins_over_one_from_the_root(root: Path) -> None:
    (root / "near.png").write_bytes(b"far")

    assert found(root, "near.png") == "slides/near.png"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../../secret.png", "OUTSIDE"),
        ("../../../../../../../../etc/passwd", "OUTSIDE"),
        ("images/../../secret.png", "OUTSIDE"),
        ("/etc/passwd", "MISSING"),
        ("/../secret.png", "OUTSIDE"),
        ("/images/../../outside/secret.png", "OUTSIDE"),
        ("/.env", "HIDDEN"),
        ("/slides/../.env", "HIDDEN"),
        ("//etc/passwd", "OUTSIDE"),
        ("~/.ssh/id_rsa", "MISSING"),
        ("~root/x.png", "MISSING"),
        ("C:/Windows/win.ini", "OUTSIDE"),
        ("c:secret.png", "OUTSIDE"),
        ("file:///etc/passwd", "OUTSIDE"),
        ("FILE:///etc/passwd", "OUTSIDE"),
        ("gopher://x/y", "OUTSIDE"),
        ("..%2f..%2fsecret.png", "OUTSIDE"),
        ("%2e%2e/%2e%2e/secret.png", "OUTSIDE"),
        ("%2fetc/passwd", "MISSING"),
        ("%2f%2fetc/passwd", "OUTSIDE"),
        ("%2f../secret.png", "OUTSIDE"),
        ("%7e/x.png", "MISSING"),
        ("..%252f..%252fsecret.png", "STRANGE"),
        ("%252e%252e/secret.png", "STRANGE"),
        ("images%255cx.png", "STRANGE"),
        ("..\\..\\secret.png", "STRANGE"),
        ("..%5c..%5csecret.png", "STRANGE"),
        ("\\\\server\\share\\x.png", "STRANGE"),
        ("images/x.png%00.jpg", "STRANGE"),
        ("images/x.png\0", "STRANGE"),
        ("images/x.png\x7f", "STRANGE"),
        ("images/x.png\x9b2J", "STRANGE"),
        ("images/x%0a.png", "STRANGE"),
        ("images%2500x.png", "STRANGE"),
        ("images%252Fx.png", "STRANGE"),
        ("%5c%5cserver/share/x.png", "STRANGE"),
        ("%25252e%25252e/secret.png", "STRANGE"),
        ("images/\nx.png", "STRANGE"),
        ("images/link.png", "OUTSIDE"),
        ("images/chain.png", "OUTSIDE"),
        ("images/folder/secret.png", "OUTSIDE"),
        ("images/zero.png", "OUTSIDE"),
        (".env", "HIDDEN"),
        ("../.env", "HIDDEN"),
        (".git/config", "HIDDEN"),
        ("images/.hidden.png", "HIDDEN"),
        ("images/dot.png", "HIDDEN"),
        ("images", "FOLDER"),
        ("images/", "FOLDER"),
        (".", "FOLDER"),
        ("images/pipe.png", "NO_FILE"),
        ("images/loop.png", "UNREADABLE"),
        ("images/broken.png", "MISSING"),
        ("images/y.png", "MISSING"),
        ("images/x.png/y.png", "MISSING"),
        ("x" * 5000, "UNREADABLE"),
    ],
)
def test_nothing_else_is_read(root: Path, address: str, why: str) -> None:
    assert found(root, address) == why


@given(parts=st.lists(st.sampled_from(["..", ".", "%2e%2e", "images", "folder", "link.png", "secret.png", "/", "\\"])))
def test_no_address_leads_to_a_secret(parts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp() / "reader"
    if not base.exists():
        (base / "project" / "images").mkdir(parents=True)
        (base / "secret.png").write_bytes(SECRET)
        (base / "project" / "images" / "link.png").symlink_to(base / "secret.png")
        (base / "project" / "images" / "folder").symlink_to(base)

    assert isinstance(FileReader(base / "project").find("/".join(parts), "images/a.md"), NotRead)


def test_the_name_of_a_setting_is_taken_as_it_stands(root: Path) -> None:
    (root / "slides" / "what is C#?.md").write_bytes(b"#")

    assert isinstance(FileReader(root).named("slides/what is C#?.md"), File)
    assert FileReader(root).named("images/a%20b.png") == NotRead(Reason.MISSING, "did you mean 'a b.png'?")


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("images/X.PNG", "did you mean 'x.png'?"),
        ("../Images/X.PNG", "did you mean 'images/x.png'?"),
        ("/Images/x.png", "did you mean 'images/x.png'?"),
        ("Images/zzzzzzzzz", "it was looked for in slides/ and the project's root"),
        ("../outsid/secret.png", "it was looked for in slides/"),
        ("../images/xx.png", "did you mean 'x.png'?"),
        ("neer.png", "did you mean 'near.png'?"),
        ("loud.png", "it was looked for in slides/ and the project's root"),  # a common ending makes no names alike
        ("images/zzzzzzzzz", "it was looked for in slides/ and the project's root"),
        ("images/folder/secre.png", "it was looked for in slides/ and the project's root"),
        ("/zzzzzzzzz.png", "it was looked for in the project's root and slides/"),
        ("../../outside/secre.png", "from there it would lie outside of the project"),
        (".envv", "it was looked for in slides/ and the project's root"),
        ("images\\x.png", "write images/x.png"),
        ("C:\\images\\x.png", "copy it into the project, and name it there"),
        ("\\\\server\\x.png", "copy it into the project, and name it there"),
        ("/\\server\\x.png", "copy it into the project, and name it there"),
        ("C:/images/x.png", "copy it into the project, and name it there"),
        ("images/%1bx.png", "it holds a control character"),
        ("images%252fx.png", "it is percent-encoded more than once"),
        ("../../outside/secret.png", "copy it into the project, or allow its folder: --allow-outside ../outside"),
        ("../../a folder/x.png", "copy it into the project, or allow its folder: --allow-outside '../a folder'"),
        (
            "images/link.png",
            "a link leads there; copy the file into the project, or allow its folder: --allow-outside DIR",
        ),
    ],
)
def test_what_is_not_read_is_told_with_what_to_do_and_no_name_from_outside(root: Path, address: str, hint: str) -> None:
    refused = FileReader(root).find(address, "slides/a.md")

    assert isinstance(refused, NotRead)
    assert refused.hint == hint


def test_a_file_is_read_once(root: Path) -> None:
    reader = FileReader(root)
    first = reader.find("images/x.png")
    (root / "images/x.png").write_bytes(b"changed")

    assert reader.find("images/x.png") is first


@pytest.fixture
def long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the readers begin long after all files were written."""
    monkeypatch.setattr("deckbuild.files.reader.time_ns", lambda: 2**62)


@pytest.mark.usefixtures("long_after")
def test_what_an_earlier_reader_has_read_is_not_read_again_until_it_changes(root: Path) -> None:
    earlier = FileReader(root)
    first = earlier.find("images/x.png")
    later = FileReader(root, last=earlier)
    assert later.find("images/x.png") is first

    (root / "images/x.png").write_bytes(b"changed")
    changed = FileReader(root, last=later).find("images/x.png")
    assert isinstance(changed, File)
    assert changed.data == b"changed"


@pytest.mark.usefixtures("long_after")
def test_what_an_earlier_reader_has_missed_is_found_when_it_is_there(root: Path) -> None:
    earlier = FileReader(root)
    earlier.find("images/new.png")
    (root / "images/new.png").write_bytes(b"new")

    assert FileReader(root, last=earlier).find("images/new.png") == File("images/new.png", b"new")


def test_what_was_perhaps_being_written_is_read_again(root: Path) -> None:
    (root / "images/x.png").write_bytes(b"one")
    earlier = FileReader(root)
    first = earlier.find("images/x.png")

    again = FileReader(root, last=earlier).find("images/x.png")
    assert again == first
    assert again is not first


@pytest.mark.usefixtures("long_after")
def test_what_an_earlier_reader_has_read_is_refused_once_it_is_a_deck(root: Path) -> None:
    earlier = FileReader(root)
    earlier.find("images/x.png")
    later = FileReader(root, last=earlier)
    later.close(["images/x.png"])

    assert later.find("images/x.png") == NotRead(Reason.OURS)


@pytest.mark.usefixtures("long_after")
def test_readers_with_other_allowed_folders_share_nothing(root: Path) -> None:
    earlier = FileReader(root)
    first = earlier.find("images/x.png")

    assert FileReader(root, (root.parent,), earlier).find("images/x.png") is not first


def test_all_that_was_looked_at_is_known_with_its_state(root: Path) -> None:
    reader = FileReader(root)
    reader.find("images/y.png", "slides/a.md")
    reader.find("images/x.png")

    assert reader.asked[root / "images/y.png"] is None
    assert reader.asked[root / "slides/images/y.png"] is None
    assert reader.asked[root / "images/x.png"] is not None


def test_a_refused_folder_leaves_no_descriptor_open(root: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208 -- no paths
    for _ in range(5):
        found(root, "images")
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208 -- no paths

    assert after == before


def test_a_file_that_is_too_large_is_not_read(root: Path) -> None:
    with (root / "images/large.png").open("wb") as stream:
        stream.truncate(201 * 1024 * 1024)  # holds no blocks on the disk

    assert found(root, "images/large.png") == "TOO_LARGE"


# Folders outside of the project that the command line allows


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("../../outside/secret.png", "../outside/secret.png"),
        ("../outside/secret.png", "../outside/secret.png"),
        ("images/link.png", "../outside/secret.png"),
        ("images/chain.png", "../outside/secret.png"),
        ("images/folder/secret.png", "../outside/secret.png"),
        ("images/x.png", "images/x.png"),
        ("../../outside/.env", "HIDDEN"),
        ("../../outside/.git/config", "HIDDEN"),
        ("images/folder/.env", "HIDDEN"),
        ("../../outside/out.png", "OUTSIDE"),
        ("../../secret.png", "OUTSIDE"),
        ("images/zero.png", "OUTSIDE"),
        ("../../outside/../secret.png", "OUTSIDE"),
        (".env", "HIDDEN"),
    ],
)
def test_a_folder_outside_can_be_allowed_and_what_is_hidden_in_it_stays_so(root: Path, address: str, path: str) -> None:
    outside = root.parent / "outside"
    for name in (".env", ".git/config"):
        (outside / name).parent.mkdir(exist_ok=True)
        (outside / name).write_bytes(SECRET)
    (outside / "out.png").symlink_to(root.parent / "secret.png")
    found = FileReader(root, (outside,)).find(address, "slides/a.md")

    assert (found.path if isinstance(found, File) else found.why.name) == path


def test_an_absolute_path_stays_refused_where_its_folder_is_allowed(root: Path) -> None:
    outside = root.parent / "outside"

    found = FileReader(root, (outside,)).find(f"{outside}/secret.png")
    assert found == NotRead(Reason.MISSING, "it was looked for in the project's root")


def test_what_is_hidden_in_the_project_is_so_although_a_folder_around_it_is_allowed(root: Path) -> None:
    found = FileReader(root, (root.parent, root / ".git")).find(".git/config")

    assert isinstance(found, NotRead)
    assert found.why is Reason.HIDDEN


@pytest.mark.parametrize(
    "address", ["../proc/self/environ", "../proc/self/cmdline", "../sys/kernel/notes", "../dev/zero"]
)
def test_the_state_of_the_machine_is_no_file_although_everything_is_allowed(root: Path, address: str) -> None:
    up = "../" * (len(root.parts) - 2)
    found = FileReader(root, (Path("/"),)).find(up + address)

    assert isinstance(found, NotRead)
    assert found.why is Reason.NO_FILE


# What the reader is closed for


@pytest.mark.parametrize("address", ["../dist/a.png", "dist/deep/a.png", "a.md", "../slides/a.md", "dist%2fa.png"])
def test_what_the_gate_is_closed_for_is_not_read(root: Path, address: str) -> None:
    for name in ("dist/a.png", "dist/deep/a.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"old")
    reader = FileReader(root)
    before = reader.named("slides/a.md")
    reader.close(["dist", "slides/a.md"])

    assert isinstance(before, File)
    assert reader.find(address, "slides/a.md") == NotRead(Reason.OURS)
    assert isinstance(reader.find("near.png", "slides/a.md"), File)
    assert isinstance(reader.find("distant.png"), NotRead)
