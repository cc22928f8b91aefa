"""Files as people send them, and as people with bad intentions do: each is made here, byte by byte."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


FILES = Path(__file__).with_name("files")


def phone_photo(kind: str) -> Path:
    """Return a photograph of a document as newer telephones keep them."""
    return FILES / f"photo.{kind}"


def scan(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Draw a picture whose upper left corner is dark, so that it shows which way it lies."""
    picture = Image.new(mode, (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 4, height // 4), fill="black")
    draw.line((0, height, width, 0), fill="gray", width=5)
    return picture


def jpeg(picture: Image.Image | None = None, *, orientation: int = 1, **options: Any) -> bytes:
    """Return a picture as a phone sends it, with the place it was taken at."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "A phone"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (26.0, 13.0, 0.0)
    target = io.BytesIO()
    (picture or scan()).save(target, "JPEG", exif=exif, comment=b"taken at home", **options)
    return target.getvalue()


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that decodes to almost a billion pixels."""
    header = side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def pdf_bytes(pdf: pikepdf.Pdf | None = None, **options: Any) -> bytes:
    target = io.BytesIO()
    (pdf or blank_pdf()).save(target, **options)
    return target.getvalue()


def pdf_of_objects(count: int) -> bytes:
    """Return a sound PDF that holds so many harmless objects: 2.5 MB where they are 250,000."""
    pdf = blank_pdf()
    pdf.Root.Kept = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(pikepdf.Array()) for _ in range(count)]))
    return pdf_bytes(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_that_never_ends_drawing(page: int = 0, pages: int = 1) -> bytes:
    """Return a small PDF one page of which draws forms that draw forms, ten times each and nine deep."""
    pdf = blank_pdf(pages)
    drawn = pdf.make_stream(b"0 0 595 842 re f " * 10)
    for _ in range(9):
        drawn.stream_dict.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 595, 842])}
        )
        outer = pdf.make_stream(b"/F Do " * 10)
        outer.stream_dict.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=drawn))
        drawn = outer
    pdf.pages[page].obj.Resources = drawn.stream_dict.Resources
    pdf.pages[page].obj.Contents = pdf.make_stream(b"/F Do " * 10)
    return pdf_bytes(pdf)


def encrypted_pdf(user: str = "secret") -> bytes:
    return pdf_bytes(blank_pdf(), encryption=pikepdf.Encryption(owner="owner", user=user))


def pdf_opening_with(**action: Any) -> bytes:
    """Return a PDF that does something when opened."""
    pdf = blank_pdf()
    pdf.Root.OpenAction = pikepdf.Dictionary(**action)
    return pdf_bytes(pdf)


def pdf_with_named_script() -> bytes:
    pdf = blank_pdf()
    script = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    names = pikepdf.Dictionary(Names=pikepdf.Array(["start", script]))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=names)
    return pdf_bytes(pdf)


def pdf_with_hidden_script() -> bytes:
    """Return a PDF whose script sits in a stream, inside a compressed object stream, under an annotation."""
    pdf = blank_pdf()
    words = pdf.make_stream(b"app.launchURL('http://example.test')")
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=words)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9], AA=pikepdf.Dictionary(E=action)
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
    return pdf_bytes(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_with_page_action(**action: Any) -> bytes:
    pdf = blank_pdf()
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(**action))
    return pdf_bytes(pdf)


def pdf_with_attachment() -> bytes:
    pdf = blank_pdf()
    pdf.attachments["macro.docm"] = b"PK\x03\x04 something"
    return pdf_bytes(pdf)


def pdf_with_xfa() -> bytes:
    pdf = blank_pdf()
    form = pdf.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=form)
    return pdf_bytes(pdf)


def pdf_with_fields(root: dict[str, Any] | None = None, **form: Any) -> bytes:
    """Return a PDF with a field that is filled in, as forms of offices have."""
    pdf = blank_pdf()
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="salary", V="850.500",
            Rect=[72, 600, 300, 620],
        )
    )  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), **form)
    for name, value in (root or {}).items():
        pdf.Root[name] = value
    return pdf_bytes(pdf)


def pdf_of_files() -> bytes:
    """Return a PDF that is only a cover for the files in it."""
    pdf = blank_pdf()
    pdf.attachments["payslip.pdf"] = pdf_bytes()
    pdf.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name.D)
    return pdf_bytes(pdf)


def pdf_missing_a_page() -> bytes:
    """Return a PDF that says it has more pages than are in it."""
    return pdf_bytes(blank_pdf(2)).replace(b"/Count 2", b"/Count 3")


def pdf_with_film() -> bytes:
    pdf = blank_pdf()
    film = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = pikepdf.Array([film])
    return pdf_bytes(pdf)


def pdf_with_link() -> bytes:
    """Return a PDF as banks send them: it opens at its first page, and links to their site."""
    pdf = blank_pdf(2)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 90, 20],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://bank.example"),
    )
    pdf.pages[0].Annots = pikepdf.Array([link])
    pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
    pdf.docinfo["/Title"] = "How to write /JS and /Launch in a manual"
    return pdf_bytes(pdf)


def pdf_that_swells() -> bytes:
    """Return a small PDF whose object stream unpacks to gigabytes."""
    packed = swelling(3000)
    objects = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
        b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n",
    ]
    return _with_cross_reference_stream(objects)


def swelling(megabytes: int) -> bytes:
    """Return compressed zeros, the same block again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((megabytes * 1024 * 1024 % 65521) << 16) + 1
    return b"\x78\xda" + block * megabytes + packer.flush() + checksum.to_bytes(4, "big")


def noise(width: int = 300, height: int = 200) -> Image.Image:
    """Return what a camera sees: no two pixels alike."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 80) for _ in "RGB"])


def largest_of_a_telephone() -> bytes:
    """Return a JPEG of 50 million pixels, taken upright by a telephone held on its side."""
    return jpeg(grainy(8192, 6144), orientation=6, quality=80)


def grainy(width: int, height: int) -> Image.Image:
    """Return a large picture in whose dark places a sensor's noise shows."""
    tile = noise(1024, 1024)
    whole = Image.new("RGB", (width, height))
    for left in range(0, width, 1024):
        for top in range(0, height, 1024):
            whole.paste(tile, (left, top))
    return whole


def _with_cross_reference_stream(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.5\n", []
    for thing in objects:
        offsets.append(len(body))
        body += thing
    entries = b"\x00" + bytes(5)
    entries += b"".join(b"\x01" + offset.to_bytes(4, "big") + b"\x00" for offset in offsets)
    entries += b"\x02" + (3).to_bytes(4, "big") + b"\x00" + b"\x01" + len(body).to_bytes(4, "big") + b"\x00"
    reference = b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\n" % len(entries)
    return body + reference + b"stream\n" + entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def archive(first: bytes = b"", comment: bytes = b"") -> bytes:
    """Return a ZIP archive, after something else if asked."""
    target = io.BytesIO(first)
    target.seek(0, io.SEEK_END)
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr("index.html", "<script>alert(1)</script>")
        packed.comment = comment
    return target.getvalue()
