"""The lock files: complete, hashed, free of addresses; and what their audit tells."""

from __future__ import annotations

import json
import re
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.audit import LOCKS, main, pinned, verdict
from tools.lock import BUILDS_OF_TORCH, CLUSTER, DEV, ROOT, RUNTIME, TORCH, blocks

HASHED = (RUNTIME, DEV, CLUSTER)


def pins(name: str) -> dict[str, Requirement]:
    found = [Requirement(line) for line in pinned(ROOT / name)]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@pytest.mark.parametrize("name", HASHED)
def test_every_requirement_has_one_version_and_hashes(name: str) -> None:
    for package, text in blocks((ROOT / name).read_text()).items():
        assert re.search(r"==[^ ]+", text), package
        assert "--hash=sha256:" in text, package
        assert not BUILDS_OF_TORCH.match(package)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str) -> None:
    assert not re.search(r"://|--index|--find-links|file:", (ROOT / name).read_text())


def test_the_locks_hold_all_that_is_asked_for() -> None:
    """A dependency that is added to pyproject.toml needs `make lock LOCK_ARGS=--keep`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    runtime = pins(RUNTIME) | pins(TORCH)
    asked = {
        "dependencies": (project["dependencies"], runtime),
        "dev": (extras["dev"] + extras["verify"], runtime | pins(DEV)),
        "cluster": (extras["cluster"], runtime | pins(CLUSTER)),
    }
    for requirements, there in asked.values():
        for requirement in map(Requirement, requirements):
            pin = there[canonicalize_name(requirement.name)]
            (version,) = [one.version for one in pin.specifier]
            assert requirement.specifier.contains(version), requirement


def test_one_package_has_one_version_in_all_locks() -> None:
    seen: dict[str, str] = {}
    for name in LOCKS:
        for package, requirement in pins(name).items():
            assert seen.setdefault(package, str(requirement.specifier)) == str(
                requirement.specifier
            )


WEAK = {
    "id": "OSV-2026-1",
    "summary": "weak",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
            "versions": [],
        }
    ],
    "modified": "2026-01-01T00:00:00Z",
}


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    """A small vulnerability service that speaks OSV's language; it knows one weakness."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            weak = asked["package"]["name"] == server.weak  # type: ignore[attr-defined]
            body = json.dumps({"vulns": [WEAK]} if weak else {}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()


@pytest.mark.slow
@pytest.mark.parametrize(("weak", "code"), [("jinja2", 1), ("nothing", 0)])
def test_a_known_weakness_fails_the_audit(
    service: HTTPServer, weak: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pip_audit")
    service.weak = weak  # type: ignore[attr-defined]
    url = f"http://127.0.0.1:{service.server_port}/v1/query"
    assert main(["--vulnerability-service", "osv", "--osv-url", url]) == code
    said = capsys.readouterr().out
    assert ("OSV-2026-1; mended in: 99.1" in said) == bool(code)
    assert re.search(r"^audited 1\d\d packages: (1 known|no known)", said, re.MULTILINE)


def test_a_service_that_does_not_answer_is_said_and_fails_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pip_audit")
    url = "http://127.0.0.1:9/v1/query"
    assert main(["--vulnerability-service", "osv", "--osv-url", url]) == 0
    assert capsys.readouterr().out.startswith("not audited: ")
    assert main(["--no-such-option"]) == 2


def test_what_no_service_knows_is_not_called_audited() -> None:
    unknown = {"name": "a", "skip_reason": "not found"}
    good = {"name": "b", "version": "1", "vulns": []}
    weak = {"name": "c", "version": "1", "vulns": [{"id": "X-1", "fix_versions": []}]}
    assert verdict([unknown]) == (["not audited: no service here knows any of the 1 packages"], 0)
    lines, code = verdict([unknown, good])
    assert code == 0
    assert lines == ["audited 1 packages: no known weakness", "not audited: a: not found"]
    lines, code = verdict([weak, good])
    assert code == 1
    assert lines[0] == "c 1: X-1; mended in: no release yet"
