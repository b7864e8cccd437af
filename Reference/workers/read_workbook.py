"""Reads the first sheet of an XLSX workbook that has anything in it, from the file named, as values alone: no formula is
computed, no link followed, no program run. Writes one line of JSON about it, then the sheet as CSV (semicolons, UTF-8).

Whoever starts it has looked at the archive before and bounds its memory and its time. Exit codes: 3 no reader installed,
4 not a workbook that can be read, 5 protected by a password."""

import csv
import datetime
import io
import json
import pathlib
import sys

try:
    import python_calamine as calamine
except ImportError as error:
    sys.stderr.write(f"python-calamine: {error}\n")
    sys.exit(3)


def number(value):
    """As people read it: fifteen digits, and no decimals where there are none."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    return format(value, ".15f").rstrip("0").rstrip(".") if "e-" in text and abs(value) > 1e-12 else text


def span(value):
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def words(value):
    """What a cell says. Days are ISO 8601; a day with a time has its minutes."""
    if isinstance(value, str):
        # Signs that no text has: a cell is what people see of it.
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.timedelta):
        return span(value)
    return "" if value is None else str(value)


def rows_of(book, name):
    """The whole rectangle from A1 on, so that rows keep their numbers; without empty columns behind and empty rows below."""
    rows = [[words(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]


def first_sheet(book):
    """Those that people see before those that they do not."""
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda sheet: sheet.visible != calamine.SheetVisibleEnum.Visible)
    for sheet in sheets:
        rows = rows_of(book, sheet.name)
        if any(any(cell.strip() for cell in row) for row in rows):
            return sheet.name, rows
    return None, []


def main():
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(pathlib.Path(sys.argv[1]).read_bytes()))
        name, rows = first_sheet(book)
    except calamine.PasswordError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(5)
    except (calamine.CalamineError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(4)
    breaks = {at: count for at, row in enumerate(rows, 1) if (count := sum(cell.count("\n") for cell in row))}
    others = [other for other in book.sheet_names if other != name]
    about = {"sheet": name, "others": others, "rows": len(rows), "breaks": breaks}
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
    out.write(json.dumps(about, ensure_ascii=True) + "\n")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for row in rows:
        if any(row):
            writer.writerow(row)
        else:
            out.write("\n")
    out.flush()


main()
