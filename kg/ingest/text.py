"""From bytes to clean characters: encodings, control characters, line ends."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from kg.errors import ArticleError
from kg.settings import Settings

# Longest first: the UTF-32 mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# General categories Cc (but for tab and line feed) and Cs, and the byte order mark.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
# How much of a file is shown to the detector, around the first byte that is not UTF-8: it is slow on more.
WINDOW = 20_000
# A text file may hold a stray control character; one in a hundred, and it is no text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
CONTROL_SHARE, CONTROL_FEW = 0.01, 3


def whole(stream: BinaryIO, settings: Settings) -> bytes:
    """All bytes of the stream. Raises ``ArticleError`` where there are more than ``settings.max_file_bytes``."""
    data = stream.read(settings.max_file_bytes + 1)
    if len(data) > settings.max_file_bytes:
        raise ArticleError(
            f"larger than {settings.max_file_bytes:,} bytes",
            hint="split it, or raise KG_MAX_FILE_BYTES",
        )
    return data


def decode(data: bytes) -> str:
    """The characters, exactly as the bytes spell them, without a byte order mark.

    Tries the byte order mark, UTF-8, UTF-16 by its zero bytes, then detection. Raises ``ArticleError`` on binary data.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :] if encoding == "utf-8" else data, encoding)
    if wide := _wide(data):
        return _decoded(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    _refuse_binary(text)
    return text


def clean(text: str) -> str:
    """The text with line ends folded to ``\\n`` and no control characters, surrogates or byte order marks."""
    text = LINE_ENDS.sub("\n", text)
    return UNWANTED.sub("", text)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"begins as {encoding.upper()} and does not go on so",
            place=f"byte {error.start}",
            hint="save it as UTF-8",
        ) from error
    _refuse_binary(text)
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every other byte of plain English, and in no other."""
    sample = data[: WINDOW // 2 * 2]
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.01 * len(others):
            return encoding
    return None


def _guess(data: bytes, first_bad: int) -> str:
    from charset_normalizer import from_bytes

    sample = data[max(0, first_bad - WINDOW) : first_bad + WINDOW]
    if b"\0" in sample:
        raise ArticleError(
            "binary data, not text",
            hint="give the article as text, Markdown, HTML or JSON lines",
        )
    fitting = from_bytes(sample)
    best = fitting.best()
    # English with a few accents fits a dozen code pages; Windows-1252, the web's reading of Latin-1, is meant by it.
    western = any("cp1252" in {match.encoding, *match.could_be_from_charset} for match in fitting)
    encoding = "cp1252" if best is None or western else best.encoding
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = data.decode("latin-1")
    _refuse_binary(text)
    return text


def _refuse_binary(text: str) -> None:
    sample = text[:100_000]
    odd = len(CONTROL.findall(sample))
    if odd > max(CONTROL_FEW, CONTROL_SHARE * len(sample)):
        raise ArticleError(
            "binary data, not text",
            hint="give the article as text, Markdown, HTML or JSON lines",
        )
