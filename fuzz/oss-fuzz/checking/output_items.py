"""What lies in $OUT: programs, seeds, dictionaries, options."""

import configparser
import hashlib
import re
import zipfile

from .report import Report, require
from .service import Flavour
from .workspace import run

# Names with which the services' own check passes whatever the program does.
_RESERVED = re.compile(
    r"^(do_stuff_fuzzer|checksum_fuzzer|fuzz_dump|fuzz_keyring|xmltest|"
    r"fuzz_compression_sas_rle|ares_.*_fuzzer)$"
)
_SEED_SIZE_END = 1 << 20
# Of libstdc++'s build here; the services' has libc++ inside the program.
_LIBRARIES = re.compile(
    r"^(linux-vdso|libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+|libc\+\+|libc\+\+abi|"
    r"ld-linux-x86-64|libresolv|libunwind)[.-]"
)


def _is_elf(path) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def check_output(report: Report, flavour: Flavour, targets: list[str]) -> None:
    def programs():
        entries = sorted(flavour.out.iterdir())
        folders = [path.name for path in entries if not path.is_file()]
        require(not folders, f"$OUT holds {folders}")
        elves = [path for path in entries if _is_elf(path)]
        names = [path.name for path in elves]
        require(names == targets, f"programs in $OUT: {names}; fuzz targets: {targets}")
        for path in elves:
            require(path.stat().st_mode & 0o111 == 0o111, f"{path.name} isn't executable by all")
            require(
                re.fullmatch(r"[A-Za-z0-9_-]+", path.name), f"{path.name} isn't a target's name"
            )
            require(
                not _RESERVED.match(path.name), f"{path.name} is exempt from the services' checks"
            )
            require(
                b"LLVMFuzzerTestOneInput" in path.read_bytes(),
                f"{path.name} doesn't contain LLVMFuzzerTestOneInput",
            )
        wanted = {
            name + end for name in targets for end in ("", "_seed_corpus.zip", ".dict", ".options")
        }
        others = {path.name for path in entries} - wanted
        require(not others, f"$OUT holds {sorted(others)} besides")
        return ", ".join(names)

    def seeds():
        told = []
        for target in targets:
            told.append(f"{target} {_check_seeds(flavour, target)}")
        return ", ".join(told)

    def options():
        for target in targets:
            _check_options(flavour, target)

    def libraries():
        for target in targets:
            listed = run(["ldd", flavour.out / target]).stdout
            names = [line.split()[0].rsplit("/", 1)[-1] for line in listed.splitlines()]
            bad = [name for name in names if not _LIBRARIES.match(name)]
            require(names and not bad, f"{target} needs {bad or 'nothing at all: ' + listed}")
            headers = run(["objdump", "-p", flavour.out / target]).stdout
            require(
                "RUNPATH" not in headers and "RPATH" not in headers,
                f"{target} has a path to libraries",
            )

    report.item(f"{flavour.name}: $OUT holds the fuzz targets and what belongs to them", programs)
    report.item(f"{flavour.name}: each has seeds, flat, small, each named by its hash", seeds)
    report.item(f"{flavour.name}: each has options, and a dictionary that they name", options)
    report.item(f"{flavour.name}: none needs a library that the services' runner lacks", libraries)


def _check_seeds(flavour: Flavour, target: str) -> int:
    with zipfile.ZipFile(flavour.out / f"{target}_seed_corpus.zip") as archive:
        entries = archive.infolist()
        require(entries, f"{target} has no seeds")
        names = [entry.filename for entry in entries]
        require(
            names == sorted(set(names)), f"{target}'s seeds aren't sorted, or one is there twice"
        )
        for entry in entries:
            data = archive.read(entry)
            require(
                entry.filename == hashlib.sha1(data).hexdigest(),
                f"{target}'s seed {entry.filename} isn't named by its hash",
            )
            require(
                len(data) < _SEED_SIZE_END,
                f"{target}'s seed {entry.filename} has {len(data)} bytes",
            )
            require(not entry.extra, f"{target}'s seed {entry.filename} has attributes")
        return len(entries)


def _check_options(flavour: Flavour, target: str) -> None:
    parser = configparser.ConfigParser()
    try:
        parser.read_string((flavour.out / f"{target}.options").read_text())
    except (OSError, configparser.Error) as error:
        require(False, f"{target}.options: {error}")
    unknown = set(parser.sections()) - {"libfuzzer", "asan", "msan", "ubsan"}
    require(not unknown, f"{target}.options has the sections {sorted(unknown)}")
    require(parser.has_option("libfuzzer", "max_len"), f"{target}.options sets no max_len")
    require(
        parser.get("libfuzzer", "dict", fallback="") == f"{target}.dict",
        f"{target}.options doesn't name {target}.dict",
    )
    words = [
        line
        for line in (flavour.out / f"{target}.dict").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    bad = [word for word in words if not re.fullmatch(r'([A-Za-z0-9_]+=)?"([^"\\]|\\.)+"', word)]
    require(words and not bad, f"{target}.dict: {bad[:3] or 'no word'}")


def check_same_seeds(report: Report, first: Flavour, second: Flavour, targets: list[str]) -> None:
    def same():
        for target in targets:
            name = f"{target}_seed_corpus.zip"
            require(
                (first.out / name).read_bytes() == (second.out / name).read_bytes(),
                f"{name} differs between {first.name} and {second.name}",
            )

    report.item("two builds pack the same seeds byte for byte", same)
