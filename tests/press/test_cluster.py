"""A cluster makes what one machine makes, whoever dies; nobody else's program, and nobody without a certificate, takes part.

The cluster is a real one, started by the commands that the README gives: a scheduler and two workers on loopback, by TLS.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from handouts.problem import ExitCode, MissingError, Place, UsageError
from handouts.site import Site
from press import cluster as cluster_module
from press import connection, crew, remote
from press.cluster import FEWEST, Sending, _meet, by_cluster, grouped
from press.connection import Cluster, connected
from press.crew import results
from press.flow import planned
from press.orders import Failure, Finished, Result, Wish
from press.plan import Batch
from press.remote import Bearings, Terms, bearings, differing, parcel
from press.run import Report, run
from press.store import Store
from press.verify import verify
from press.work import StoppedError, fill, forget_shells
from tests.press.files import ROOT, tree
from tests.press.samples import LIBRARY, batches, edition, make_all, order
from tests.program.typed import said

MISSING = next((f"{name} is not installed" for name in ("dask", "distributed") if not find_spec(name)), "")
MISSING = MISSING or ("" if shutil.which("openssl") else "openssl is not there")
MISSING = MISSING or ("signals of POSIX" if os.name == "nt" else "")
on_a_cluster = pytest.mark.skipif(bool(MISSING), reason=MISSING or "all is there")

PROGRAMS = {"dask": [sys.executable, "-m", "dask"], "python": [sys.executable]}
DAY = "1795305600"
DEATHS = (
    "1"  # of workers at one order before Dask gives it back: fewer than usual, since a worker takes a second to start
)


def command(name: str, **instead: str) -> list[str]:
    """A command of the README's section on clusters, with some words replaced."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- cluster: {name} -->\n```sh\n(.*)\n```", text)
    assert found
    words = [instead.get(word, word) for word in shlex.split(found.group(1))]
    return [*PROGRAMS.get(words[0], words[:1]), *words[1:]]


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Farm:
    """A scheduler and two workers under way, and how they are reached."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"},
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": DEATHS,
        }
        subprocess.run(command("certificate"), cwd=folder, check=True, capture_output=True)
        self.processes = [self._started(*command("scheduler", **{"8786": "0"}), "--scheduler-file", "where.json")]
        self.address = self._address()
        instead = {"tls://HOST:8786": self.address, "-1": "2"}
        space = ("--local-directory", str(folder))
        self.processes.append(self._started(*command("workers", **instead), *space))
        certificate = folder / "cert.pem"
        self.cluster = Cluster(address=self.address, ca=certificate, cert=certificate, key=folder / "key.pem")

    def _started(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(arguments, cwd=self.folder, env=self.environment, stdout=log, stderr=log)

    def _address(self) -> str:
        file, until = self.folder / "where.json", time.monotonic() + 30
        while time.monotonic() < until:
            if file.exists() and file.read_text().endswith("}"):
                address = str(json.loads(file.read_text())["address"])
                return f"tls://127.0.0.1:{address.rpartition(':')[2]}"
            time.sleep(0.05)
        pytest.fail((self.folder / "log").read_text())

    def workers(self) -> set[int]:
        """The processes that work."""
        import psutil

        children = psutil.Process(self.processes[1].pid).children(recursive=True)
        return {child.pid for child in children if "spawn_main" in " ".join(child.cmdline())}


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    """A cluster of two workers."""
    made = Farm(tmp_path_factory.mktemp("farm"))
    yield made
    for process in reversed(made.processes):
        ended(process)


def went(out: Path, wanted: list[Batch], **more: Any) -> Report:
    """A run of these batches into a folder."""
    with Store(out) as store:
        return run(wanted, store, **{"jobs": 2, **more})


@on_a_cluster
def test_a_killed_worker_changes_nothing(farm: Farm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers, one killed while it works: files and manifest should be those of a run on this machine."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setattr(crew, "SLICE", 40)  # so that there is enough to send
    table = tmp_path / "sites.csv"
    rows = [f"site-{number},Clinic {number},202-555-{number:04},en" for number in range(130)]
    table.write_text("id,name,phones,locales\n" + "\n".join(rows), encoding="utf-8")
    wish = Wish(layouts=("card", "flyer"), brands=("am-health-care",), papers=("letter",))
    plain = planned(None, replace(wish, locales=("ar", "en", "zh-Hans")))[0]
    wanted = [*plain, *planned(None, replace(wish, layouts=("card",), copies=("screen",), tables=(table,)))[0]]
    killed: list[int] = []

    def kill(_: Result) -> None:
        if not killed:
            killed.append(min(farm.workers()))
            os.kill(killed[0], signal.SIGKILL)

    here = went(tmp_path / "here", wanted, jobs=1)
    there = went(tmp_path / "there", wanted, cluster=farm.cluster, watch=kill)

    assert (ExitCode.DONE, ExitCode.DONE) == (here.exit_code, there.exit_code)
    assert killed
    assert killed[0] not in farm.workers()
    assert 130 + 3 * 2 * 2 == len(there.made)
    assert here.made == there.made
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


@on_a_cluster
def test_who_kills_is_named_and_the_rest_made(farm: Farm, tmp_path: Path) -> None:
    """One order that kills whoever makes it, and others that fail: all should be as in a run on this machine."""
    names = [f"piece-{number:02}" for number in range(24)]
    names[7], names[9], names[22] = "die", "check-1", "font-1"

    here = went(tmp_path / "here", batches(*names), fill=make_all)
    there = went(tmp_path / "there", batches(*names), cluster=farm.cluster, fill=make_all)

    assert "the worker that made it died, twice" in {problem.message for problem in there.problems}
    assert (21, []) == verify(tmp_path / "there")
    assert [str(each.error).replace("/there/", "/here/") for each in there.failures] == [
        str(each.error) for each in here.failures
    ]
    made, local = tree(tmp_path / "there"), tree(tmp_path / "here")
    assert made.pop("manifest.json").replace(b"/there/", b"/here/") == local.pop("manifest.json")
    assert made == local


@on_a_cluster
def test_fault_outside_of_an_order(farm: Farm) -> None:
    """A worker's own fault should be a failure of its orders."""
    (fault,) = results(batches("fault"), None, make_all, farm.cluster)

    assert isinstance(fault, Failure)
    assert "RuntimeError: a fault of ours" in str(fault.error)


