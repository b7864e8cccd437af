"""A paper as a Word document (DOCX): the same data as its template is given, in styles that a word processor knows."""
import io

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

QUIET = RGBColor(0x57, 0x53, 0x4A)


def document(data, files):
    for part in data["parts"]:
        if part["is"] == "picture":
            part["path"] = files[part["file"]]
    made = docx.Document()
    dress(made, data)
    made.add_paragraph(data["kicker"]).runs[0].font.color.rgb = QUIET
    made.add_heading(data["title"], level=0)
    if data.get("lead"):
        made.add_paragraph(data["lead"])
    for fact in data["facts"]:
        line = made.add_paragraph()
        line.add_run(f"{fact['label']} – ").bold = True
        line.add_run(fact["text"])
    for part in data["parts"]:
        PARTS[part["is"]](made, part)
    for note in data["notes"] + ([data["missing_words"]] if data["missing"] else []):
        quiet(made, note)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def dress(made, data):
    facts = made.core_properties
    # The properties hold at most 255 letters.
    facts.title, facts.author, facts.language = data["title"][:255], data["author"][:255], data["language"]
    facts.comments = ""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.1)
    page.top_margin = page.bottom_margin = Cm(2.2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Lato", Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), f"{data['language']}-{data['region']}")
    normal.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1", "Heading 2"):
        style = made.styles[name]
        style.font.name, style.font.color.rgb = "Vollkorn", RGBColor(0x1D, 0x1B, 0x17)
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(script), None)
    footer = page.footer.paragraphs[0]
    footer.add_run(data["foot"] + " – ")
    add_field(footer, "PAGE")
    footer.add_run("/")
    add_field(footer, "NUMPAGES")


def add_field(paragraph, name):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def quiet(made, words):
    run = made.add_paragraph().add_run(words)
    run.font.size, run.font.color.rgb = Pt(9), QUIET


def chapter(made, part):
    made.add_heading(part["title"], level=1)
    if part.get("lead"):
        made.add_paragraph(part["lead"])


def heading(made, part):
    made.add_heading(part["title"], level=2)
    if part.get("note"):
        quiet(made, part["note"])


def text(made, part):
    for line in part["text"].split("\n"):
        if line.strip():
            made.add_paragraph(line)


def entries(made, part):
    for item in part["items"]:
        made.add_paragraph(item, style="List Bullet")


def picture(made, part):
    """As wide as the text at most; its alternative stands in the properties of the drawing, where readers of screens look."""
    shown = made.add_picture(part["path"])
    scale = min(1, Cm(16.8) / shown.width, Cm(8) / shown.height)
    shown.width, shown.height = round(shown.width * scale), round(shown.height * scale)
    shown._inline.docPr.set("descr", part["alternative"])
    if part["caption"]:
        quiet(made, part["caption"])


def steps(made, part):
    table(made, {"head": part["head"], "rows": [[step["when"], step["text"]] for step in part["items"]]})


def levels(made, part):
    rows = [[level["value"], level["label"], level["text"]] for level in part["items"]]
    table(made, {"head": part["head"], "rows": rows})


def quote(made, part):
    made.add_paragraph(part["text"], style="Quote")
    if part["by"]:
        quiet(made, part["by"])


def lines(made, part):
    """A frame to type in, that grows."""
    frame = made.add_table(rows=1, cols=1, style="Table Grid")
    frame.rows[0].height = Cm(0.8 * min(part["count"], 8))
    made.add_paragraph()


def boxes(made, part):
    for item in part["items"]:
        made.add_paragraph("☐ " + item)


def blank(made, part):
    table(made, {"head": part["head"], "rows": [[""] * len(part["head"])] * part["rows"]}, height=Cm(0.9))


def table(made, part, height=None):
    grid = made.add_table(rows=1, cols=len(part["head"]), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cell, words in zip(grid.rows[0].cells, part["head"]):
        cell.paragraphs[0].add_run(words).bold = True
    # It stands again on each page.
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in part["rows"]:
        added = grid.add_row()
        if height:
            added.height = height
        for cell, words in zip(added.cells, row):
            cell.text = words
    made.add_paragraph()


PARTS = {
    "chapter": chapter, "heading": heading, "question": heading, "text": text, "small": lambda made, part: quiet(made, part["text"]),
    "picture": picture, "list": entries, "steps": steps, "levels": levels, "table": table, "quote": quote, "lines": lines, "boxes": boxes,
    "blank": blank, "link": lambda made, part: made.add_paragraph(part["text"]), "break": lambda made, part: made.add_page_break(),
}
