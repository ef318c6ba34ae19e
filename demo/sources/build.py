#!/usr/bin/env python3
"""Makes the binary documents of the demo dossier from the sources in this folder.

Run it after changing a source, look at the pages, and commit what it wrote:

    apt-get install chromium poppler-utils fonts-liberation fonts-urw-base35
    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python build.py          # writes ../documents and checks the quotes of ../demo.toml

The same sources give the same text, facts and dates; every file carries fixed dates inside.
"""

import datetime
import email.message
import email.policy
import random
import re
import subprocess
import tempfile
import tomllib
import zipfile
from pathlib import Path

import docx
import openpyxl
from openpyxl.styles import Alignment, Font
from PIL import Image, ImageChops, ImageFilter

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "documents"
MADE = datetime.datetime(2026, 9, 14, 9, 0, 0)

PRINTED = {
    "aannemingsovereenkomst.html": "aannemingsovereenkomst-2025-11-14.pdf",
    "ingebrekestelling.html": "ingebrekestelling-2026-07-06.pdf",
    "proces-verbaal.html": "proces-verbaal-van-oplevering-2026-08-19.pdf",
    "deskundigenrapport.html": "deskundigenrapport-dekker-2026-09-11.pdf",
    "eindfactuur.html": "eindfactuur-2026-0193.pdf",
}


def print_page(source: Path, target: Path) -> None:
    """Prints an HTML source to PDF with Chromium; fonts are embedded as subsets."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", f"--user-data-dir={profile}", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", source.as_uri()],
            check=True, capture_output=True)
    data = re.sub(rb"D:\d{14}", MADE.strftime("D:%Y%m%d%H%M%S").encode(), target.read_bytes())
    target.write_bytes(data)


def scan(source: Path, target: Path) -> None:
    """Prints a source and keeps only the picture of it: grey, a little skewed, with dust."""
    chance = random.Random(118)
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "page.pdf"
        print_page(source, pdf)
        subprocess.run(["pdftoppm", "-r", "150", "-gray", pdf, Path(folder) / "page"], check=True)
        pages = []
        for picture in sorted(Path(folder).glob("page*.pgm")):
            page = Image.open(picture).convert("L")
            page = page.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=False)
            page = page.filter(ImageFilter.GaussianBlur(0.4))
            dust = Image.new("L", page.size, 255)
            for _ in range(160):
                x, y = chance.randrange(page.width), chance.randrange(page.height)
                dust.putpixel((x, y), chance.randrange(90, 200))
            pages.append(ImageChops.multiply(page, dust.filter(ImageFilter.GaussianBlur(0.6))))
        moment = MADE.timetuple()
        pages[0].save(target, "PDF", resolution=150, save_all=True, append_images=pages[1:],
                      quality=45, creationDate=moment, modDate=moment, producer="scan")


def repack(target: Path) -> None:
    """Writes an Office file again with fixed times, so that the same content is the same file."""
    with zipfile.ZipFile(target) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            new.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)


def word(source: Path, target: Path, title: str) -> None:
    """A text as a Word document with real heading styles."""
    paper = docx.Document()
    paper.core_properties.author = "Bouwbedrijf Van Loon B.V."
    paper.core_properties.title = title
    for line in source.read_text().splitlines():
        if line.startswith("## "):
            paper.add_heading(line[3:], level=2)
        elif line.startswith("# "):
            paper.add_heading(line[2:], level=1)
        else:
            paper.add_paragraph(line)
    paper.save(target)
    repack(target)


def sheet(target: Path, sheets: dict[str, tuple[list[int], list[list]]]) -> None:
    """A workbook: name of each sheet → column widths and rows, the first row in bold."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "Bouwbedrijf Van Loon B.V."
    book.properties.created = book.properties.modified = MADE
    for title, (widths, rows) in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
        for cell in page[1]:
            cell.font = Font(bold=True)
        for letter, width in zip("ABCDEFGH", widths):
            page.column_dimensions[letter].width = width
        for row in page.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, float):
                    cell.number_format = '#,##0.00'
                if isinstance(cell.value, datetime.date):
                    cell.number_format = "dd-mm-yyyy"
    book.save(target)
    repack(target)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def sheets() -> None:
    sheet(OUT / "meer-en-minderwerk.xlsx", {
        "Overzicht": ([9, 44, 16, 34, 16], [
            ["Nummer", "Omschrijving", "Bedrag incl. btw", "Opdracht", "Datum opdracht"],
            ["MW-01", "Drievoudig glas in de schuifpui", 3850.0, "schriftelijk, per e-mail", day("2026-02-03")],
            ["MW-02", "Acht extra wandcontactdozen in de keuken", 640.0, "schriftelijk, meerwerkbon 2", day("2026-02-20")],
            ["MW-03", "Vloerverwarming in de badkamer", 2975.0, "mondeling, bouwvergadering", day("2026-03-05")],
            ["MW-04", "Verzwaring van de fundering", 6200.0, "geen opdracht vastgelegd", None],
            ["MI-05", "Minderwerk binnenschilderwerk (2.400,00 + 8%)", -2592.0, "schriftelijk, per e-mail", day("2026-05-28")],
            ["", "Saldo meer- en minderwerk", 11073.0, "", None],
            ["", "Waarvan schriftelijk opgedragen", 1898.0, "MW-01, MW-02 en MI-05", None],
        ]),
        "Stelposten": ([26, 18, 18, 18], [
            ["Stelpost", "Begroot", "Besteed", "Verschil"],
            ["Keukenopstelling", 16000.0, 16000.0, 0.0],
            ["Sanitair badkamer", 7500.0, 7500.0, 0.0],
            ["Tegelwerk", 4250.0, 4250.0, 0.0],
        ]),
    })
    sheet(OUT / "planning-2025-11-14.xlsx", {
        "Planning": ([46, 16, 16, 16, 44], [
            ["Onderdeel", "Begin", "Gereed volgens planning", "Werkelijk gereed", "Opmerking"],
            ["Fundering en begane-grondvloer", day("2026-01-12"), day("2026-02-13"), day("2026-02-16"), ""],
            ["Gevelmetselwerk", day("2026-02-16"), day("2026-04-03"), day("2026-04-17"), "vertraging door regen in week 11"],
            ["Staalconstructie", day("2026-04-06"), day("2026-05-08"), day("2026-05-29"), "ligger HEA 160 vervangen door HEA 200"],
            ["Dak waterdicht en lichtstraat", day("2026-05-11"), day("2026-05-22"), day("2026-06-26"), ""],
            ["Kozijnen, beglazing en schuifpui", day("2026-05-18"), day("2026-05-29"), day("2026-07-10"), "schuifpui op 30 maart 2026 besteld"],
            ["Badkamer", day("2026-05-25"), day("2026-06-12"), day("2026-07-31"), ""],
            ["Keuken", day("2026-06-08"), day("2026-06-24"), day("2026-08-12"), ""],
            ["Oplevering", day("2026-07-01"), day("2026-07-01"), day("2026-08-19"), ""],
        ]),
    })