@on_a_cluster
def test_another_program_makes_nothing(farm: Farm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are made of something else should be named with it before anything is sent, and refuse by themselves."""
    real = dict(bearings(()).made_of)
    monkeypatch.setattr(remote, "_made_of", lambda: {**real, "reportlab": "5.0.9", "code": "f" * 64})

    with pytest.raises(MissingError) as refused:
        went(tmp_path / "out", batches("card"), cluster=farm.cluster, fill=make_all)
    said = f"this worker runs another program: code {real['code'][:12]} (here ffffffffffff), reportlab {real['reportlab']} (here 5.0.9)"
    assert [said, said] == [problem.message for problem in refused.value.problems]
    assert not (tmp_path / "out").exists()

    monkeypatch.setattr(cluster_module, "_meet", lambda *_: None)  # as if they had come later
    late = list(results(batches("card", "flyer"), None, make_all, farm.cluster))
    assert [MissingError, MissingError] == [type(each.error) for each in late if isinstance(each, Failure)]
    assert [said, said] == [each.error.problems[0].message for each in late if isinstance(each, Failure)]


@on_a_cluster
def test_fonts_that_a_worker_does_not_see(farm: Farm, tmp_path: Path) -> None:
    """A folder of typefaces that is only here should be refused, with the folder; one that is there, too, should do."""
    folder, other = tmp_path / "fonts", tmp_path / "both"
    for each in (folder, other):
        each.mkdir()
        for style in ("Regular", "Bold"):
            (each / f"NotoSans-{style}.ttf").write_bytes(b"letters")
    terms = Terms("1", None, bearings([("Latn", (folder,)), ("Latn", (other,))]))
    shutil.rmtree(folder)

    with connected(farm.cluster) as client, pytest.raises(MissingError) as refused:
        _meet(client, terms)

    told = {(problem.message, problem.hint.rpartition(": ")[2]) for problem in refused.value.problems}
    assert {("this worker has other files of the typeface Noto Sans", str(folder))} == told
    assert 2 == len(refused.value.problems)  # of each worker


@on_a_cluster
def test_the_command_and_who_is_turned_away(farm: Farm, tmp_path: Path) -> None:
    """The command of the README should work and say no more than ever; without TLS or the certificate nobody gets in."""
    typed = command("build", **{"tls://HOST:8786": farm.address, "generate.py": str(ROOT / "generate.py")})
    more = ["--locale", "en", "--layout", "card", "--paper", "a4", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [*typed, *more], cwd=farm.folder, env=farm.environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert ["made", "made", "2"] == [line.split()[0] for line in done.stdout.splitlines()]

    stranger = tmp_path / "stranger"
    stranger.mkdir()
    subprocess.run(command("certificate"), cwd=stranger, check=True, capture_output=True)
    ours = replace(farm.cluster, cert=stranger / "cert.pem", key=stranger / "key.pem")
    port = farm.address.rpartition(":")[2]
    for other, message in (
        (Cluster(address=f"tcp://127.0.0.1:{port}"), f"no scheduler answers at tcp://127.0.0.1:{port}"),
        (ours, farm.address),
        (replace(farm.cluster, ca=stranger / "cert.pem"), farm.address),
        (replace(farm.cluster, key=stranger / "key.pem"), "the certificates cannot be used"),
        (replace(farm.cluster, ca=None, cert=None), "tls:// needs certificates"),
    ):
        with pytest.raises(UsageError, match=re.escape(message)), connected(other):
            pytest.fail("it was let in")


# --- What needs no cluster --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tcp://10.0.0.1:8786", "is another machine, without encryption"),
        ("tcp://press.example.org:8786", "is another machine, without encryption"),
        ("tcp://127.0.0.1.example.org:8786", "is another machine, without encryption"),
        ("tcp://localhost.example.org:8786", "is another machine, without encryption"),
        ("tcp://[2001:db8::1]:8786", "is another machine, without encryption"),
        ("tcp://0.0.0.0:8786", "is another machine, without encryption"),
        ("10.0.0.1:8786", "is not the address of a scheduler"),
        ("tls://10.0.0.1", "is not the address of a scheduler"),
        ("tls://:8786", "is not the address of a scheduler"),
        ("tls://a@b:8786", "is not the address of a scheduler"),
        ("tcp://127.0.0.1:8786@example.org:8786", "is not the address of a scheduler"),
        ("http://127.0.0.1:8786", "is not the address of a scheduler"),
        ("inproc://127.0.0.1:8786", "is not the address of a scheduler"),
        ("TLS://127.0.0.1:8786\n", "is not the address of a scheduler"),
        ("", "is not the address of a scheduler"),
    ],
)
def test_addresses_that_are_refused(address: str, message: str) -> None:
    """Only TLS, or this machine, before anything is sent anywhere."""
    with pytest.raises(UsageError, match=message):
        Cluster(address=address)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "[::1]"])
def test_this_machine_needs_no_certificate(host: str) -> None:
    """A scheduler on loopback may be spoken to as it is, and by TLS."""
    assert not Cluster(address=f"tcp://{host}:8786").encrypted
    assert Cluster(address=f"tls://{host}:8786").encrypted


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the command that installs it is told."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingError) as refused:
        list(results(batches("card"), None, make_all, Cluster(address="tcp://127.0.0.1:8786")))

    assert f"Run: {connection.INSTALL}" == refused.value.problems[0].hint
    assert ".[cluster]" in connection.INSTALL


def test_no_orders_need_no_cluster() -> None:
    """A run with nothing to do should ask nobody."""
    assert [] == list(by_cluster([], Cluster(address="tcp://127.0.0.1:1"), make_all))


@pytest.mark.parametrize("sizes", [[2] * 45, [1], [19, 1, 200, 200, 3], [20, 20], []])
def test_groups(sizes: list[int]) -> None:
    """Every batch is in one group, in its order; a group has at least 20 orders, and no more batches than that takes."""
    said = edition()
    wanted = [Batch(said, tuple(order(f"{which}-{number}") for number in range(n))) for which, n in enumerate(sizes)]

    groups = list(grouped(wanted))

    assert wanted == [batch for group in groups for batch in group]
    assert all(sum(len(batch.orders) for batch in group) >= FEWEST for group in groups[:-1])
    assert all(sum(len(batch.orders) for batch in group[:-1]) < FEWEST for group in groups)


def test_an_order_alone_keeps_its_site() -> None:
    """A batch taken apart should give every order with the site that it is for."""
    sites = tuple(Site(place=Place("x"), id=f"site-{number}") for number in range(3))
    batch = Batch(edition(), tuple(replace(order(site.id), site=site.id) for site in sites), (), sites)

    singles = list(batch.singles())

    assert [((each,), (site,)) for each, site in zip(batch.orders, sites, strict=True)] == [
        (single.orders, single.sites) for single in singles
    ]


def test_a_worker_outlives_its_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker, runs of several dates one after the other: each copy is what that run would make on its own machine."""
    table = tmp_path / "sites.csv"
    table.write_text("id,phones\nnorth,202-555-0143\nsouth,202-555-0144\n", encoding="utf-8")
    wish = Wish(topics=("stopping",), layouts=("card",), brands=("clinic",), locales=("en",), papers=("letter",))
    (batch,) = planned(LIBRARY, replace(wish, copies=("screen",), tables=(table,)))[0]
    alike = bearings([("Latn", ())])

    def there(run: str, dated: str | None) -> list[bytes]:
        made = remote.made(fill, Terms(run, dated, alike), [parcel(batch)], [batch.edition])
        return [each.pdf for each in made if isinstance(each, Finished)]

    def here(dated: str | None) -> list[bytes]:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        if dated is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", dated)
        forget_shells()
        return [each.pdf for each in fill(batch) if isinstance(each, Finished)]

    dates = (None, DAY, "1800000000")
    alone = [here(dated) for dated in dates]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")

    assert [2, 2, 2] == [len(set(each)) for each in alone]
    assert 3 == len({each[0] for each in alone})
    assert alone == [there(str(number), dated) for number, dated in enumerate(dates)]
    forget_shells()


def test_what_differs_is_named() -> None:
    """A worker with another library, another program and other typefaces is told by name; one that is alike by nothing."""
    asked = ("Armn", (Path("/fonts"),))
    ours = Bearings(
        {"reportlab": "5.1.0", "zlib": "1.3"}, {asked: (("Noto Sans Armenian", "0", "aa"), ("Noto Sans", "b"))}
    )
    theirs = Bearings({"reportlab": "5.1.0", "zlib": ""}, {asked: (("Noto Sans Armenian",), ("Noto Sans", "b"))})

    assert [] == differing("tls://w:1", ours, ours)
    assert [
        "this worker runs another program: zlib none (here 1.3)",
        "this worker has other files of the typeface Noto Sans Armenian",
    ] == [problem.message for problem in differing("tls://w:1", theirs, ours)]


class Gone:
    """Stands for a client whose scheduler goes away, or whose workers do."""

    def __init__(self, *, scheduler: bool) -> None:
        self.status, self.scheduler = "running", scheduler

    def get_executor(self, **_: object) -> Gone:
        return self

    def nthreads(self) -> dict[str, int]:
        return {}

    def submit(self, *_: object, **__: object) -> Future[tuple[Result, ...]]:
        sent: Future[tuple[Result, ...]] = Future()
        if self.scheduler:
            sent.cancel()
            sent.set_running_or_notify_cancel()
        return sent


@on_a_cluster
@pytest.mark.parametrize(
    ("scheduler", "why"), [(True, "the connection to the scheduler was lost"), (False, "no worker is left")]
)
def test_a_cluster_that_goes_away(monkeypatch: pytest.MonkeyPatch, scheduler: bool, why: str) -> None:
    """Orders that nobody is left to make should come back, each named once, and the run end."""
    monkeypatch.setattr(cluster_module, "SECONDS_WITHOUT_WORKERS", 0.2)
    monkeypatch.setattr(cluster_module, "SECONDS_BETWEEN_LOOKS", 0.05)
    groups = [(batch,) for batch in batches("a", "b", "c", "d")]

    sending = Sending(Gone(scheduler=scheduler), Terms("1", None, bearings(())), make_all)
    found = [each for _, answers in sending.answers(groups, alone=False) for each in answers or ()]

    assert ["a", "b", "c", "d"] == sorted(each.order.layout for each in found)
    assert {StoppedError} == {type(each.error) for each in found if isinstance(each, Failure)}
    assert {f"it was not made: {why}"} == {
        each.error.problems[0].message for each in found if isinstance(each, Failure)
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--cluster", "tcp://10.0.0.1:8786"),
            "--cluster: 'tcp://10.0.0.1:8786' is another machine, without encryption",
        ),
        (
            ("--cluster", "tcp://127.0.0.1:8786", "--jobs", "2"),
            "--jobs: this is for work on this machine, not for --cluster",
        ),
        (("--cluster-ca", "x.pem"), "--cluster: certificates are for a cluster"),
        (
            ("--cluster", "tls://h:8786", "--cluster-ca", "none.pem"),
            "generate.py build: Invalid value for '--cluster-ca'",
        ),
        (
            ("--cluster", "tcp://127.0.0.1:1", "--cluster-ca", "x.pem"),
            "--cluster: certificates are for tls:// addresses",
        ),
    ],
)
def test_options_that_do_not_go_together(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be is said before anything is read."""
    monkeypatch.chdir(tmp_path)
    Path("x.pem").touch()

    done = said("build", *arguments)

    assert ExitCode.USAGE == done.exit_code
    assert message in done.stderr
