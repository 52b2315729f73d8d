"""Tables of a network: what fits is loaded, every fault is told by file, row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from depositary.model import case as cases
from depositary.model.errors import BadArgument, BadData
from depositary.network import Network
from depositary.network.folder import BadNetwork, read, write
from depositary.network.routes import routes_at
from webs import PACT, folder


def faults(path: Path) -> list[str]:
    with pytest.raises(BadNetwork) as raised:
        read(path)
    return [str(one) for one in raised.value.faults]


@pytest.mark.parametrize(
    "name", [name for name in cases.names() if (cases.CASES / name / "network" / "links.csv").exists()]
)
def test_networks_of_the_package_load(name: str) -> None:
    tables = read(cases.CASES / name / "network")
    assert tables.nodes and tables.links and tables.terms and tables.references


def test_cells_are_read_as_what_they_are() -> None:
    tables = read(PACT)
    railway, lake = tables.links["P1"], tables.links["H2"]
    assert (railway.opens.low, railway.opens.high) == (date(2024, 12, 1), date(2026, 6, 30))
    assert railway.gauges == ("1435", "1435") and railway.capacity.best == 3 and railway.row == 2
    assert lake.months == frozenset(range(4, 12)) and lake.assumption == ("length",)
    assert tables.nodes["HAR"].aliases == ("Port of Harl",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({("links.csv", "C1", "length_km"): "far"}, "links.csv, row 4, length_km: 'far' is no number"),
        ({("links.csv", "C1", "length_km"): "-3"}, "links.csv, row 4, length_km: -3 is out of range"),
        ({("links.csv", "C1", "length_km"): "nan"}, "links.csv, row 4, length_km: 'nan' is no number"),
        ({("links.csv", "C1", "length_km"): "1e308"}, "links.csv, row 4, length_km: 1e308 is out of range"),
        ({("links.csv", "C1", "length_km"): "1_000"}, "links.csv, row 4, length_km: '1_000' is no number"),
        ({("links.csv", "P1", "opens_low"): "2024-01-" + "9" * 20}, "links.csv, row 2, opens_low: '2024-01-9999"),
        ({("links.csv", "P1", "opens_low"): "+024"}, "links.csv, row 2, opens_low: '+024' is no day"),
        ({("links.csv", "H2", "season"): "\u00b2-3"}, "links.csv, row 7, season: '\u00b2-3' is no season"),
        ({("parameters.csv", "speed.road", "best"): "0"}, "parameters.csv, row 4, best: 0 is out of range"),
        ({("parameters.csv", "speed.road", "low"): "1e-320"}, "parameters.csv, row 4, low: 1e-320 is out of range"),
        ({("parameters.csv", "tariff.road", "best"): "-5"}, "parameters.csv, row 7, best: -5 is out of range"),
        ({("parameters.csv", "load", "best"): "-5"}, "network.yml, cargo_load: 'load' has no best value above nought"),
        ({("nodes.csv", "CAL", "name"): "Cald\x1b[31m"}, "nodes.csv, row 6, name: 'Cald\\x1b[31m' holds a sign"),
        ({("nodes.csv", "CAL", "name"): "a\u202eb"}, "nodes.csv, row 6, name: 'a\\u202eb' holds a sign"),
        ({("links.csv", "C1", "length_km"): ""}, "links.csv, row 4, length_km: must be a number"),
        ({("links.csv", "C1", "to"): "NOW"}, "links.csv, row 4, to: 'NOW' is not in nodes.csv"),
        ({("links.csv", "C1", "status"): "shut"}, "links.csv, row 4, status: 'shut' is none of open, under_construction"),
        ({("links.csv", "C1", "service"): "cart"}, "links.csv, row 4, service: 'cart' is not in services.csv"),
        ({("links.csv", "C1", "mode"): "rail"}, "links.csv, row 4, mode: the service 'road' is of mode 'road'"),
        ({("links.csv", "P1", "opens_low"): "soon"}, "links.csv, row 2, opens_low: 'soon' is no day"),
        ({("links.csv", "P1", "opens_high"): "2026-13"}, "links.csv, row 2, opens_high: '2026-13' is no day"),
        ({("links.csv", "H2", "season"): "spring"}, "links.csv, row 7, season: 'spring' is no season"),
        ({("links.csv", "P1", "gauge_mm"): "1/2/3"}, "links.csv, row 2, gauge_mm: one gauge, or those at the two ends"),
        ({("links.csv", "C2", "toll"): "levy"}, "links.csv, row 5, toll: 'levy' is not in parameters.csv"),
        ({("nodes.csv", "VEL", "lat"): "100"}, "nodes.csv, row 2, lat: 100.0 is out of range"),
        ({("nodes.csv", "VEL", "name"): ""}, "nodes.csv, row 2, name: is empty"),
        ({("nodes.csv", "HAR", "id"): "VEL"}, "nodes.csv, row 3, id: 'VEL' stands twice"),
        ({("parameters.csv", "load", "best"): ""}, "network.yml"),
        ({("terms.csv", "G1", "between"): "1435"}, "terms.csv, row 5, between: two modes or gauges"),
        ({("terms.csv", "T1", "at"): "quay"}, "terms.csv, row 2, at: 'quay' is no node, link or kind of node"),
        ({("terms.csv", "T1", "kind"): "swap"}, "terms.csv, row 2, kind: 'swap' is none of transfer, gauge, border"),
        ({("services.csv", "rail", "cost"): "fare"}, "services.csv, row 2, cost: 'fare' is not in parameters.csv"),
        ({("references.csv", "R1", "to"): "NOW"}, "references.csv, row 2, to: 'NOW' is not in nodes.csv"),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_it_is(
    tmp_path: Path, changes: dict[tuple[str, str, str], str], told: str
) -> None:
    assert any(one.startswith(told) for one in faults(folder(tmp_path, changes)))


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = faults(
        folder(tmp_path, {("links.csv", "C1", "length_km"): "far", ("nodes.csv", "VEL", "lat"): "north"})
    )
    assert len(found) == 2


def test_headers_and_widths_are_told(tmp_path: Path) -> None:
    target = folder(tmp_path)
    links = target / "links.csv"
    links.write_text(links.read_text().replace("length_km", "length", 1))
    (target / "services.csv").write_text((target / "services.csv").read_text() + "tram,road\n")
    (target / "terms.csv").unlink()
    found = "\n".join(faults(target))
    assert "links.csv: lacks length_km and has no use for length" in found
    assert "services.csv, row 6: 2 cells where the header has 7" in found
    assert "terms.csv: is missing; columns: id, kind" in found


@pytest.mark.parametrize(
    "text", ["- 1", "words", "5", "title: [a, b]", "cargo_load: {a: 1}", "title: " + "[" * 3000 + "]" * 3000,
             "as_of: 2024-02-30", "title: " + "9" * 5000, "title: !!bool x", "as_of: !!timestamp x", "a: &a [1]\ntitle: *a",
             "\xff"],
)  # fmt: skip
def test_what_holds_for_the_network_is_plain_words(tmp_path: Path, text: str) -> None:
    target = folder(tmp_path)
    (target / "network.yml").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadData, match=r"network\.yml"):
        read(target)


@pytest.mark.parametrize(
    "text", ["- 1", "ways: {}", "groups: [1]", "groups: {a: 1}", "groups: {a: {routes: [], label: x, terms: [x]}}",
             "groups: {}\nways: {a: {name: 1, from: 2, to: 3}}", "groups: {}\norigins: [1]"],
)  # fmt: skip
def test_names_of_another_shape_are_told(tmp_path: Path, text: str) -> None:
    target = folder(tmp_path)
    (target / "names.yml").write_text(text)
    with pytest.raises(BadData, match=r"names\.yml|names no route"):
        routes_at(target)


def test_a_name_for_a_link_that_is_not_there_is_told(tmp_path: Path) -> None:
    target = folder(tmp_path)
    (target / "names.yml").write_text("groups: {}\nlinks: {a: {label: x, links: [NOPE], terms: [x]}}\n")
    found = routes_at(target)
    assert found is not None
    with pytest.raises(BadData, match="NOPE"):
        found.rows(found.links["a"].ids)


def test_a_folder_without_a_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no case"):
        Network.load("nowhere")
    with pytest.raises(BadNetwork, match="is missing"):
        Network.load(tmp_path)


def test_written_tables_say_the_same(tmp_path: Path) -> None:
    write(PACT, tmp_path / "out")
    once, again = read(PACT), read(tmp_path / "out")
    assert (once.nodes, once.links, once.parameters) == (again.nodes, again.links, again.parameters)
    assert (once.services, once.terms, once.references, once.body) == (
        again.services,
        again.terms,
        again.references,
        again.body,
    )
