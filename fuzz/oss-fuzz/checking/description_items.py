"""What the services and GitHub read of the tree: project files, Dockerfiles, workflows, pins."""

import pathlib
import re

from .report import Report, require
from .service import Flavour
from .workspace import Failed, Workspace, run

try:
    import yaml
except ImportError:
    yaml = None

# The keys that OSS-Fuzz takes in a project.yaml.
_KEYS = set(
    """architectures auto_ccs blackbox builds_per_day coverage_extra_args disabled
    disable_remediation disable_remediation_pre_review fuzzing_engines help_url homepage language
    labels main_repo primary_contact run_tests sanitizers selective_unpack
    vendor_ccs view_restrictions
    file_github_issue indexer base_os_version""".split()
)
_ENGINES = {"libfuzzer", "afl", "honggfuzz", "centipede"}
# memory isn't among them: it can't be shown to work here.
_SANITIZERS = {"address", "undefined"}
_LICENCE = "http://www.apache.org/licenses/LICENSE-2.0"


def _load(path: pathlib.Path):
    try:
        return yaml.safe_load(path.read_text())
    except (OSError, yaml.YAMLError) as error:
        raise Failed(f"{path}: {error}") from error


def check_descriptions(report: Report, workspace: Workspace) -> None:
    tree = workspace.copy
    oss_fuzz = tree / "fuzz" / "oss-fuzz"
    cflite = tree / ".clusterfuzzlite"

    def projects():
        require(yaml, "no YAML parser: apt-get install python3-yaml")
        for path in (oss_fuzz / "project.yaml", cflite / "project.yaml"):
            project = _load(path)
            unknown = set(project) - _KEYS
            require(not unknown, f"{path.name} has the keys {sorted(unknown)}")
            require(project.get("language") == "c++", f"{path}: the language isn't c++")
        project = _load(oss_fuzz / "project.yaml")
        require("main_repo" in project, "project.yaml has no main_repo")
        require(set(project["sanitizers"]) <= _SANITIZERS, f"sanitizers: {project['sanitizers']}")
        require(
            set(project["fuzzing_engines"]) <= _ENGINES, f"engines: {project['fuzzing_engines']}"
        )
        for address in [project["primary_contact"], *project.get("auto_ccs", [])]:
            require("@" in address and "." in address, f"{address} isn't an address")

    def workflows():
        require(yaml, "no YAML parser: apt-get install python3-yaml")
        folder = tree / ".github" / "workflows"
        names = sorted(path.name for path in folder.glob("*.yml"))
        wanted = ["cflite_batch.yml", "cflite_cron.yml", "cflite_pr.yml", "ci.yml"]
        require(names == wanted, f"workflows: {names}")
        for name in names:
            _check_workflow(name, _load(folder / name))
        return ", ".join(names)

    def containers():
        for path in (oss_fuzz / "Dockerfile", cflite / "Dockerfile"):
            text = path.read_text()
            require(
                re.search(r"^FROM gcr\.io/oss-fuzz-base/base-builder", text, re.MULTILINE),
                f"{path} isn't built on base-builder",
            )
            require(
                re.search(
                    r"connectorgroup/fuzz/oss-fuzz/fetch-dependencies \"?\$SRC/dependencies", text
                ),
                f"{path} doesn't fetch the dependencies by their only list",
            )
            require(not re.search(r"[0-9a-f]{40}", text), f"{path} has a pin of its own")
        for path in [*oss_fuzz.glob("*.sh"), oss_fuzz / "Dockerfile", oss_fuzz / "project.yaml"]:
            require(
                _LICENCE in path.read_text(), f"{path.name} has no licence, which OSS-Fuzz asks for"
            )

    def scripts():
        for path in [*oss_fuzz.glob("*.sh"), *cflite.glob("*.sh"), oss_fuzz / "fetch-dependencies"]:
            run(["bash", "-n", path])
            text = path.read_text()
            require("-lFuzzingEngine" not in text, f"{path.name} links -lFuzzingEngine")
            require(path.stat().st_mode & 0o100, f"{path.name} isn't executable")

    report.item("project files: only keys, engines and sanitizers that the services know", projects)
    report.item(
        "workflows: readable, only allowed to read, actions at released versions", workflows
    )
    report.item("Dockerfiles: on base-builder, dependencies by the only list of pins", containers)
    report.item("scripts: readable, executable, without -lFuzzingEngine", scripts)


def _check_workflow(name: str, workflow: dict) -> None:
    require(workflow.get("permissions") == "read-all", f"{name}: permissions aren't read-all")
    # YAML 1.1 reads the key `on` as true.
    require(True in workflow or "on" in workflow, f"{name} says nothing of when it runs")
    require(workflow.get("jobs"), f"{name} has no jobs")
    for job, body in workflow["jobs"].items():
        require(body.get("runs-on") and body.get("steps"), f"{name}: {job} runs nothing")
        for step in body["steps"]:
            used = step.get("uses")
            require(used or step.get("run"), f"{name}: a step of {job} does nothing")
            require(
                not used or re.search(r"@v\d+(\.\d+)*$", used),
                f"{name}: {used} isn't pinned to a released version",
            )
            _check_sanitizer(name, step.get("with", {}))


def _check_sanitizer(name: str, inputs: dict) -> None:
    sanitizer = inputs.get("sanitizer", "address")
    known = {"address", "undefined", "coverage", "${{ matrix.sanitizer }}"}
    require(sanitizer in known, f"{name}: sanitizer {sanitizer}")


def check_pins(report: Report, workspace: Workspace, flavour: Flavour) -> None:
    def same():
        listed = run([workspace.copy / "fuzz" / "oss-fuzz" / "fetch-dependencies", "--list"]).stdout
        pins = {
            name: (repository, commit)
            for name, repository, commit in (line.split() for line in listed.splitlines())
        }
        log = workspace.log(flavour.name).read_text()
        asked = re.findall(r"-- (\w+): no package .*, so from source: (\S+) at\s+(\S+)", log)
        require(asked, "the build names no dependency")
        for name, repository, commit in asked:
            require(
                pins.get(name.lower()) == (repository, commit),
                f"the build wants {repository} at {commit}; fetched is {pins.get(name.lower())}",
            )
        return ", ".join(f"{name} {commit[:8]}" for name, _, commit in asked)

    report.item("every library that the build wants is fetched, at the commit that it wants", same)
