"""PDFium, another reader than the one that wrote. In: the bytes of a PDF. Out: its words, fonts, sizes, title, language.

The library is the one that pypdfium2 brings. Its Python bindings take longer to import than a brochure takes to check,
so the few functions used here are declared here, and the bindings serve only where the library lies elsewhere.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from ctypes import POINTER, c_char_p, c_float, c_int, c_size_t, c_ulong, c_ushort, c_void_p
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handouts.problem import MissingError, Place, Problem

LIBRARIES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
TEXT, FORM = 1, 5  # kinds of page objects (FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_FORM)

FUNCTIONS: dict[str, tuple[Any, ...]] = {  # name: result, arguments
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (None, c_void_p),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_GetMetaText": (c_ulong, c_void_p, c_char_p, c_void_p, c_ulong),
    "FPDF_GetPageWidthF": (c_float, c_void_p),
    "FPDF_GetPageHeightF": (c_float, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDFCatalog_GetLanguage": (c_ulong, c_void_p, c_void_p, c_ulong),
    "FPDFCatalog_IsTagged": (c_int, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetText": (c_int, c_void_p, c_int, c_int, POINTER(c_ushort)),
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
        hint = "install the program again: python -m pip install -e ."
        raise MissingError(Problem(Place("python"), "the library 'pypdfium2' is not installed", hint))
    file = Path(spec.origin).with_name(LIBRARIES.get(sys.platform, "libpdfium.so"))
    if not file.is_file() or (sys.platform == "win32" and sys.maxsize < 2**32):
        import pypdfium2_raw

        library: Any = pypdfium2_raw
    else:
        library = ctypes.CDLL(str(file))
        for name, (result, *arguments) in FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibrary()
    return library


class Reading:
    """A PDF opened by PDFium. Use it in a `with` statement. Raises ValueError for bytes that are not a readable PDF."""

    def __init__(self, pdf: bytes) -> None:
        self._library = _pdfium()
        self._pdf = pdf  # PDFium reads from these bytes as long as the document is open
        self._document = self._library.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        if not self._document:
            raise ValueError("not a readable PDF")

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._library.FPDF_CloseDocument(self._document)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return int(self._library.FPDF_GetPageCount(self._document))

    @property
    def title(self) -> str:
        """The title in the information dictionary."""
        return self._string(lambda room, size: self._library.FPDF_GetMetaText(self._document, b"Title", room, size))

    @property
    def language(self) -> str:
        """The document's own language."""
        return self._string(lambda room, size: self._library.FPDFCatalog_GetLanguage(self._document, room, size))

    @property
    def tagged(self) -> bool:
        """Whether the file says that it is tagged."""
        return bool(self._library.FPDFCatalog_IsTagged(self._document))

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page, points."""
        wide, high = self._library.FPDF_GetPageWidthF, self._library.FPDF_GetPageHeightF
        return tuple((wide(page), high(page)) for page in self._each_page())

    def texts(self) -> tuple[str, ...]:
        """The words of each page."""
        return tuple(self._text(page) for page in self._each_page())

    def fonts(self) -> dict[str, bool]:
        """The fonts that anything is set in: whether the file carries them."""
        found: dict[str, bool] = {}
        seen: set[int] = set()
        for page in self._each_page():
            for each in self._text_objects(page):
                font = self._library.FPDFTextObj_GetFont(each)
                if font not in seen:
                    seen.add(font)
                    name = ctypes.create_string_buffer(256)
                    self._library.FPDFFont_GetBaseFontName(font, name, 256)
                    shown = name.value.decode("utf-8", "replace")
                    found[shown] = self._library.FPDFFont_GetIsEmbedded(font) == 1 and found.get(shown, True)
        return found

    def _each_page(self) -> Iterator[Any]:
        for index in range(self.pages):
            page = self._library.FPDF_LoadPage(self._document, index)
            if not page:
                raise ValueError(f"page {index + 1} cannot be read")
            try:
                yield page
            finally:
                self._library.FPDF_ClosePage(page)

    def _text(self, page: Any) -> str:
        text = self._library.FPDFText_LoadPage(page)
        try:
            count = self._library.FPDFText_CountChars(text)
            room = (c_ushort * (2 * count + 1))()  # a character may be two units long
            length = self._library.FPDFText_GetText(text, 0, count, room)
            return bytes(room)[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
        finally:
            self._library.FPDFText_ClosePage(text)

    def _text_objects(self, page: Any) -> Iterator[Any]:
        library = self._library
        waiting = [library.FPDFPage_GetObject(page, at) for at in range(library.FPDFPage_CountObjects(page))]
        while waiting:
            each = waiting.pop()
            kind = library.FPDFPageObj_GetType(each)
            if kind == TEXT:
                yield each
            elif kind == FORM:
                count = library.FPDFFormObj_CountObjects(each)
                waiting += [library.FPDFFormObj_GetObject(each, at) for at in range(count)]

    def _string(self, read: Any) -> str:
        size = read(None, 0)
        room = ctypes.create_string_buffer(size)
        read(room, size)
        return room.raw.decode("utf-16-le", "replace").rstrip("\0")
