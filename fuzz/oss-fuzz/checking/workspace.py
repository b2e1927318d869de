"""The folders of a check: a copy of the tree and the libraries' sources, laid out as in the
services' container, and a folder for what each flavour builds."""

import filecmp
import pathlib
import shutil
import subprocess

from . import service


class Failed(Exception):
    """A command that had to succeed didn't; says which and how."""


def run(command, *, env=None, cwd=None, log=None, check=True) -> subprocess.CompletedProcess:
    """Runs it without standard input; both output streams are its output, and go into the log."""
    done = subprocess.run(
        [str(word) for word in command],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if log:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout)
    if check and done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise Failed(
            f"exit {done.returncode} from: {' '.join(map(str, command))[:300]}\n{tail}"
            + (f"\nlog: {log}" if log else "")
        )
    return done


def _copy_changed(original: pathlib.Path, target: pathlib.Path) -> None:
    """Leaves what is the same alone, times too, so that a build that is there stays good."""
    if target.exists() and filecmp.cmp(original, target):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(original, target)


class Workspace:
    def __init__(self, root: pathlib.Path, tree: pathlib.Path, compiler: tuple[str, str]):
        self.root = root
        self.tree = tree
        self.source = root / "src"
        self.copy = self.source / "connectorgroup"
        self.dependencies = self.source / "dependencies"
        self.compiler = compiler

    def copy_tree(self) -> None:
        """The tree as it is now, uncommitted changes too, as the only commit of a repository."""
        listed = run(
            ["git", "-C", self.tree, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        ).stdout
        # What was deleted, and isn't committed so, is listed too.
        names = {name for name in listed.split("\0") if name and (self.tree / name).exists()}
        shutil.rmtree(self.copy / ".git", ignore_errors=True)
        for path in self.copy.rglob("*"):
            if path.is_file() and str(path.relative_to(self.copy)) not in names:
                path.unlink()
        for name in names:
            _copy_changed(self.tree / name, self.copy / name)
        git = ["git", "-C", self.copy, "-c", "user.name=check", "-c", "user.email=check@localhost"]
        run([*git, "init", "-q"])
        run([*git, "add", "-A"])
        run([*git, "commit", "-q", "-m", "The tree under check"])
        for script in ("build.sh", "run_tests.sh"):
            link = self.source / script
            link.unlink(missing_ok=True)
            link.symlink_to(self.copy / "fuzz" / "oss-fuzz" / script)

    def flavour(self, name: str, sanitizer: str, engine: str, argument: str) -> service.Flavour:
        return service.Flavour(
            name, sanitizer, engine, argument, self.root, self.source, self.compiler
        )

    def build(self, flavour: service.Flavour) -> None:
        """Runs build.sh as the services do, into empty folders."""
        shutil.rmtree(flavour.out.parent, ignore_errors=True)
        flavour.out.mkdir(parents=True)
        flavour.work.mkdir(parents=True)
        self.build_again(flavour)
        self._mark_of(flavour).touch()

    def is_built(self, flavour: service.Flavour) -> bool:
        """Whether build() has ended well: what was interrupted is no build."""
        return self._mark_of(flavour).exists()

    @staticmethod
    def _mark_of(flavour: service.Flavour) -> pathlib.Path:
        return flavour.out.parent / "built"

    def build_again(self, flavour: service.Flavour) -> None:
        run(
            ["bash", "-eux", self.source / "build.sh"],
            env=flavour.build_environment(),
            cwd=self.copy,
            log=self.log(flavour.name),
        )

    def log(self, name: str) -> pathlib.Path:
        return self.root / "logs" / f"{name}.log"

    def build_archive_engine(self) -> pathlib.Path:
        """archive_engine.cc as libFuzzingEngine.a, with the address sanitizer, without guidance."""
        folder = self.root / "engine"
        folder.mkdir(parents=True, exist_ok=True)
        source = self.tree / "fuzz" / "oss-fuzz" / "checking" / "archive_engine.cc"
        _, cxx = self.compiler
        flags = service.SANITIZER_FLAGS["address"].split()
        run([cxx, "-std=c++20", "-O1", *flags, "-c", source, "-o", folder / "engine.o"])
        archive = folder / "libFuzzingEngine.a"
        archive.unlink(missing_ok=True)
        run(["ar", "rcs", archive, folder / "engine.o"])
        return archive
