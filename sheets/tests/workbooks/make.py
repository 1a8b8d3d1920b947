"""Writes the workbooks beside it: `python make.py`, with openpyxl 3.1 and LibreOffice on PATH.

They are what other programs write; what they hold is in the file of the same name that ends in
.expected, and was written by hand.
"""

import datetime
import pathlib
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).parent
HEADERS = ["Deal Name", "Owner", "Stage", "Amount", "Probability", "Created", "Expected close", "Next step"]
DAY = datetime.date
ROWS = [
    ["Größe & Co", "Ada", "Demo", 12500, 0.35, DAY(2026, 1, 5), DAY(2026, 3, 31), "call"],
    ['5" pipe', "Ben", "Won", 980.5, 1, DAY(2025, 11, 30), DAY(2026, 2, 1), None],
    ["line\nbreak", "Ben", "Demo", 1e6, 0.1 + 0.2, datetime.datetime(2026, 1, 7, 14, 5), None, "=1+1"],
]


def fill(sheet):
    for row in ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=sheet.max_row - 2):
        row[3].number_format = '#,##0.00 "€"'
        row[4].number_format = "0%"
        row[5].number_format = "dd/mm/yyyy"
        row[6].number_format = "d. mmmm yyyy"
        row[7].data_type = "s"


def plain():
    book = Workbook()
    book.active.title = "Deals"
    book.active.append(HEADERS)
    fill(book.active)
    return book


def several():
    """A title above the headers, an empty sheet, a second list and a hidden one."""
    book = Workbook()
    deals = book.active
    deals.title = "Deals"
    deals["B2"] = "Pipeline report"
    deals.merge_cells("B2:D2")
    deals.append([])
    deals.append(HEADERS)
    fill(deals)
    book.create_sheet("Notes")
    history = book.create_sheet("Won & lost")
    history.append(["Month", "Revenue"])
    history.append([DAY(2026, 1, 1), 40000])
    history["D4"] = "#N/A"
    history["D4"].data_type = "e"
    hidden = book.create_sheet("hiddenSheet")
    hidden["A1"] = "not for the eye"
    hidden.sheet_state = "veryHidden"
    return book


def of_1904():
    book = plain()
    book.epoch = CALENDAR_MAC_1904
    return book


for name, make in [("openpyxl", plain), ("several", several), ("of_1904", of_1904)]:
    book = make()
    stamp = datetime.datetime(2026, 1, 1)
    book.properties.created = book.properties.modified = stamp
    book.save(HERE / f"{name}.xlsx")

with tempfile.TemporaryDirectory() as folder:
    for kind, name in [("xlsx", "libreoffice"), ("ods", "refused_ods"), ("xls", "refused_xls")]:
        source = pathlib.Path(folder) / f"{name}.xlsx"
        source.write_bytes((HERE / "openpyxl.xlsx").read_bytes())
        target = HERE if kind != "xlsx" else pathlib.Path(folder) / "out"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if kind == "xlsx":
            (HERE / f"{name}.xlsx").write_bytes((target / f"{name}.xlsx").read_bytes())
