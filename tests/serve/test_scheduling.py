"""Whose turn it is, and who gives way, told by a clock of the test's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.scheduling import Rules, Schedule, Ticket

RULES = Rules(workers=4, reserved=1, client_running=3, client_waiting=20, waiting=64, seconds=1.0)


class Pool:
    """Workers that run jobs until they are told to stop."""

    def __init__(self, rules: Rules = RULES) -> None:
        self.schedule, self.idle, self.now = Schedule(rules), rules.workers, 0.0
        self.running: list[Ticket] = []
        self.preempted: list[str] = []

    def ask(self, client: str, jobs: int = 1, *, ad_hoc: bool = True) -> list[Ticket]:
        tickets = [Ticket(client, ad_hoc) for _ in range(jobs)]
        for ticket in tickets:
            self.schedule.enter(ticket)
            self.dispatch()
        return tickets

    def page(self, client: str) -> Ticket:
        return self.ask(client, ad_hoc=False)[0]

    def dispatch(self) -> None:
        while self.idle and (ticket := self.schedule.next(self.now)):
            self.idle -= 1
            self.running.append(ticket)

    def end(self, ticket: Ticket) -> None:
        self.schedule.end(ticket)
        if ticket in self.running:
            self.running.remove(ticket)
            self.idle += 1
        self.dispatch()

    def wait(self, seconds: float) -> None:
        self.now += seconds
        while ticket := self.schedule.preempted(self.now):
            self.preempted.append(ticket.client)
            self.end(ticket)

    def of(self, client: str) -> int:
        return sum(one.client == client for one in self.running)


def test_ad_hoc_queries_leave_the_reserved_worker_to_pages() -> None:
    pool = Pool()
    pool.ask("a", 20)
    assert (pool.of("a"), pool.idle) == (3, 1)
    page = pool.page("c")
    assert page in pool.running


def test_the_reserved_worker_is_lent_to_a_client_that_has_nothing_running() -> None:
    pool = Pool()
    pool.ask("a", 20)
    (quick,) = pool.ask("b")
    assert quick in pool.running
    pool.end(quick)
    assert pool.idle == 1


def test_what_was_lent_is_called_back_for_a_page_once_it_had_its_time() -> None:
    pool = Pool()
    for client in "abcd":
        pool.ask(client)  # one thing each
    page = pool.page("e")
    pool.wait(0.9)
    assert page not in pool.running
    pool.wait(0.2)
    assert page in pool.running
    assert pool.preempted == ["a"]  # who ran longest


def test_two_clients_with_twenty_endless_queries_each_shut_nobody_out() -> None:
    pool = Pool()
    pool.ask("a", 20)
    pool.ask("b", 20)
    assert (pool.of("a"), pool.of("b"), pool.idle) == (3, 1, 0)
    page = pool.page("c")
    (query,) = pool.ask("c")
    pool.wait(1.0)
    assert page in pool.running
    assert query in pool.running
    assert set(pool.preempted) == {"a"}
    assert pool.of("b") == 1  # who has a fair share keeps it


def test_with_one_worker_alone_nobody_is_shut_out_either() -> None:
    pool = Pool(Rules(workers=1, reserved=1, client_running=1, client_waiting=20, waiting=64, seconds=1.0))
    pool.ask("a", 20)
    pool.ask("b", 20)
    (query,) = pool.ask("c")
    pool.wait(1.0)
    assert query in pool.running
    page = pool.page("d")
    pool.wait(1.0)
    assert page in pool.running


def test_who_asks_one_thing_at_a_time_is_not_stopped_for_another_query() -> None:
    pool = Pool()
    slow = [pool.ask(client)[0] for client in "abcd"]
    pool.ask("e", 5)
    pool.wait(60)
    assert pool.running == slow
    assert pool.preempted == []


def test_workers_are_shared_evenly_among_those_who_want_many() -> None:
    pool = Pool(Rules(workers=7, reserved=1, client_running=6, client_waiting=20, waiting=64, seconds=1.0))
    pool.ask("a", 20)
    pool.ask("b", 20)
    pool.wait(1.0)
    assert (pool.of("a"), pool.of("b")) == (3, 3)
    assert pool.preempted == ["a", "a", "a"]  # the first for what b had been lent
    pool.ask("c", 20)
    pool.wait(1.0)
    assert sorted(pool.of(client) for client in "abc") == [2, 2, 2]
    pool.wait(60)
    assert sorted(pool.of(client) for client in "abc") == [2, 2, 2]


def test_who_has_least_is_next_then_pages_then_who_asks_for_least() -> None:
    pool = Pool(Rules(workers=1, reserved=0, client_running=1, client_waiting=20, waiting=64, seconds=99))
    (running,) = pool.ask("a")
    many, other = pool.ask("b", 3), pool.ask("c")
    page = pool.page("d")
    order = []
    for _ in range(5):
        pool.end(running)
        (running,) = pool.running
        order.append(running)
    assert order == [page, *other, *many]


def test_a_clients_queries_do_not_keep_it_from_a_page() -> None:
    pool = Pool()
    pool.ask("a", 20)
    page = pool.page("a")
    assert page in pool.running


def test_own_jobs_are_never_stopped() -> None:
    pool = Pool()
    for client in "ab":
        pool.ask(client, 5, ad_hoc=False)
    pool.page("c")
    pool.wait(60)
    assert pool.preempted == []
    pool.end(pool.running[0])
    assert pool.of("c") == 1


def test_a_full_queue_has_room_for_who_has_less_in_it() -> None:
    pool = Pool(Rules(workers=1, reserved=0, client_running=1, client_waiting=4, waiting=6, seconds=99))
    first, second = pool.ask("a", 5), pool.ask("b", 3)
    assert pool.schedule.refused(second[-1]) is first[-1]
    pool.end(first[-1])
    assert pool.schedule.refused(second[-1]) is None
    (more,) = pool.ask("a")
    assert pool.schedule.refused(more) is more
    pool.end(more)
    assert pool.schedule.of("a") == (1, 3)
    another = pool.ask("b", 2)
    assert pool.schedule.refused(another[-1]) is another[-1]  # of those who have most the one that asks


def test_more_than_one_client_may_have_waiting_is_refused() -> None:
    pool = Pool(Rules(workers=1, reserved=0, client_running=1, client_waiting=2, waiting=64, seconds=99))
    tickets = pool.ask("a", 4)
    assert pool.schedule.refused(tickets[-1]) is tickets[-1]


@given(
    st.lists(
        st.tuples(st.sampled_from(["ask", "page", "end", "wait"]), st.sampled_from("abcdef"), st.integers(1, 6)),
        max_size=40,
    ),
    st.integers(1, 6),
    st.integers(0, 3),
)
def test_whatever_happens_counts_fit_and_no_worker_idles_while_a_page_may_run(
    events: list[tuple[str, str, int]], workers: int, reserved: int
) -> None:
    rules = Rules(workers, reserved, max(1, workers - 1), 9, 99, 1.0)
    pool = Pool(rules)
    for event, client, number in events:
        match event:
            case "ask":
                pool.ask(client, number)
            case "page":
                pool.page(client)
            case "end" if pool.running:
                pool.end(pool.running[number % len(pool.running)])
            case "wait":
                pool.wait(number / 2)
        assert len(pool.running) + pool.idle == workers
        clients = {one.client for one in (*pool.running, *pool.schedule.waiting)}
        for name in clients:
            assert pool.schedule.of(name)[0] == pool.of(name)
            assert sum(one.client == name and one.ad_hoc for one in pool.running) <= rules.client_running
        if pool.idle:
            pages = [one for one in pool.schedule.waiting if not one.ad_hoc]
            assert all(
                sum(one.client == page.client and not one.ad_hoc for one in pool.running) == rules.client_running
                for page in pages
            )
            busy = {one.client for one in pool.running if one.ad_hoc}
            assert all(one.client in busy for one in pool.schedule.waiting if one.ad_hoc)


def test_queries_leave_a_full_queue_to_lookups() -> None:
    pool = Pool(Rules(workers=1, reserved=0, client_running=1, client_waiting=2, waiting=4, seconds=99))
    pool.ask("a", 3)
    (last,) = pool.ask("b")
    lookups = pool.ask("c", 2, ad_hoc=False)  # a page asks several at once, more than a client may have queries
    assert pool.schedule.refused(lookups[-1]) is pool.schedule.waiting[1]
    pool.end(pool.schedule.waiting[1])
    more = pool.ask("c", 2, ad_hoc=False)
    assert pool.schedule.refused(more[-1]) is last
    for one in [one for one in pool.schedule.waiting if one.ad_hoc]:
        pool.end(one)
    more = pool.ask("c", 2, ad_hoc=False)
    assert pool.schedule.refused(more[-1]) is more[-1]


def test_a_page_of_many_lookups_stops_no_query_while_it_has_the_reserved_worker() -> None:
    pool = Pool()
    slow = pool.ask("a", 3)
    pool.ask("b", 5, ad_hoc=False)
    pool.page("c")
    pool.wait(60)
    assert pool.preempted == []
    assert slow == pool.running[:3]
