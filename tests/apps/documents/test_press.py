"""What leaves the press: words in both languages, an archival PDF, a signature that breaks when a byte is changed."""

import asyncio
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pytest_django import Settings
from tests.apps.documents.conftest import CARD, CARD_NAME, REFERENCE
from tests.factories.cast import AT

from iskan.apps.allocation.documents import NominationCertificate, UsufructContract
from iskan.apps.cases.documents import Certificate, EntitlementCard
from iskan.apps.documents.kinds import StatedLine, as_json, from_json
from iskan.apps.documents.press import signing, typesetting
from iskan.apps.documents.press.certificates import CertificateExists, make_certificate
from iskan.apps.documents.press.codes import NotACode, new_code, read_code, shown_code
from iskan.apps.documents.press.letters import printable
from iskan.core.text import Text

TOKEN = "7KQ2M9XW4TPB3C5A"
PAPER = typesetting.DocumentHead(
    name=CARD_NAME, case_reference=REFERENCE, token=TOKEN, issued_at=AT, valid_from=AT.date()
)
LONG = replace(
    CARD,
    holder_name=Text(
        ar="عبدالرحمن محمد عبدالعزيز إبراهيم عبداللطيف بن سلمان آل محمود الزياني",
        en="Abdulrahman Mohamed Abdulaziz Ebrahim Abdullatif bin Salman Al-Mahmood Al-Zayani",
    ),
    programme=Text(ar="شقة تمليك في مشروع مدينة سلمان", en="Ownership flat in the Salman City development programme"),
    category=Text(
        ar="الفئة الثانية: أسرة مكوّنة من زوج غير بحريني وزوجة بحرينية وأبنائهما القُصّر",
        en="Second category: a family of a Bahraini wife, her non-Bahraini husband and their minor children",
    ),
    household_count=14,
)


def card(contents: EntitlementCard = CARD) -> bytes:
    return typesetting.typeset(template="entitlement_card", contents=contents, paper=PAPER)


