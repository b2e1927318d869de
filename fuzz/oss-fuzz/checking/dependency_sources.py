"""The sources of the libraries, in the folders where the Dockerfile has them.

They are the pinned ones where the internet can be reached, and else Debian's source packages, whose
versions are older. Debian's are the upstream archives, without its patches. They are kept, and
fetched once.
"""

import pathlib
import shutil
import subprocess
import tarfile

# The folder's name, as build.sh wants it, and Debian's source package.
_DEBIAN = {"simdjson": "simdjson", "cmark": "cmark", "nlohmann_json": "nlohmann-json3"}

# The pinned cmark calls its static library `cmark`; Debian's 0.30 has that name for a shared one.
_CMARK = """cmake_minimum_required(VERSION 3.25)
project(cmark_of_debian C)
set(CMARK_SHARED OFF CACHE BOOL "")
set(CMARK_TESTS OFF CACHE BOOL "")
add_subdirectory(upstream)
add_library(cmark::cmark ALIAS cmark_static)
"""


class Unavailable(Exception):
    """The sources can't be had; says why."""


def provide(choice: str, folder: pathlib.Path, fetch_dependencies: pathlib.Path) -> str:
    """Has them in the folder, one subfolder each, and says which they are."""
    for name in ["pins", "debian"] if choice == "auto" else [choice]:
        done = folder / f".{name}"
        if done.exists():
            return name
    if choice != "debian" and _reaches_pins(fetch_dependencies):
        _start(folder)
        _run([fetch_dependencies, folder])
        (folder / ".pins").touch()
        return "pins"
    if choice == "pins":
        raise Unavailable("the pinned repositories can't be reached")
    _start(folder)
    _fetch_debian(folder)
    (folder / ".debian").touch()
    return "debian"


def _reaches_pins(fetch_dependencies: pathlib.Path) -> bool:
    pins = subprocess.run(
        [fetch_dependencies, "--list"], capture_output=True, text=True, check=True
    )
    repository = pins.stdout.split()[1]
    try:
        asked = subprocess.run(
            ["git", "ls-remote", f"https://github.com/{repository}.git", "HEAD"],
            capture_output=True,
            timeout=60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def _start(folder: pathlib.Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _run(command: list) -> None:
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Unavailable(
            f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-2000:]}"
        )


def _fetch_debian(folder: pathlib.Path) -> None:
    apt = folder / "apt"
    parts = apt / "sources"
    (apt / "lists" / "partial").mkdir(parents=True)
    parts.mkdir()
    _write_source_entries(parts)
    options = [
        "-o",
        "Dir::Etc::SourceList=/dev/null",
        "-o",
        f"Dir::Etc::SourceParts={parts}",
        "-o",
        f"Dir::State::Lists={apt}/lists",
        "-o",
        "APT::Sandbox::User=root",
    ]
    _run(["apt-get", *options, "update", "-q"])
    for name, package in _DEBIAN.items():
        archives = apt / name
        archives.mkdir()
        _run(
            [
                "sh",
                "-c",
                'cd "$1" && shift && exec "$@"',
                "sh",
                archives,
                "apt-get",
                *options,
                "source",
                "-q",
                "--download-only",
                "--only-source",
                package,
            ]
        )
        _unpack(archives, folder / name / ("upstream" if name == "cmark" else ""))
    (folder / "cmark" / "CMakeLists.txt").write_text(_CMARK)
    shutil.rmtree(apt)


def _write_source_entries(parts: pathlib.Path) -> None:
    """This machine's own package sources, those of its distribution, asked for source packages."""
    release = dict(
        line.split("=", 1)
        for line in pathlib.Path("/etc/os-release").read_text().splitlines()
        if "=" in line
    )
    codename = release.get("VERSION_CODENAME", "").strip('"')
    apt = pathlib.Path("/etc/apt")
    stanzas = []
    for file in sorted(apt.glob("sources.list.d/*.sources")):
        for stanza in file.read_text().split("\n\n"):
            lines = [line for line in stanza.splitlines() if line and not line.startswith("#")]
            suites = [
                line for line in lines if line.startswith("Suites:") and codename in line.split()
            ]
            if suites:
                stanzas.append(
                    "\n".join(
                        "Types: deb-src" if line.startswith("Types:") else line for line in lines
                    )
                )
    if stanzas:
        (parts / "distribution.sources").write_text("\n\n".join(stanzas) + "\n")
    entries = []
    for file in [apt / "sources.list", *sorted(apt.glob("sources.list.d/*.list"))]:
        lines = file.read_text().splitlines() if file.exists() else []
        entries += [
            "deb-src" + line[3:]
            for line in lines
            if line.startswith("deb ") and codename in line.split()
        ]
    if entries:
        (parts / "distribution.list").write_text("\n".join(entries) + "\n")
    if not stanzas and not entries:
        raise Unavailable(f"/etc/apt names no package source of {codename or 'this distribution'}")


def _unpack(archives: pathlib.Path, folder: pathlib.Path) -> None:
    (archive,) = archives.glob("*.orig.tar.*")
    unpacked = archives / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked)
    (top,) = unpacked.iterdir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(top, folder)
