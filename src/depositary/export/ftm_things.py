"""Our documents and entities as schemata of FollowTheMoney with their properties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from depositary.export.stream import cut_day
from depositary.model import gazetteer
from depositary.model.nouns import Document, Entity
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml, split


@cache
def table() -> Mapping[str, Any]:
    """Which schema takes what."""
    found: Mapping[str, Any] = read_yaml(DATA / "formats" / "ftm.yml")
    return found


def schema_of(one: Entity) -> str:
    """The schema that takes an entity."""
    held = table()
    special = held["kinds"].get(one.props.get("kind")) if one.schema == "Organization" else None
    return str(special or held["entities"].get(one.schema, held["otherwise"]))


def alpha2(codes: Any) -> list[str]:
    """Countries as the model writes them, ir, from codes of three letters, alone or several: IRN|RUS."""
    several = codes if isinstance(codes, (list, tuple)) else split(str(codes or ""))
    found = (gazetteer.state(str(one)) for one in several)
    return [str(one.props["iso2"]).casefold() for one in found if one is not None and one.props.get("iso2")]


def document(one: Document) -> tuple[str, dict[str, Any]]:
    """Schema and properties of a document, without its text: that is its publisher's."""
    return table()["documents"].get(one.kind, table()["document"]), {
        "fileName": one.name,
        "title": one.title,
        "author": one.author,
        "publisher": one.publisher,
        "publishedAt": cut_day(one.published),
        "language": table()["languages"].get(one.lang),
        "sourceUrl": one.uri,
        "processingAgent": one.reader,
        "notes": f"SHA-256 {one.sha256}",
    }


def thing(one: Entity, known: Mapping[str, Entity]) -> tuple[str, dict[str, Any]]:
    """Schema and properties of an entity."""
    schema, props = schema_of(one), one.props
    told: dict[str, Any] = {
        "name": one.name,
        "alias": list(one.aliases),
        "wikidataId": one.wikidata,
        "country": alpha2(
            props.get("iso3") or props.get("country") or props.get("parties") or props.get("by")
        ),
        "sourceUrl": [text for text in split(str(props.get("source_url") or "")) if text.startswith("http")],
    }
    kind = str(props.get("kind") or "")
    if schema == "Contract":
        told |= {
            "title": one.name,
            "type": f"treaty: {kind}" if kind else "treaty",
            "contractDate": props.get("signed"),
        }
    elif schema == "Address":
        told |= {"full": one.name, "latitude": props.get("lat"), "longitude": props.get("lon")}
    elif schema == "Project":
        told |= {"projectId": props.get("key"), "keywords": kind}
    elif schema == "Event":
        told |= {"startDate": props.get("since"), "keywords": kind}
    elif schema == "Note":
        told |= {
            "description": one.name,
            "entity": [key for key in (props.get("agreement"),) if key in known],
        }
    elif schema != "Person":
        told |= {"classification": kind}
    return schema, told