def page_words(pdf: bytes) -> list[set[str]]:
    """Return each page's words; readers of PDF differ on the order of two languages on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [words_on(document[number]) for number in range(len(document))]


def words_on(page: pypdfium2.PdfPage) -> set[str]:
    return set(re.findall(r"\w+", "\n".join(lines_on(page))))


def lines_on(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage()
    lines: list[str] = text.get_text_range().splitlines()
    text.close()
    page.close()
    return lines


def _spoken_by(font: pikepdf.Object) -> list[str]:
    """Return what each glyph of a font is copied as, leaving out the vowels."""
    told = re.findall(rb"<[0-9A-F]+> <((?:[0-9A-F]{4})+)>\s", font.ToUnicode.read_bytes())
    copied = [bytes.fromhex(letters.decode()).decode("utf-16-be") for letters in told]
    return [bare for letters in copied if (bare := re.sub("[\u064b-\u0652\u0670]", "", letters))]


class TestCard:
    @pytest.mark.parametrize("contents", [CARD, LONG], ids=["short", "long"])
    def test_it_fits_one_page_and_says_everything_twice(self, contents: EntitlementCard) -> None:
        (words,) = page_words(card(contents))
        for expected in (
            contents.holder_name.en,
            contents.cpr,
            str(contents.household_count),
            "22 February 2026",
            "5 Ramadan 1447 AH",
            "1 March 2026",
            "Signed electronically",
        ):
            assert set(re.findall(r"\w+", expected)) <= words

    def test_its_codes_stand_on_it(self) -> None:
        """Readers turn a code's parts around between Arabic words, so its letters are counted, line by line."""
        with pypdfium2.PdfDocument(card()) as document:
            lines = lines_on(document[0])
        for code in (REFERENCE, shown_code(TOKEN)):
            assert any(not Counter(code) - Counter(line) for line in lines)

    def test_arabic_is_shaped_and_can_be_searched(self) -> None:
        (words,) = page_words(card())
        assert {"بطاقة", "استحقاق", "البحرين", "رمضان", "مارس"} <= words

    @pytest.mark.parametrize("contents", [CARD, LONG], ids=["short", "long"])
    def test_each_arabic_letter_is_copied_in_its_place(self, contents: EntitlementCard) -> None:
        """Readers turn right-to-left words around glyph by glyph: a glyph of two letters gives them the wrong way."""
        with pikepdf.open(io.BytesIO(card(contents))) as pdf:
            spoken = [letters for font in pdf.pages[0].Resources.Font.values() for letters in _spoken_by(font)]
        assert any("\u0600" <= letters[0] <= "\u06ff" for letters in spoken)
        assert not [letters for letters in spoken if len(letters) > 1 and "\u0600" <= letters[0] <= "\u06ff"]

    def test_words_with_joined_letters_can_be_searched(self) -> None:
        (words,) = page_words(card())
        assert {"الإسكان", "العمراني", "فبراير", "الشخصي", "زينب"} <= words

    def test_no_light_falls_through_the_ground_of_its_head(self) -> None:
        """Readers leave a hair between two tiles: what is tiled may only lie on a ground in one piece."""
        filling = {"f", "F", "f*", "B", "B*", "b", "b*"}
        with pikepdf.open(io.BytesIO(card())) as pdf:
            tiles = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/PatternType") == 1]
            assert tiles
            for tile in tiles:
                drawn = [tile, *tile.Resources.get("/XObject", pikepdf.Dictionary()).values()]
                assert not filling & {
                    str(step.operator) for part in drawn for step in pikepdf.parse_content_stream(part)
                }

    def test_steps_are_counted_where_there_are_several(self) -> None:
        counts = {"1.", ".1"}
        with pypdfium2.PdfDocument(card()) as document:
            assert counts <= {word for line in lines_on(document[0]) for word in line.split()}
        one = replace(CARD, next_steps=(Text(ar="راجع المكتب", en="Come to the office"),))
        with pypdfium2.PdfDocument(card(one)) as document:
            words = {word for line in lines_on(document[0]) for word in line.split()}
        assert {"Come", "office", "المكتب"} <= words
        assert not counts & words

    def test_it_is_tagged_archival_and_speaks_arabic_first(self) -> None:
        with pikepdf.open(io.BytesIO(card())) as pdf, pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, pdf.Root.Lang) == ("2A", "ar-BH")
            assert pdf.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in pdf.Root
            assert str(metadata["dc:title"]).endswith(REFERENCE)

    def test_its_words_are_set_in_our_fonts_alone(self) -> None:
        with pikepdf.open(io.BytesIO(card())) as pdf:
            fonts = {str(f.BaseFont).split("+")[-1] for f in pdf.pages[0].Resources.Font.values()}
        assert fonts
        assert all(name.startswith(("IskanSans", "IBMPlexSansArabic")) for name in fonts)

    def test_the_code_leads_to_the_public_page(self, settings: Settings) -> None:
        settings.SITE_URL = "https://iskan.example"
        assert typesetting.verification_url(TOKEN) == f"https://iskan.example/verify/{TOKEN}/"
        assert b"https://iskan.example/verify/" in _alternative_texts(card())

    def test_the_steps_the_service_names_come_next(self) -> None:
        named = replace(CARD, next_steps=(Text(ar="راجع المكتب", en="Come to the office"),))
        (words,) = page_words(card(named))
        assert {"Come", "office"} <= words
        assert "nominated" not in words

    def test_it_is_drawn_the_same_each_time(self) -> None:
        assert card() == card()

    @pytest.mark.parametrize("name", ['#import "x"', "*bold* _x_ $1+1$ @ref <label>", "\\ ] } )", "\u202eقلب\u202c"])
    def test_a_name_is_words_and_never_markup(self, name: str) -> None:
        (words,) = page_words(card(replace(CARD, holder_name=Text(ar=name, en=name))))
        assert words

    def test_an_unknown_template_is_a_fault(self) -> None:
        with pytest.raises(typesetting.UnknownTemplate):
            typesetting.typeset(template="nothing", contents=CARD, paper=PAPER)

    def test_without_fonts_it_says_how_to_make_them(self, settings: Settings, tmp_path: Path) -> None:
        settings.ISKAN_FONTS_DIR = tmp_path
        typesetting._fonts.cache_clear()
        with pytest.raises(typesetting.FontsMissing, match=r"iskan\.surfaces\.ui\.build"):
            card()

    @pytest.mark.parametrize(
        ("day", "hijri"), [(date(2026, 2, 22), "5 رمضان 1447 هـ"), (date(2001, 1, 1), "6 شوال 1421 هـ")]
    )
    def test_days_are_written_by_both_calendars(self, day: date, hijri: str) -> None:
        assert typesetting._day(day, "ar")["hijri"] == hijri


