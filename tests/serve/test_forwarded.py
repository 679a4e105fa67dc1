"""Who the client is: what proxies write, what clients make up, what neither can be read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.forwarded import Proxies, counted, parsed
from kg.settings import Settings

TRUSTED = Proxies.of("127.0.0.1, 10.0.0.0/8,::1,2001:db8:ffff::/48")
PROXY, OTHER = "127.0.0.1", "198.51.100.7"


@pytest.mark.parametrize(
    ("peer", "headers", "client"),
    [
        (PROXY, ["203.0.113.5"], "203.0.113.5"),
        (PROXY, ["1.2.3.4, 203.0.113.5"], "203.0.113.5"),  # the first is the client's own word
        (PROXY, ["127.0.0.1, 203.0.113.5"], "203.0.113.5"),  # also where it names a proxy
        (PROXY, ["203.0.113.5, 10.1.2.3"], "203.0.113.5"),  # through two proxies
        (PROXY, ["203.0.113.5,10.1.2.3,10.9.9.9 , 127.0.0.1"], "203.0.113.5"),
        (PROXY, ["1.2.3.4", "203.0.113.5"], "203.0.113.5"),  # several headers are one list
        (PROXY, ["203.0.113.5", "10.1.2.3"], "203.0.113.5"),
        (PROXY, ["203.0.113.5:4711"], "203.0.113.5"),
        (PROXY, ["2001:db8::1"], "2001:db8::1"),
        (PROXY, ["[2001:db8::1]"], "2001:db8::1"),
        (PROXY, ["[2001:db8::1]:443"], "2001:db8::1"),
        (PROXY, ['"[2001:db8::1]:443"'], "2001:db8::1"),
        (PROXY, ["::ffff:203.0.113.5"], "203.0.113.5"),
        (PROXY, ["203.0.113.5, ::ffff:10.1.2.3"], "203.0.113.5"),
        (PROXY, ["203.0.113.5, 2001:db8:ffff::9"], "203.0.113.5"),
        ("::ffff:127.0.0.1", ["203.0.113.5"], "203.0.113.5"),
        ("::1", ["203.0.113.5"], "203.0.113.5"),
        # nothing that can be read: nobody knows more than the peer
        (PROXY, [], PROXY),
        (PROXY, [""], PROXY),
        (PROXY, ["unknown"], PROXY),
        (PROXY, ["203.0.113.5, _hidden"], PROXY),
        (PROXY, ["203.0.113.5,"], PROXY),
        (PROXY, ["203.0.113.5, 10.1.2.3, garbage"], PROXY),
        (PROXY, ["203.0.113.999"], PROXY),
        (PROXY, ["[203.0.113.5"], PROXY),
        (PROXY, ["10.1.2.3, 127.0.0.1"], PROXY),  # proxies alone
        # who is no proxy is not believed
        (OTHER, ["203.0.113.5"], OTHER),
        (OTHER, ["127.0.0.1"], OTHER),
        ("", ["203.0.113.5"], ""),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxys(peer: str, headers: list[str], client: str) -> None:
    assert TRUSTED.client(peer, headers) == client


def test_where_whoever_connects_is_a_proxy_the_client_is_what_it_adds() -> None:
    anybody = Proxies.of("*")
    assert anybody.client(OTHER, ["1.2.3.4, 203.0.113.5"]) == "203.0.113.5"
    assert Proxies.of("*,10.0.0.0/8").client(OTHER, ["203.0.113.5, 10.1.2.3"]) == "203.0.113.5"
    assert Proxies.of("").client("127.0.0.1", ["203.0.113.5"]) == "127.0.0.1"


@given(st.lists(st.text(max_size=30), max_size=4))
def test_what_a_client_writes_before_it_changes_nothing(made_up: list[str]) -> None:
    assert TRUSTED.client(PROXY, [*made_up, "203.0.113.5"]) == "203.0.113.5"
    assert TRUSTED.client(PROXY, [",".join([*made_up, " 203.0.113.5"])]) == "203.0.113.5"


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "not an address"),
        ("x" * 100, "x" * 64),
    ],
)
def test_clients_are_counted_by_address_or_network(host: str, client: str) -> None:
    assert counted(host) == client


@pytest.mark.parametrize("text", ["", "[]", "[::1", "::1]", "1.2.3.4:", "1.2.3.4:123456", "[1.2.3.4:80]", "::1:80:x"])
def test_what_is_no_address(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize("wrong", ["localhost", "10.0.0.0/33", "127.0.0.1;10.0.0.1", "::1 10.0.0.1"])
def test_a_setting_that_names_no_proxy_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        Settings(serve_trusted_proxies=wrong)
