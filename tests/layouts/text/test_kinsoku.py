"""Chinese, Japanese and Korean lines at forty widths: what may not begin or end one does not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from handouts.inline import Span
from layouts.typesetting.text.breaks import breaks
from layouts.typesetting.text.lines import Widths, optimum
from layouts.typesetting.text.prepare import prepare
from tests.layouts.text.scripts import typesetter_of

TEXTS = {
    "ja": "クラトム（Mitragyna）をやめると、「つらい」と感じることがあります。ショック、ふるえ、めまい……などは、３〜７日で"
    "やわらぎます。ちょっと待って！もっと話してみませんか？いろいろな方法があり、電話は1-800-222-1222、500mgや7-OHの"
    "製品（カプセル・粉末・ドリンクなど）についても「相談」できます。ナロキソン（Narcan）をもってください。",
    "zh-Hans": "停用卡痛叶（Kratom）以后，您可能会“难受”：发抖、出汗、失眠……这些症状一般在5–7天内减轻。请不要独自硬撑！"
    "您可以拨打1-800-222-1222，说明您用过的产品（胶囊、粉末、饮料等）；如果服用过500毫克以上，或者含有7-OH的产品，"
    "请告诉《医生》或护士。纳洛酮（Narcan）可以救命，24小时都能拿到？",
    "zh-Hant": "停用卡痛葉（Kratom）以後，您可能會「難受」：發抖、出汗、失眠……這些症狀一般在5–7天內減輕。請不要獨自硬撐！"
    "您可以撥打1-800-222-1222，說明您用過的產品（膠囊、粉末、飲料等）；如果服用過500毫克以上，或者含有7-OH的產品，"
    "請告訴《醫生》或『護士』。納洛酮（Narcan）可以救命，24小時都能拿到？",
    "ko": "크라톰(kratom)을 끊으면 몸이 떨리고 땀이 나며 잠이 오지 않을 수 있습니다. 이런 증상은 5–7일 안에 가라앉습니다. "
    '혼자 참지 마세요! 1-800-222-1222로 전화해 "7-OH"가 든 제품(캡슐·가루·음료 등)을 썼다고 말하세요.',
}
NOT_FIRST = set(
    "、。，．・：；？！ー…々ゝゞ）〕］｝〉》」』】’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}〜"
)
NOT_LAST = set("（〔［｛〈《「『【‘“([{")


def wide(text: str) -> float:
    """A width in em: an em for what is East Asian, half of it for the rest."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in text)


def lines(language: str, measure: float) -> list[str]:
    """The text in lines of so many em; no font is needed to know where they may end."""
    text = TEXTS[language]
    ends = breaks(prepare([Span(text)], language, "ltr"), [Span(text)], language)
    pieces = [text[start:end] for start, end in pairwise([0, *ends])]
    words = [wide(piece.rstrip()) for piece in pieces]
    spaces = [wide(piece) - word for piece, word in zip(pieces, words, strict=True)]
    none = [False] * len(pieces)
    found = optimum(Widths(words, spaces, [0.0] * len(pieces), none), measure)
    return ["".join(pieces[start:end]) for start, end in pairwise([0, *found])]


def faults(found: list[str]) -> list[tuple[str, str]]:
    """The ends and beginnings of neighbouring lines that should not be."""
    return [
        (before[-3:], after[:3])
        for before, after in pairwise(found)
        if after[0] in NOT_FIRST
        or before.rstrip()[-1] in NOT_LAST
        or (before[-1] == after[0] == "…")
        or (before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum())
        or (before[-1].isdigit() and "\u3400" <= after[0] <= "\u9fff")
        or ("\uac00" <= after[0] <= "\ud7a3" and not before[-1].isspace())
    ]


@pytest.mark.parametrize("language", TEXTS)
def test_no_fault_at_forty_widths(language: str) -> None:
    """No closing mark or small kana begins a line, no opening one ends it; words, numbers, Hangul words stay whole."""
    for measure in range(11, 51):
        found = lines(language, measure)
        assert len(found) > 2
        assert faults(found) == []
        assert max(wide(line.rstrip()) for line in found) <= measure


@pytest.mark.parametrize("language", TEXTS)
def test_no_fault_with_a_face(language: str) -> None:
    """The same holds of lines that are set in a real face."""
    typesetter = typesetter_of(language)
    for width in range(110, 510, 10):
        found = [line.text for line in typesetter.set([Span(TEXTS[language])], 10, width).lines]
        assert faults(found) == []


def test_the_look_for_faults_finds_them() -> None:
    """What is looked for is seen where it is."""
    bad = ["ク", "ャ（", "A", "B", "7", "天", "크", "라", "です", "。"]
    assert len(faults(bad)) == 8