def _alternative_texts(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    return " ".join(found).encode()


def signatures(pdf: bytes, trusted: Path) -> list[Any]:
    root = load_cert_from_pemder(str(trusted))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    return [
        validate_pdf_signature(signature, context, ts_validation_context=context)
        for signature in PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    ]


class TestSignature:
    def test_it_holds_for_the_whole_document(self, signing_key: Path) -> None:
        (status,) = signatures(signing.sign(card()), signing_key)
        assert (status.valid, status.intact, status.trusted, status.bottom_line) == (True, True, True, True)
        assert status.coverage.name == "ENTIRE_FILE"

    @pytest.mark.usefixtures("signing_key")
    def test_it_is_pades_and_allows_no_change(self) -> None:
        signature = PdfFileReader(io.BytesIO(signing.sign(card()))).embedded_signatures[0]
        assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
        assert signature.docmdp_level.name == "NO_CHANGES" or signature.docmdp_level.value <= 2

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.7])
    def test_changing_a_byte_breaks_it(self, signing_key: Path, share: float) -> None:
        signed = bytearray(signing.sign(card()))
        reader = PdfFileReader(io.BytesIO(bytes(signed)))
        first_part = reader.embedded_signatures[0].byte_range[1]
        signed[int(first_part * share)] ^= 1
        try:
            intact = signatures(bytes(signed), signing_key)[0].intact
        except Exception:  # noqa: BLE001 -- a file too broken to be read is broken enough
            intact = False
        assert not intact

    @pytest.mark.usefixtures("signing_key")
    def test_signing_keeps_it_archival_and_drawable(self) -> None:
        signed = signing.sign(card())
        with pikepdf.open(io.BytesIO(signed)) as pdf, pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
        with pypdfium2.PdfDocument(signed) as document:
            page = document[0]
            picture = page.render(scale=0.5).to_pil().convert("L")
            page.close()
        assert picture.getextrema()[0] < 80

    @pytest.mark.usefixtures("signing_key")
    def test_a_wrong_passphrase_is_said_plainly(self, settings: Settings) -> None:
        settings.ISKAN_SIGNING_PASSPHRASE = "wrong"
        with pytest.raises(signing.SigningKeyMissing, match="PASSPHRASE"):
            signing.sign(b"")

    def test_a_chain_above_the_certificate_goes_into_the_signature(
        self, signing_key: Path, tmp_path: Path, settings: Settings
    ) -> None:
        other = tmp_path / "other"
        make_certificate(
            key_path=other / "key.pem", certificate_path=other / "cert.pem", passphrase="", at=datetime.now(UTC)
        )
        chain = tmp_path / "chain.pem"
        chain.write_bytes(signing_key.read_bytes() + (other / "cert.pem").read_bytes())
        settings.ISKAN_SIGNING_CERT = str(chain)
        signature = PdfFileReader(io.BytesIO(signing.sign(card()))).embedded_signatures[0]
        assert len(signature.other_embedded_certs) == 1

    def test_a_key_is_never_replaced(self, signing_key: Path, settings: Settings) -> None:
        with pytest.raises(CertificateExists):
            make_certificate(
                key_path=Path(settings.ISKAN_SIGNING_KEY),
                certificate_path=signing_key.parent / "new.pem",
                passphrase="",
                at=datetime.now(UTC),
            )

    @pytest.mark.usefixtures("signing_key")
    def test_the_key_is_readable_by_its_owner_alone(self, settings: Settings) -> None:
        assert Path(settings.ISKAN_SIGNING_KEY).stat().st_mode & 0o777 == 0o600


