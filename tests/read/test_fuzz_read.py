"""Any bytes, for every reader: documents or a reason, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from depositary.model.codec import dumps, loads
from depositary.model.errors import UnreadableSource
from depositary.model.nouns import Document
from depositary.read import READERS, Raw, Skipped, Source, read_source
from depositary.read.documents import records

GOLDEN = Path(__file__).parents[1] / "golden" / "read"
NAMES = sorted(name for name, _ in READERS.items())
SEEDS = {name: sorted(path.read_bytes() for path in (GOLDEN / name).glob("*/in.*")) for name in NAMES}


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A good file with a stretch cut out, doubled or overwritten; or bytes from nowhere."""
    data = draw(st.sampled_from(SEEDS[name]))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 200)))
    put = draw(st.one_of(st.just(b""), st.just(data[start:end] * 2), st.binary(max_size=20)))
    return draw(st.one_of(st.just(data[:start] + put + data[end:]), st.binary(max_size=200)))


@pytest.mark.parametrize("name", NAMES)
@profile(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_any_bytes(name: str, data: st.DataObject) -> None:
    found = READERS.get(name)
    source = Source("in" + found.suffixes[0], data=data.draw(damaged(name)))
    try:
        assert all(isinstance(item, (Raw, Skipped)) for item in records(source, found))
    except UnreadableSource as error:
        assert error.what
        assert error.todo
    for item in read_source(source):
        if isinstance(item, Document):
            assert 0 < len(item.text) == item.chars
            assert all(0 <= start <= item.chars for start in item.pages)
            assert loads(dumps(item).encode("utf-8").decode("utf-8")) == item


@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes_read_the_same(name: str) -> None:
    found = READERS.get(name)
    for data in SEEDS[name]:
        source = Source("in" + found.suffixes[0], data=data)
        assert read_source(source) == read_source(source)
