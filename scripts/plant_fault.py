#!/usr/bin/env python3
"""Breaks an EPUB on purpose, so that a judge can show that it would notice.

    scripts/plant_fault.py FAULT GOOD.epub BROKEN.epub

FAULT is `link` (a reference that leads nowhere), `language` (pages without a language and a title), `descriptor` (sizes behind the
entries, as writers of streams put them), `cover` (a page with the cover, which Kindle shows twice), `wide` (pages wider than a phone) or
`ink` (words in a colour of their own, which night doesn't change).
"""

import io
import re
import sys
import zipfile


class Stream(io.RawIOBase):
    """A file that can't be gone back in: then zipfile writes data descriptors."""

    def __init__(self):
        self.bytes = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.bytes += data
        return len(data)


def broken(fault, path, text):
    """One file's text with the fault in it."""
    page = path.endswith(".xhtml")
    if fault == "link" and path.endswith("nav.xhtml"):
        return text.replace('href="article-', 'href="nothing-', 1)
    if fault == "language" and page:
        text = re.sub(r' (xml:)?lang="[^"]*"', "", text)
        return re.sub(r"<title>.*?</title>", "<title></title>", text)
    if fault == "wide" and page:
        return text.replace("<body ", '<body style="width: 500px" ', 1)
    if fault == "ink" and page:
        return text.replace("<body ", '<body style="color: #222" ', 1)
    if fault == "cover" and path.endswith("content.opf"):
        item = '<item id="page-cover" href="cover.xhtml" media-type="application/xhtml+xml"/>'
        text = text.replace("</manifest>", item + "</manifest>")
        return re.sub(r"(<spine[^>]*>)", r'\1<itemref idref="page-cover"/>', text)
    return text


def main(fault, good, out):
    source = zipfile.ZipFile(good)
    if fault not in ("link", "language", "descriptor", "cover", "wide", "ink"):
        sys.exit(f"no such fault: {fault}")
    stream = Stream() if fault == "descriptor" else io.BytesIO()
    changed = fault == "descriptor"
    with zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith((".xhtml", ".opf")):
                text = content.decode()
                other = broken(fault, entry.filename, text)
                changed |= other != text
                content = other.encode()
            method = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), content, method)
        if fault == "cover":
            page = source.read("OEBPS/title.xhtml").decode()
            body = '<body><p><img src="images/cover.jpg" alt="cover"/></p></body>'
            page = re.sub(r"<body.*</body>", body, page, flags=re.S)
            target.writestr("OEBPS/cover.xhtml", page)
    if not changed:
        sys.exit(f"{good} has nothing to break in this way")
    with open(out, "wb") as file:
        file.write(stream.bytes if isinstance(stream, Stream) else stream.getvalue())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
