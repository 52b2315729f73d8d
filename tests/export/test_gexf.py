"""GEXF 1.3, read by networkx; names with signs of XML stay names."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from defusedxml import ElementTree

from depositary.export.gexf import NAMESPACE
from rich_dossier import PACT, STATE, statements


def test_edges_by_kind_with_their_days(told: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(told("gexf"))
    assert root.tag == f"{{{NAMESPACE}}}gexf" and root.get("version") == "1.3"
    edges = {tuple(one.get("id").split(".")): one for one in root.iter(f"{{{NAMESPACE}}}edge")}
    kinds = sorted(one[-1] for one in edges)
    assert kinds == ["acts_on", "acts_on", "disputes", "speaks_of", "speaks_of", "speaks_of"]
    acted = [one for key, one in edges.items() if key[-1] == "acts_on" and one.get("source") == STATE.id]
    assert [(one.get("start"), one.get("end"), one.get("weight")) for one in acted] == [
        ("2024-05-17", "2024-05-17", "1.0")
    ]
    labels = {one.get("id"): one.get("label") for one in root.iter(f"{{{NAMESPACE}}}node")}
    assert (
        labels[PACT.id] == "Pact"
        and "The Chair <b>" in labels.values()
        and "The Rival & Sons" in labels.values()
    )


def test_networkx_reads_it(told: Callable[[str], str]) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    graph = networkx.read_gexf(io.BytesIO(told("gexf").encode()), version="1.3")
    assert graph.graph["mode"] == "dynamic" and graph.number_of_edges() == 6
    assert graph.nodes[PACT.id]["label"] == "Pact" and graph.nodes[PACT.id]["schema"] == "Agreement"
    speaker = statements()[1].speaker
    assert speaker is not None and speaker.entity is not None
    assert networkx.MultiDiGraph(graph).has_edge(speaker.entity, PACT.id)
