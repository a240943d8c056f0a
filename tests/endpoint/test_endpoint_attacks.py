"""A podcast.toml from a stranger names the endpoint: what it may learn and whom it may reach."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection

import pytest
from standin import StandIn, standing_in
from test_endpoint import ARTICLE, ask, brook, doubtful, of

from quotecast.config import Asking, Studio
from quotecast.doctor import State, examine
from quotecast.endpoint import client, resolve
from quotecast.endpoint.client import KEY_VARIABLE, OWNER_VARIABLE, UnansweredError, key_for, origin
from quotecast.quotations import attribute

GIVEN = "https://api.example.org/v1"
"""Where the producer's key is good."""


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A server of the stranger's; the producer has a key for another one."""
    monkeypatch.setenv(KEY_VARIABLE, "sesame")
    with standing_in() as server:
        server.says = brook
        yield server


@pytest.mark.parametrize("owner", ["", " ", GIVEN, "api.example.org", "http://[", "nonsense"])
def test_the_key_of_another_server_is_not_sent(
    stranger: StandIn,
    owner: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(OWNER_VARIABLE, owner)
    with caplog.at_level(logging.WARNING):
        assert not doubtful(ask(stranger).attribution)
        ask(stranger)
    assert len(stranger.requests) == 2
    for _, headers, body in stranger.requests:
        assert "Authorization" not in headers
        assert "sesame" not in f"{headers}{body}"
    (told,) = caplog.messages  # once, not for each article
    assert told.startswith(f"{KEY_VARIABLE} is not sent to {origin(stranger.root)}: ")
    assert f"set {OWNER_VARIABLE}" in told
    assert "sesame" not in told


def test_another_port_is_another_server(stranger: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing_in() as own:
        monkeypatch.setenv(OWNER_VARIABLE, own.root)
        ask(stranger)
        ask(own)
    assert "Authorization" not in stranger.requests[0][1]
    assert own.requests[0][1]["Authorization"] == "Bearer sesame"


@pytest.mark.parametrize(
    ("endpoint", "sent"),
    [
        ("https://api.example.org/v1/chat/completions", True),
        ("https://API.example.org:443/other", True),
        ("http://api.example.org/v1", False),
        ("https://api.example.org:8443/v1", False),
        ("https://api.example.org.evil.example/v1", False),
        ("https://evil.example/api.example.org/v1", False),
        ("https://example.org/v1", False),
        ("https://api.example.org@evil.example/v1", False),
        ("https://api.example.org\\@evil.example/v1", False),
        ("https://xn--api-example-org/v1", False),
    ],
)
def test_whose_key_it_is_is_scheme_host_and_port(
    endpoint: str, sent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sesame")
    monkeypatch.setenv(OWNER_VARIABLE, GIVEN)
    assert key_for(endpoint) == ("sesame" if sent else "")


class Elsewhere(HTTPConnection):
    """A connection whose other end says it has a certain address."""

    peer = ""

    def connect(self) -> None:
        super().connect()
        self.sock = Peer(self.sock, self.peer)  # type: ignore[assignment]


class Peer:
    def __init__(self, sock: object, address: str) -> None:
        self._sock, self._address = sock, address

    def __getattr__(self, name: str) -> object:
        return getattr(self._sock, name)

    def getpeername(self) -> tuple[str, int]:
        return self._address, 80


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("::ffff:169.254.169.254", "link-local"),
        ("93.184.216.34", "https://"),
        ("2606:2800:220:1::1", "https://"),
        ("::ffff:93.184.216.34", "https://"),
    ],
)
def test_nothing_is_told_to_link_local_addresses_or_in_the_open(
    stranger: StandIn, address: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that answers counts, not the name: a name can lead anywhere."""
    monkeypatch.setattr(Elsewhere, "peer", address)
    monkeypatch.setattr(client.http.client, "HTTPConnection", Elsewhere)
    with pytest.raises(UnansweredError, match=why):
        client.post(f"{stranger.root}/chat/completions", b"{}", 5.0)
    assert stranger.requests == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.9", "::1", "fd12::1"])
def test_servers_of_this_machine_and_its_network_are_asked(
    stranger: StandIn, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ipaddress.ip_address(address).is_private
    monkeypatch.setattr(Elsewhere, "peer", address)
    monkeypatch.setattr(client.http.client, "HTTPConnection", Elsewhere)
    assert not doubtful(ask(stranger).attribution)


def test_the_doctor_says_that_a_key_will_not_be_sent(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    with studio.settings.open("a") as file:
        file.write('[attribution]\nendpoint = "http://127.0.0.1:9/v1"\nmodel = "little"\n')
    monkeypatch.delenv(OWNER_VARIABLE, raising=False)
    monkeypatch.setenv(KEY_VARIABLE, "sesame")
    (found,) = [one for one in examine(studio) if KEY_VARIABLE in one.said]
    assert found.state is State.WARN
    assert OWNER_VARIABLE in found.hint
    monkeypatch.setenv(OWNER_VARIABLE, "http://127.0.0.1:9")
    assert not [one for one in examine(studio) if KEY_VARIABLE in one.said]


def test_without_a_key_there_is_nothing_to_tell(
    stranger: StandIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    article = of(ARTICLE)
    asking = replace(Asking(stranger.root, "little"), timeout=10.0)
    with caplog.at_level(logging.WARNING):
        assert not doubtful(resolve(article, attribute(article), asking, 0.5).attribution)
    assert caplog.messages == []
