"""The audit: networks of the package pass, and every planted fault is found where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from depositary.network import Network
from depositary.network.audit import audit
from webs import FLAGSHIP, PACT, Cells, folder

PAST = {("links.csv", "P1", "opens_low"): "2020", ("links.csv", "P1", "opens_high"): "2021"}
DOUBLE = {
    ("links.csv", "C2", "from"): "VEL",
    ("links.csv", "C2", "to"): "CAL",
    ("links.csv", "C2", "length_km"): "150",
}


@pytest.mark.parametrize("where", [PACT, FLAGSHIP], ids=str)
def test_the_gate_holds_for_networks_of_the_package(where: str | Path) -> None:
    found = audit(Network.load(where))
    assert found.holds and found.counts["links"] and found.references


@pytest.mark.parametrize(
    ("changes", "level", "check", "where"),
    [
        ({("links.csv", "P1", "length_km"): "108"}, "error", "official", "links.csv P1"),
        ({("links.csv", "C2", "length_km"): "90"}, "error", "straight line", "links.csv C2"),
        ({("links.csv", "C1", "length_source"): ""}, "error", "source", "links.csv C1"),
        ({("links.csv", "P1", "capacity_source"): ""}, "error", "source", "links.csv P1"),
        ({("links.csv", "H2", "assumption"): ""}, "error", "source", "links.csv H2"),
        ({("nodes.csv", "OST", "source"): ""}, "error", "source", "nodes.csv OST"),
        ({("parameters.csv", "load", "source"): ""}, "error", "source", "parameters.csv load"),
        ({("terms.csv", "T1", "source"): ""}, "error", "source", "terms.csv T1"),
        ({("links.csv", "P1", "opens_low"): "2027"}, "error", "status", "links.csv P1"),
        ({("links.csv", "P1", "status"): "open"}, "error", "status", "links.csv P1"),
        (PAST, "warning", "status", "links.csv P1"),
        ({("links.csv", "P1", "opens_low"): "", ("links.csv", "P1", "opens_high"): ""}, "warning", "status", "links.csv P1"),
        ({("links.csv", "H1", "to"): "VEL"}, "error", "dangling", "links.csv H1"),
        ({("links.csv", "P2", "gauge_mm"): ""}, "error", "gauge", "links.csv P2"),
        ({("nodes.csv", "MER", "kind"): "halt", ("terms.csv", "G1", "at"): "OST"}, "error", "gauge", "nodes.csv MER"),
        ({("links.csv", "P1", "gauge_mm"): "1435/1000"}, "error", "gauge", "links.csv P1"),
        ({("terms.csv", "T1", "at"): "CAL"}, "warning", "transfer", "nodes.csv HAR"),
        ({("parameters.csv", "speed.sea", "low"): "11"}, "error", "unit", "parameters.csv speed.sea"),
        ({("parameters.csv", "speed.sea", "unit"): "USD/t"}, "error", "unit", "services.csv sea"),
        ({("services.csv", "road", "emissions"): ""}, "error", "unit", "services.csv road"),
        ({("links.csv", "P1", "capacity_unit"): "wagons"}, "error", "unit", "links.csv P1"),
        ({("links.csv", "P1", "capacity_low"): "9"}, "error", "unit", "links.csv P1"),
        (DOUBLE, "warning", "twice", "links.csv C2"),
        ({("links.csv", "C1", "status"): "closed", ("links.csv", "H2", "status"): "closed"}, "warning", "piece", "nodes.csv HAR"),
        ({("references.csv", "R1", "km"): "250"}, "error", "published", "references.csv R1"),
        ({("references.csv", "R1", "modes"): "sea"}, "error", "published", "references.csv R1"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(tmp_path: Path, changes: Cells, level: str, check: str, where: str) -> None:
    at = folder(tmp_path, changes)
    found = audit(Network.load(at))
    assert (level, check, where) in {(one.level, one.check, f"{one.file} {one.id}") for one in found.issues}
    assert level == "warning" or not found.holds


def test_a_strait_that_is_passed_unseen_is_told(tmp_path: Path) -> None:
    """A sea link as long as the way by a waypoint: closing the waypoint would leave it open."""
    at = folder(tmp_path)
    nodes, links = at / "nodes.csv", at / "links.csv"
    nodes.write_text(nodes.read_text() + "STR,Narrow Strait,,,waypoint,0.7,-29.7,1,,,invented\n")
    row = "{},,{},{},sea,sea,{},sea_lane,,,invented,,,,open,,,,,,,,,,,,,\n"
    made = [("S1", "HAR", "STR", 60), ("S2", "STR", "CAL", 64.5)]
    links.write_text(links.read_text() + "".join(row.format(*one) for one in made))
    found = [one for one in audit(Network.load(at)).issues if one.check == "hidden"]
    assert [(one.id, one.says) for one in found] == [("H2", "as long as the way by Narrow Strait")]
