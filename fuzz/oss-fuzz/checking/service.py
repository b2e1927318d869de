"""The environment in which OSS-Fuzz and ClusterFuzzLite run build.sh and the fuzz targets.

The values are those of their images base-builder (flags, engines) and base-runner (options). What
differs here, on a Debian without those images:

- No -stdlib=libc++: Debian's libFuzzer is built on libstdc++.
- The compiler is Debian's clang, which doesn't know some of the -Wno-error=... and says so.
- No memory sanitizer: without an instrumented C++ library it reports that library.
- The engine that is an archive is archive_engine.cc, unless one is named (--engine).
"""

import dataclasses
import os
import pathlib

_UNDEFINED = (
    "array-bounds,bool,builtin,enum,function,integer-divide-by-zero,null,object-size,return,"
    "returns-nonnull-attribute,shift,signed-integer-overflow,unreachable,vla-bound,vptr"
)

# The service treats unsigned overflow as a signal for the search, not as an error.
SANITIZER_FLAGS = {
    "address": "-fsanitize=address -fsanitize-address-use-after-scope",
    "undefined": f"-fsanitize={_UNDEFINED},unsigned-integer-overflow "
    f"-fno-sanitize-recover={_UNDEFINED}",
    "coverage": "",
}
_COVERAGE_FLAGS = "-fsanitize=fuzzer-no-link"
_COVERAGE_FLAGS_OF_COVERAGE = (
    "-fprofile-instr-generate -fcoverage-mapping -pthread -Wl,--no-as-needed -Wl,-ldl -Wl,-lm "
    "-Wno-unused-command-line-argument"
)
_CFLAGS = (
    "-O1 -fno-omit-frame-pointer -gline-tables-only "
    "-Wno-error=incompatible-function-pointer-types -Wno-error=int-conversion "
    "-Wno-error=deprecated-declarations -Wno-error=implicit-function-declaration "
    "-Wno-error=implicit-int -Wno-error=unknown-warning-option -Wno-error=vla-cxx-extension "
    "-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION"
)

# What base-runner sets for a fuzz target.
RUN_ARGUMENTS = ["-rss_limit_mb=2560", "-timeout=25"]
RUN_OPTIONS = {
    "ASAN_OPTIONS": "alloc_dealloc_mismatch=0:allocator_may_return_null=1:"
    "allocator_release_to_os_interval_ms=500:check_malloc_usable_size=0:"
    "detect_odr_violation=2:detect_leaks=1:detect_stack_use_after_return=1:"
    "handle_abort=1:handle_segv=1:handle_sigill=1:max_uar_stack_size_log=16:"
    "print_scariness=1:quarantine_size_mb=10:strict_memcmp=1:symbolize=0:"
    "use_sigaltstack=1:dedup_token_length=3",
    "UBSAN_OPTIONS": "print_stacktrace=1:print_summary=1:silence_unsigned_overflow=1:"
    "symbolize=0:dedup_token_length=3",
}

# Of the caller's environment: where programs are, and how the caller wants to compile.
_KEPT = (
    "PATH",
    "HOME",
    "TMPDIR",
    "CMAKE_BUILD_PARALLEL_LEVEL",
    "CMAKE_C_COMPILER_LAUNCHER",
    "CMAKE_CXX_COMPILER_LAUNCHER",
)


def caller_environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("CCACHE_")
    }


@dataclasses.dataclass(frozen=True)
class Flavour:
    """One build of the services': a sanitizer and an engine, and where it is put."""

    name: str
    sanitizer: str
    engine: str
    engine_argument: str
    root: pathlib.Path
    source: pathlib.Path
    compiler: tuple[str, str]

    @property
    def out(self) -> pathlib.Path:
        return self.root / self.name / "out"

    @property
    def work(self) -> pathlib.Path:
        return self.root / self.name / "work"

    @property
    def build(self) -> pathlib.Path:
        """Where build.sh configures and compiles."""
        return self.work / f"build-{self.engine}-{self.sanitizer}-x86_64"

    @property
    def is_libfuzzer(self) -> bool:
        return self.engine == "libfuzzer"

    def flags(self) -> list[str]:
        if self.sanitizer == "coverage":
            guidance = _COVERAGE_FLAGS_OF_COVERAGE
        else:
            # Other engines have compilers or flags of their own for it.
            guidance = _COVERAGE_FLAGS if self.is_libfuzzer else ""
        return f"{_CFLAGS} {SANITIZER_FLAGS[self.sanitizer]} {guidance}".split()

    def build_environment(self) -> dict[str, str]:
        c, cxx = self.compiler
        flags = " ".join(self.flags())
        return caller_environment() | {
            "SRC": str(self.source),
            "OUT": str(self.out),
            "WORK": str(self.work),
            "CC": c,
            "CXX": cxx,
            "CCC": cxx,
            "CFLAGS": flags,
            "CXXFLAGS": flags,
            "SANITIZER": self.sanitizer,
            "FUZZING_ENGINE": self.engine,
            "FUZZING_LANGUAGE": "c++",
            "ARCHITECTURE": "x86_64",
            "LIB_FUZZING_ENGINE": self.engine_argument,
        }


def run_environment() -> dict[str, str]:
    """A fuzz target's environment: neither $OUT nor anything of the build's."""
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent"} | RUN_OPTIONS