class TimestampHandler(BaseHTTPRequestHandler):
    """Answers RFC 3161 requests with real time-stamp tokens."""

    server: "TimestampServer"

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = asyncio.run(self.server.stamper.async_request_tsa_response(asked))
        self.send_response(200 if self.headers["Content-Type"] == "application/timestamp-query" else 415)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(answer.dump())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class TimestampServer(HTTPServer):
    stamper: DummyTimeStamper


@pytest.fixture
def timestamp_service(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Run a time-stamping authority and return its certificate."""
    key, certificate = tmp_path / "tsa-key.pem", tmp_path / "tsa.pem"
    _make_timestamp_certificate(key, certificate)
    server = TimestampServer(("127.0.0.1", 0), TimestampHandler)
    server.stamper = DummyTimeStamper(
        tsa_cert=load_cert_from_pemder(str(certificate)),
        tsa_key=load_private_key_from_pemder(str(key), passphrase=None),
        certs_to_embed=SimpleCertificateStore(),
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.ISKAN_TIMESTAMP_URL = f"http://127.0.0.1:{server.server_address[1]}/"
    yield certificate
    server.shutdown()
    thread.join()
    server.server_close()


def _make_timestamp_certificate(key_path: Path, certificate_path: Path) -> None:
    key, now = rsa.generate_private_key(65537, 2048), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time stamps for tests")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate_path.write_bytes(certificate.public_bytes(Encoding.PEM))


def test_with_a_timestamp_service_the_time_is_attested(signing_key: Path, timestamp_service: Path) -> None:
    pdf = signing.sign(card())
    roots = [load_cert_from_pemder(str(path)) for path in (signing_key, timestamp_service)]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    status = validate_pdf_signature(signature, context, ts_validation_context=context)
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.trusted
    assert abs(status.timestamp_validity.timestamp - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.usefixtures("signing_key")
def test_with_the_timestamp_service_down_nothing_is_signed(settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(TimestampRequestError, match="did not answer"):
        signing.sign(card())


class TestCodes:
    def test_a_code_is_read_as_it_is_printed(self) -> None:
        for _ in range(50):
            code = new_code()
            assert read_code(shown_code(code)) == code

    def test_codes_differ(self) -> None:
        assert len({new_code() for _ in range(200)}) == 200

    def test_one_wrong_character_is_noticed(self) -> None:
        code = new_code()
        for place in range(len(code)):
            wrong = "A" if code[place] != "A" else "B"
            with pytest.raises(NotACode):
                read_code(code[:place] + wrong + code[place + 1 :])


CERTIFICATE = NominationCertificate(
    holder_name=CARD.holder_name,
    cpr=CARD.cpr,
    programme=CARD.programme,
    project=Text(ar="مشروع شرق سترة", en="East Sitra"),
    unit_class=Text(ar="بيت، 4 غرف نوم", en="House, 4 bedrooms"),
    seniority_on=date(2004, 3, 1),
    nominated_on=date(2026, 3, 2),
    checked_on=date(2026, 3, 3),
    distribution="N-2026-001",
)
CONTRACT = UsufructContract(
    holder_name=CARD.holder_name,
    cpr=CARD.cpr,
    programme=CARD.programme,
    project=Text(ar="مشروع شرق سترة", en="East Sitra"),
    governorate=CARD.governorate,
    unit_class=Text(ar="بيت، 4 غرف نوم", en="House, 4 bedrooms"),
    unit_code="EAST-SITRA-0001",
    area="220.00",
    household_count=5,
    contracted_on=date(2026, 4, 1),
    draw="D-2026-001",
)

STATEMENT = Certificate(
    holder_name=LONG.holder_name,
    cpr=CARD.cpr,
    service=Text(
        ar="إفادة بالخدمات الإسكانية موجهة إلى جهة رسمية", en="Statement of housing services for an official body"
    ),
    office=Text(ar="إدارة الطلبات الإسكانية", en="Housing Requests Department"),
    letterhead=Text(ar="قسم الإفادات والشهادات", en="Statements and Certificates Section"),
    office_address=Text(ar="مبنى 12، طريق 317، مجمع 318، المنامة", en="Building 12, road 317, block 318, Manama"),
    lines=(
        StatedLine(
            label=Text(ar="الجهة الموجهة إليها", en="Addressed to"),
            value=Text(ar="هيئة التأمين الاجتماعي", en="Social Insurance Organisation"),
        ),
        StatedLine(
            label=Text(ar="الترتيب على قائمة الانتظار", en="Place on the waiting list"),
            value=Text(
                ar="9,777 من 44,632 في المحافظة الشمالية، بأقدمية 22 فبراير 2012",
                en="Waiting in place 9,777 of 44,632 in the Northern Governorate, seniority of 22 February 2012",
            ),
        ),
        StatedLine(label=Text(ar="إعادة التأمين", en="Deposit"), value=Text(ar="لا ينطبق", en="Does not apply")),
    ),
    statement=Text(
        ar="تفيد الوزارة بصحة البيانات أعلاه وفق سجلاتها في تاريخ الإصدار، ولا يُعد هذا المستند سند ملكية.",
        en="The ministry states that the above agrees with its records on the day of issue; this is no title of "
        "ownership.",
    ),
)


@pytest.mark.parametrize(
    ("template", "contents", "said"),
    [
        ("nomination_certificate", CERTIFICATE, {"Nomination", "Certificate", "Sitra"}),
        ("usufruct_contract", CONTRACT, {"Contract", "Ownership", "household"}),
        ("certificate", STATEMENT, {"Deposit", "ownership", "Waiting", "Manama"}),
        (
            "certificate",
            replace(STATEMENT, lines=(), statement=None, letterhead=None, office_address=None),
            {"Requests"},
        ),
        ("usufruct_contract", replace(CONTRACT, area=""), {"Contract", "Ownership", "household"}),
    ],
)
def test_certificates_and_contracts_stand_on_one_page(
    template: str, contents: NominationCertificate | UsufructContract | Certificate, said: set[str]
) -> None:
    pdf = typesetting.typeset(template=template, contents=contents, paper=PAPER)
    (words,) = page_words(pdf)

    assert said <= words
    assert contents.cpr in words
    assert from_json(as_json(contents), template) == contents


@pytest.mark.parametrize(
    "odd", ["مبنى № ٥", "Zoë Łukaszewski 🏠", "\u200eA\u0300\u0308\u202e", "ﷺ ① ㎡ 漢字", "a\u0000b\ufffe"]
)
def test_letters_the_typeface_lacks_stop_no_document(odd: str) -> None:
    names = Text(ar=f"زينب {odd}", en=f"Zainab {odd}")
    pdf = typesetting.typeset(template="entitlement_card", contents=replace(CARD, holder_name=names), paper=PAPER)
    assert "Zainab" in "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_a_letter_is_written_by_those_that_come_nearest() -> None:
    folder = Path(settings.ISKAN_FONTS_DIR)
    assert printable({"a": ["№ 5", "Zainab زينب", 7]}, folder) == {"a": ["No. 5", "Zainab زينب", 7]}
    assert printable("漢\u2028", folder) == "?"
    assert printable("علی\u200cرضا", folder) == "علی\u200cرضا"
