"""Zip files from strangers: read in bounds, whatever they claim to hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, cast

from quotecast.errors import SourceError
from quotecast.readers.interface import MAX_BYTES

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FILES = 5000


class Archive:
    """The files of a zip archive, each read in bounds.

    Raises:
        SourceError: not a zip archive, or one with too many files.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.left = 3 * MAX_BYTES
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise self.damaged() from fault
        if len(self.zip.infolist()) > MAX_FILES:
            raise SourceError(f"holds more than {MAX_FILES} files", "", where=name)

    def damaged(self) -> SourceError:
        """The error for whatever is wrong inside."""
        return SourceError("the file is damaged", "save or download it again", where=self.name)

    def read(self, member: str) -> bytes:
        """One file of the archive, unpacked.

        Raises:
            SourceError: missing, damaged, locked, or larger unpacked than the bound.
        """
        try:
            with self.zip.open(member) as file:
                data = file.read(self.left + 1)
        except KeyError as fault:
            raise self.damaged() from fault
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as fault:
            raise self.damaged() from fault
        except (RuntimeError, NotImplementedError) as fault:
            raise SourceError(
                "the file is locked or packed in an unknown way",
                "save it without a password",
                where=self.name,
            ) from fault
        self.left -= len(data)
        if self.left < 0:
            raise SourceError("unpacks to far too much", "", where=self.name)
        return data

    def tree(self, member: str) -> _Element:
        """One XML file of the archive; no network, no entities.

        Raises:
            SourceError: as :meth:`read`, or not XML.
        """
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(self.read(member), parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise self.damaged() from fault
        return cast("_Element", root)
