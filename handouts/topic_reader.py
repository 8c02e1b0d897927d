"""Topics out of nodes. In: the node of `topics/<topic>/<tag>.yaml`. Out: a `Topic`, and every problem on the way."""

from __future__ import annotations

from datetime import date

from handouts.block_reader import block_of, length_of
from handouts.blocks import Length
from handouts.digest import digest_of
from handouts.fields import Fields
from handouts.gathering import Problems
from handouts.problem import Place
from handouts.reading import ID, ID_HINT, list_of_words, place_of_value, words
from handouts.source import Mapping, Node
from handouts.topic import Review, Role, Section, SignOff, Topic, Translation

ENGLISH = "en"
METHODS = ("machine draft", "machine draft, edited", "human")

DIGEST = "[0-9a-f]{12}"
DIGEST_HINT = "it is 12 of the digits 0-9 and a-f"

_VERSION = r"[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}"


def topic_of(node: Node, slug: str, tag: str, problems: Problems) -> Topic | None:
    """The topic of a file's node, complete where it can be; None where the file is no mapping at all.

    `slug` is the folder's name, `tag` the file's. Every problem is added to `problems`; what could not be read is left
    out or empty, so that checks can look at the rest.
    """
    fields = Fields(node, "the topic", problems)
    if not isinstance(node, Mapping):
        return None
    topic = Topic(
        place=node.place,
        slug=slug,
        tag=tag,
        title=words(fields, "title"),
        short_title=words(fields, "short_title"),
        message=words(fields, "message"),
        promise=words(fields, "promise"),
        review=_review(fields),
        translation=_translation(fields, tag),
        sections=_sections(fields, tag),
        sections_place=fields.place_of("sections"),
        sources=list_of_words(fields, "sources", optional=True),
    )
    fields.done()
    return topic


def _review(fields: Fields) -> Review:
    inner = fields.fields("review", "the review")
    if inner is None:
        return Review(place=fields.place, version="", revised=date.min, review_by=date.max, owner="")
    revised, review_by = inner.date("revised"), inner.date("review_by")
    by_place = place_of_value(inner, "review_by")
    if revised and review_by and review_by <= revised:
        message = f"review_by {review_by} is not after revised {revised}"
        fields.problems.add(by_place, message, "set the day of the next review")
    review = Review(
        place=fields.place_of("review"),
        version=inner.text("version", pattern=_VERSION, hint="write it as in 1.0.0"),
        revised=revised or date.min,
        review_by=review_by or date.max,
        review_by_place=by_place,
        owner=inner.text("owner"),
        medical=_sign_off(inner, "medical"),
        language=_sign_off(inner, "language"),
    )
    inner.done()
    return review


def _translation(fields: Fields, tag: str) -> Translation | None:
    if tag == ENGLISH:
        if fields.node("translation") is not None:
            hint = "delete it; the English text is what others are translated from"
            fields.problems.add(fields.place_of("translation"), "the English text is no translation", hint)
        return None
    inner = fields.fields("translation", "the translation")
    if inner is None:
        return None
    source = inner.text("source", pattern="[a-zA-Z0-9-]{2,20}", hint="write the tag it was made from, as in en")
    if source == tag:
        message = f"a text in '{tag}' cannot be translated from '{tag}'"
        fields.problems.add(place_of_value(inner, "source"), message, f"most are made from {ENGLISH}")
    translation = Translation(
        place=fields.place_of("translation"),
        source=source,
        method=inner.choice("method", METHODS),
        checked=_sign_off(inner, "checked"),
    )
    inner.done()
    return translation


def _sign_off(fields: Fields, key: str) -> SignOff | None:
    inner = fields.fields(key, "sign-off", optional=True)
    if inner is None:
        return None
    by, on, role = inner.text("by"), inner.date("on"), inner.text("role", default="")
    inner.done()
    return SignOff(by, on, role) if by and on else None


def _sections(fields: Fields, tag: str) -> tuple[Section, ...]:
    first: dict[str, Place] = {}
    if fields.has("sources"):
        first["sources"] = fields.place_of("sources")
    sections = []
    for node in fields.items("sections"):
        section = section_of(node, fields.problems, original=tag == ENGLISH)
        if section is None:
            continue
        if section.id in first:
            message = f"the id '{section.id}' is here twice"
            fields.problems.add(_id_place(node), message, f"it is on line {first[section.id].line} too; take another")
        first.setdefault(section.id, _id_place(node))
        sections.append(section)
    return tuple(sections)


def section_of(node: Node, problems: Problems, *, original: bool) -> Section | None:
    """The section of a node; None where it is no mapping or has no id. An original is made from no other text."""
    fields = Fields(node, "section", problems)
    if not isinstance(node, Mapping):
        return None
    urgent, length = _urgency(fields)
    id_ = fields.text("id", pattern=ID, hint=ID_HINT)
    role = fields.choice("role", tuple(Role))
    found = (block_of(each, length, problems, urgent=urgent) for each in fields.items("blocks"))
    made_from = fields.text("made_from", default="", pattern=DIGEST, hint=DIGEST_HINT)
    if made_from and original:
        hint = "delete it; only translations say what they were made from"
        problems.add(fields.place_of("made_from"), "the English text is made from no other", hint)
    section = Section(
        place=node.place,
        id=id_,
        role=Role(role) if role else Role.ABOUT,
        heading=words(fields, "heading"),
        urgent=urgent,
        length=length,
        blocks=tuple(block for block in found if block is not None),
        made_from=made_from,
        made_from_place=place_of_value(fields, "made_from"),
        digest=digest_of(node),
    )
    fields.done()
    return section if id_ else None


def _urgency(fields: Fields) -> tuple[bool, Length]:
    """Whether a section is urgent, and its length: exactly one of the two keys says so."""
    if not fields.has("urgent") and not fields.has("length"):
        hint = "write `urgent: true`, or `length:` with brief, short, standard or full"
        fields.problems.add(fields.place, "this section is neither urgent nor has a length", hint)
    if fields.has("urgent") and fields.has("length"):
        hint = "an urgent section is printed at every length; delete one of the two"
        fields.problems.add(fields.place_of("length"), "a section is urgent or has a length, not both", hint)
    fields.choice("urgent", ("true",), "")
    return fields.has("urgent"), length_of(fields, "length", Length.BRIEF)


def _id_place(node: Node) -> Place:
    found = (each.value.place for each in node.entries if each.key == "id") if isinstance(node, Mapping) else iter(())
    return next(found, node.place)
