"""The review state is told as it is. In: a draft. Out: a past review date; for a release also sign-offs not given."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks import Draft
from handouts.problem import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """A topic past its review date always; in a release a text no clinician or no qualified translator signed."""
    review, translation = draft.topic.review, draft.topic.translation
    if review.review_by < draft.today:
        yield Problem(
            review.review_by_place or review.place,
            f"'{draft.topic.slug}' was to be reviewed by {review.review_by}",
            "review the text, then set revised and review_by",
        )
    if draft.release and review.medical is None:
        yield Problem(
            review.place,
            f"no clinician has signed '{draft.topic.slug}'",
            "after a review write `medical: {by: , on: , role: }` here, or print without --release",
        )
    if draft.release and translation is not None and translation.checked is None:
        yield Problem(
            translation.place,
            f"no qualified translator has checked '{draft.topic.slug}' in {draft.topic.tag}",
            "after a check write `checked: {by: , on: }` here, or print without --release",
        )
