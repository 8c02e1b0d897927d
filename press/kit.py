"""An e-mail kit. In: orders of screen copies and an address. Out: a draft, the same to copy by hand, and the PDFs.

A finished file of the output folder is taken where it is still what the orders ask for; what is missing is made.
Names of files and folders are neutral: they travel, and they are seen before anything is opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from handouts.problem import FilesError, Place, Problem
from press.crew import results
from press.identity import short
from press.mail import Attachment, by_hand, draft, letter, weigh
from press.orders import Failure, Order
from press.plan import Batch
from press.store import Store
from press.work import Fill, fill

FOLDER = "mail"


class Kit(Struct, frozen=True):
    """What was written, as paths in the output folder, the draft first; and warnings."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...]


def write_kit(batches: Sequence[Batch], store: Store, to: str, *, jobs: int | None, fill: Fill = fill) -> Kit:
    """Write a kit in the first batch's locale and brand, with every order's PDF. `to` is a finished header value.

    Raises the error of an order that cannot be made, DeliveryError for a message that is too large, FilesError.
    """
    edition = batches[0].edition
    pdfs = _pdfs(batches, store, jobs, fill)
    orders = [order for batch in batches for order in batch.orders]
    attachments = tuple(
        Attachment(_name(number, order), pdfs[order.path]) for number, order in enumerate(orders, start=1)
    )
    written = letter(edition, attachments, to)
    message = draft(written, edition.locale.place)
    code = short(hashlib.sha256(message).hexdigest(), 8).lower()
    name = f"{FOLDER}/information-{edition.locale.tag.lower()}-{code}"
    warnings = weigh(message, Place(store.shown(f"{name}.eml")))
    names = tuple(f"{name.rpartition('/')[2]}/{each.name}" for each in attachments)
    files = {f"{name}.eml": message, f"{name}-email.txt": by_hand(written, names)}
    files |= {f"{name}/{each.name}": each.pdf for each in attachments}
    new = {path: data for path, data in files.items() if store.read(path) != data}
    foreign = store.foreign(new)
    if foreign:
        raise FilesError(foreign)
    for path, data in new.items():
        store.stage(path, data)
    stuck = store.publish(store.manifest)
    if stuck:
        raise FilesError(stuck)
    return Kit(tuple(files), tuple(warnings))


def _pdfs(batches: Sequence[Batch], store: Store, jobs: int | None, fill: Fill) -> dict[str, bytes]:
    """The bytes of each order by its path: taken from the store where they are sound, made where not."""
    pdfs, missing = {}, []
    for batch in batches:
        for order in batch.orders:
            taken = _taken(order, store)
            if taken is None:
                missing.append(batch.only({order.path}))
            else:
                pdfs[order.path] = taken
    failures = []
    for result in results(missing, jobs, fill):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            pdfs[result.order.path] = result.pdf
    for failure in failures:
        kind = type(failure.error)
        raise kind(problem for each in failures if type(each.error) is kind for problem in each.error.problems)
    return pdfs


def _taken(order: Order, store: Store) -> bytes | None:
    entry = store.manifest.files.get(order.path)
    if entry is None or entry.inputs_sha256 != order.inputs_sha256:
        return None
    pdf = store.read(order.path)
    return pdf if pdf is not None and hashlib.sha256(pdf).hexdigest() == entry.sha256 else None


def _name(number: int, order: Order) -> str:
    """An attachment's name: neutral, ASCII, in the order of the letter's list."""
    return f"information-{number}-{order.layout}-{order.locale.lower()}.pdf".replace("_", "-")
