"""What there is. In: a library and the layouts. Out: topics, layouts, locales, brands as JSON holds them, and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handouts.library import Library
from handouts.problem import ContentError
from handouts.topic import Topic
from layouts.typesetting.layout import Layout

Survey = Mapping[str, list[dict[str, Any]]]


def survey(library: Library, layouts: Mapping[str, Layout], today: date) -> Survey:
    """All there is, by kind. A text that cannot be read is there too, its `state` says so."""
    return {
        "topics": [_text(library, topic, tag, today) for topic in library.slugs() for tag in library.tags(topic)],
        "layouts": [
            {"layout": name, "title": each.title, "length": each.length.word, "papers": list(each.papers)}
            for name, each in layouts.items()
        ],
        "locales": [_locale(library, tag) for tag in library.locales()],
        "brands": [_brand(library, brand) for brand in library.brands()],
    }


def lines(found: Survey) -> Iterator[str]:
    """The survey as lines: a heading for each kind, columns below it."""
    for kind, rows in found.items():
        yield kind
        cells = [[", ".join(each) if isinstance(each, list) else str(each) for each in row.values()] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _text(library: Library, slug: str, tag: str, today: date) -> dict[str, Any]:
    """One topic in one language: who wrote it when, until when it holds, and whether anybody signed."""
    said = {"topic": slug, "locale": tag, "version": "", "revised": "", "review_by": "", "state": ""}
    try:
        topic = library.topic(slug, tag)
    except ContentError:
        return {**said, "state": "cannot be read: `check` says why"}
    review = topic.review
    dates = {"revised": review.revised.isoformat(), "review_by": review.review_by.isoformat()}
    return {**said, "version": review.version, **dates, "state": ", ".join(_state(topic, today))}


def _state(topic: Topic, today: date) -> Iterator[str]:
    review, translation = topic.review, topic.translation
    if review.review_by < today:
        yield "review is overdue"
    yield f"reviewed {review.medical.on.isoformat()}" if review.medical else "not reviewed by a clinician"
    if translation is not None:
        checked = translation.checked
        yield (
            f"{translation.method}, checked {checked.on.isoformat()}"
            if checked
            else f"{translation.method}, not checked"
        )


def _locale(library: Library, tag: str) -> dict[str, Any]:
    try:
        locale = library.locale(tag)
    except ContentError:
        return {"locale": tag, "language": "", "name": "", "english_name": "cannot be read: `check` says why"}
    return {"locale": tag, "language": locale.language, "name": locale.name, "english_name": locale.english_name}


def _brand(library: Library, slug: str) -> dict[str, Any]:
    try:
        brand = library.brand(slug)
    except ContentError:
        return {"brand": slug, "name": "cannot be read: `check` says why", "phone": ""}
    return {"brand": slug, "name": brand.name, "phone": brand.phone}
