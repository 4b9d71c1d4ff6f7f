"""Reads back a PDF as WeasyPrint writes it: objects, structure, words. Standard library only."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ")


@dataclass(frozen=True, slots=True)
class Pdf:
    """``objects`` by number without their streams, ``streams`` by number and unpacked."""

    objects: dict[int, bytes]
    streams: dict[int, bytes]

    def having(self, mark: bytes) -> list[bytes]:
        """The objects that contain these bytes, in order."""
        return [self.objects[number] for number in sorted(self.objects) if mark in self.objects[number]]

    def everything(self) -> bytes:
        """All there is to find, unpacked."""
        return b"\n".join([*self.objects.values(), *self.streams.values()])

    def pages(self) -> list[str]:
        """The words of each page, without spaces and hyphens: a line may end anywhere."""
        fonts = self._fonts()
        contents = [int(_found(rb"/Contents (\d+) 0 R", page)) for page in self.having(b"/Type /Page/")]
        return [squeezed(_words(self.streams[number], fonts)) for number in contents]

    def tags(self) -> list[str]:
        """The names of the structure's elements."""
        return [_found(rb"/S /(\w+)", element).decode() for element in self.having(b"/Type /StructElem")]

    def _fonts(self) -> dict[bytes, dict[int, str]]:
        """Glyph to character, by the name a page gives the font."""
        (names,) = [one for one in self.objects.values() if re.fullmatch(rb"<<(/[A-Z]{6}[\w-]* \d+ 0 R)+>>", one)]
        found = {}
        for name, number in re.findall(rb"/([A-Z]{6}[\w-]*) (\d+) 0 R", names):
            mapping = self.streams[int(_found(rb"/ToUnicode (\d+) 0 R", self.objects[int(number)]))]
            pairs = re.findall(rb"<(\w{4})> <(\w+)>", mapping.split(b"beginbfchar")[1])
            found[name] = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
        return found


def read(data: bytes) -> Pdf:
    """Take a file apart, object streams too."""
    objects: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    for number, body in OBJECT.findall(data):
        found = STREAM.search(body)
        objects[int(number)] = body[: found.start()].rstrip() if found else body
        if found:
            packed = b"/FlateDecode" in objects[int(number)]
            streams[int(number)] = zlib.decompress(found[1]) if packed else found[1]
    for number in [number for number, one in objects.items() if b"/ObjStm" in one]:
        objects |= _held(objects.pop(number), streams.pop(number))
    return Pdf(objects, streams)


def squeezed(text: str) -> str:
    """Without spaces and hyphens, as ``Pdf.pages`` gives words."""
    return re.sub(r"[\s\u00a0-]", "", text)


def _held(header: bytes, stream: bytes) -> dict[int, bytes]:
    first = int(_found(rb"/First (\d+)", header))
    places = [int(number) for number in stream[:first].split()]
    ends = [*places[3::2], len(stream) - first]
    return {
        number: stream[first + start : first + end].strip()
        for number, start, end in zip(places[::2], places[1::2], ends, strict=True)
    }


def _words(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    words = ""
    for name, shown in SHOWN.findall(content):
        if name:
            font = fonts[name]
        else:
            glyphs = b"".join(re.findall(rb"<(\w+)>", shown)).decode()
            words += "".join(font[int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4)) + " "
    return words


def _found(pattern: bytes, text: bytes) -> bytes:
    match = re.search(pattern, text)
    assert match is not None, (pattern, text[:200])
    return match[1]
