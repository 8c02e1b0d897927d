"""PDFium, another reader than the one that wrote. In: the bytes of a PDF. Out: its words, fonts, title, language, tags.

The library is the one that pypdfium2 brings. Its Python bindings take longer to import than a brochure takes to check,
so the few functions used here are declared here, and the bindings serve only where the library lies elsewhere.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import POINTER, c_char_p, c_double, c_int, c_size_t, c_uint, c_ulong, c_ushort, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from handouts.problem import MissingError, Place, Problem
from press.trouble import INSTALL, unloadable

LIBRARIES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
TEXT, FORM = 1, 5  # kinds of page objects (FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_FORM)

FUNCTIONS: dict[str, tuple[Any, ...]] = {  # name: result, arguments
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDFCatalog_GetLanguage": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFCatalog_IsTagged": (c_int, c_void_p),
    "FPDF_StructTree_GetForPage": (c_void_p, c_void_p),
    "FPDF_StructTree_CountChildren": (c_int, c_void_p),
    "FPDF_StructTree_Close": (None, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, POINTER(c_ushort)),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_GetFontSize": (c_double, c_void_p, c_int),
    "FPDFText_GetCharBox": (c_int, c_void_p, c_int, *(POINTER(c_double),) * 4),
    "FPDFText_GetCharOrigin": (c_int, c_void_p, c_int, *(POINTER(c_double),) * 2),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFTextObj_GetFont": (c_void_p, c_void_p),
    "FPDFFont_GetIsEmbedded": (c_int, c_void_p),
    "FPDFFont_GetBaseFontName": (c_size_t, c_void_p, c_char_p, c_size_t),
}


@cache
def _pdfium() -> Any:
    """The library, ready. Raises MissingError where pypdfium2 is not installed."""
    spec = find_spec("pypdfium2_raw")
    if spec is None or spec.origin is None:
        raise MissingError(Problem(Place("python"), "the library 'pypdfium2' is not installed", INSTALL))
    file = Path(spec.origin).with_name(LIBRARIES.get(sys.platform, "libpdfium.so"))
    if not file.is_file() or (sys.platform == "win32" and sys.maxsize < 2**32):
        import pypdfium2_raw

        library: Any = pypdfium2_raw
    else:
        try:
            library = ctypes.CDLL(str(file))
        except OSError:
            raise unloadable("pypdfium2") from None
        for name, (result, *arguments) in FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibrary()
    return library


class Letter(NamedTuple):
    """A character where it stands: its sides, its baseline `y` and its type size, in points."""

    text: str
    left: float
    right: float
    y: float
    size: float


class Page(Struct, frozen=True):
    """A page as PDFium sees it: its words, by name whether the file carries each font, how much structure it has.

    `letters` are there where they were asked for.
    """

    text: str
    fonts: Mapping[str, bool]
    elements: int
    letters: tuple[Letter, ...] = ()


class Reading(Struct, frozen=True):
    """A PDF as PDFium sees it. `tagged`: whether it says that it is. Title and language are "" where there are none."""

    title: str
    language: str
    tagged: bool
    pages: tuple[Page, ...]


def read(pdf: bytes, *, letters: bool = False) -> Reading:
    """Reads a PDF, where asked with the place of every letter.

    Raises ValueError for bytes that are not a readable one, MissingError without PDFium.
    """
    library = _pdfium()
    document = library.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    if not document:
        raise ValueError("not a readable PDF")
    try:
        return Reading(
            _string(lambda room, size: library.FPDF_GetMetaText(document, b"Title", room, size)),
            _string(lambda room, size: library.FPDFCatalog_GetLanguage(document, room, size)),
            bool(library.FPDFCatalog_IsTagged(document)),
            tuple(_page(library, document, index, letters) for index in range(library.FPDF_GetPageCount(document))),
        )
    finally:
        library.FPDF_CloseDocument(document)


def _page(library: Any, document: Any, index: int, letters: bool) -> Page:
    page = library.FPDF_LoadPage(document, index)
    if not page:
        raise ValueError(f"page {index + 1} cannot be read")
    try:
        placed = _letters(library, page) if letters else ()
        return Page(_text(library, page), _fonts(library, page), _elements(library, page), placed)
    finally:
        library.FPDF_ClosePage(page)


def _text(library: Any, page: Any) -> str:
    text = library.FPDFText_LoadPage(page)
    try:
        count = library.FPDFText_CountChars(text)
        room = (c_ushort * (2 * count + 1))()  # a character may be two units long
        length = library.FPDFText_GetText(text, 0, count, room)
        return bytes(room)[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
    finally:
        library.FPDFText_ClosePage(text)


def _letters(library: Any, page: Any) -> tuple[Letter, ...]:
    text = library.FPDFText_LoadPage(page)
    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    found = []
    try:
        for index in range(library.FPDFText_CountChars(text)):
            character = chr(library.FPDFText_GetUnicode(text, index))
            library.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            library.FPDFText_GetCharOrigin(text, index, x, y)
            if character >= " ":
                size = library.FPDFText_GetFontSize(text, index)
                found.append(Letter(character, left.value, right.value, y.value, size))
    finally:
        library.FPDFText_ClosePage(text)
    return tuple(found)


def _fonts(library: Any, page: Any) -> dict[str, bool]:
    found: dict[str, bool] = {}
    seen: set[int] = set()
    waiting = [library.FPDFPage_GetObject(page, at) for at in range(library.FPDFPage_CountObjects(page))]
    while waiting:
        each = waiting.pop()
        kind = library.FPDFPageObj_GetType(each)
        if kind == FORM:
            count = library.FPDFFormObj_CountObjects(each)
            waiting += [library.FPDFFormObj_GetObject(each, at) for at in range(count)]
        elif kind == TEXT:
            font = library.FPDFTextObj_GetFont(each)
            if font not in seen:
                seen.add(font)
                room = ctypes.create_string_buffer(256)
                library.FPDFFont_GetBaseFontName(font, room, 256)
                name = room.value.decode("utf-8", "replace")
                found[name] = library.FPDFFont_GetIsEmbedded(font) == 1 and found.get(name, True)
    return found


def _elements(library: Any, page: Any) -> int:
    tree = library.FPDF_StructTree_GetForPage(page)
    if not tree:
        return 0
    try:
        return int(library.FPDF_StructTree_CountChildren(tree))
    finally:
        library.FPDF_StructTree_Close(tree)


def _string(get: Callable[[Any, int], int]) -> str:
    size = get(None, 0)
    room = ctypes.create_string_buffer(size)
    get(room, size)
    return room.raw.decode("utf-16-le", "replace").rstrip("\0")