def mails() -> None:
    for mail in tomllib.loads((HERE / "mail.toml").read_text())["mail"]:
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        message["From"], message["To"] = mail["from"], mail["to"]
        message["Date"], message["Subject"] = mail["date"], mail["subject"]
        message["Message-ID"] = f"<{mail['file'].removesuffix('.eml')}@demo.example>"
        message.set_content(mail["body"].strip() + "\n", cte="quoted-printable")
        if name := mail.get("attach"):
            with tempfile.TemporaryDirectory() as folder:
                pdf = Path(folder) / name
                print_page(HERE / "herziene-planning.html", pdf)
                message.add_attachment(pdf.read_bytes(), maintype="application", subtype="pdf", filename=name)
            message.set_boundary("demo-" + mail["file"][:10])
        (OUT / mail["file"]).write_bytes(message.as_bytes())


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def check() -> None:
    """Every quote that demo.toml expects on a page of a text PDF is on that page."""
    demo = tomllib.loads((HERE.parent / "demo.toml").read_text())
    listed = {entry["file"] for entry in demo["document"]}
    present = {path.name for path in OUT.iterdir()}
    assert listed == present, listed ^ present
    for path in OUT.iterdir():
        assert path.stat().st_size < 200_000, f"{path.name} is too large"
    missing = []
    for question in demo["question"]:
        for place in question["expect"]:
            assert place["document"] in listed, place
            path = OUT / place["document"]
            if path.suffix == ".pdf" and "brief-gemeente" not in path.name:
                page = str(place["page"])
                text = subprocess.run(["pdftotext", "-f", page, "-l", page, path, "-"],
                                      check=True, capture_output=True, text=True).stdout
            elif path.suffix in {".md", ".txt", ".html"}:
                text = path.read_text()
            elif path.suffix == ".eml":
                message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                text = message.get_body().get_content()
            elif path.suffix == ".docx":
                text = "\n".join(p.text for p in docx.Document(path).paragraphs)
            else:
                continue
            if words(place["quote"]) not in words(text):
                missing.append(place)
    assert not missing, "\n".join(f"not there: {place}" for place in missing)


def main() -> None:
    for source, target in PRINTED.items():
        print_page(HERE / source, OUT / target)
    scan(HERE / "brief-gemeente.html", OUT / "brief-gemeente-2026-05-12.pdf")
    word(HERE / "algemene-voorwaarden.txt", OUT / "algemene-voorwaarden-2025.docx", "Algemene Voorwaarden voor verbouwingen")
    word(HERE / "verwerkersovereenkomst.txt", OUT / "verwerkersovereenkomst-bouwportaal-2025-12-02.docx", "Verwerkersovereenkomst klantportaal")
    sheets()
    mails()
    check()


if __name__ == "__main__":
    main()
