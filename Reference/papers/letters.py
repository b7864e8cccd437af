"""Which letters the typefaces of this machine can show: all others are replaced, and counted, before a paper is set."""
import re
import struct

# The faces of the papers first; those of the machine are looked at only for a letter that these do not have.
OWN = ("Lato", "Vollkorn", "DejaVu Sans")
REPLACEMENT = "\ufffd"
# They are not shown themselves: they join, part and turn what is.
JOINERS = frozenset([0x09, 0x0A, 0xAD, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)])

_known = None
_others = None


def shown(value):
    """The same value with every letter that can be shown, and how many were replaced."""
    count = [0]

    def clean(text):
        letters = []
        for letter in text:
            if can_show(letter):
                letters.append(letter)
            elif letter.isprintable() or ord(letter) >= 0xA0:
                # What is not meant to be seen goes without a word.
                if not is_invisible(letter):
                    letters.append(REPLACEMENT)
                    count[0] += 1
        return "".join(letters)

    return mapped(value, clean), count[0]


def without(value, unshown):
    return mapped(value, lambda text: "".join(REPLACEMENT if letter in unshown else letter for letter in text))


def named_by(complaint):
    """The letters of which the engine says that no typeface shows them."""
    found = re.search(r'the text `"(.*?)"` could not be displayed', complaint, re.DOTALL)
    if not found:
        return set()
    words = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match.group(1), 16)), found.group(1))
    return {letter for letter in words if letter != REPLACEMENT and letter != " "}


def mapped(value, change):
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [mapped(item, change) for item in value]
    if isinstance(value, dict):
        return {key: mapped(item, change) for key, item in value.items()}
    return value


def is_invisible(letter):
    code = ord(letter)
    return 0x200B <= code <= 0x206F or 0xFE00 <= code <= 0xFEFF or 0xE0000 <= code <= 0xE0FFF or code in (0x34F, 0x61C)


def can_show(letter):
    global _known, _others
    code = ord(letter)
    if 0x20 <= code < 0x7F or code in JOINERS:
        return True
    # Faces have places for these as well; papers do not.
    if code < 0xA0:
        return False
    if _known is None:
        _known = covered(lambda family: family in OWN)
    if code in _known:
        return True
    if is_invisible(letter):
        return False
    if _others is None:
        _others = covered(lambda family: family not in OWN)
    return code in _others


def covered(wanted):
    """One face of each family: which letters it has does not depend on its weight."""
    import typst

    letters, seen = set(), set()
    for font in typst.Fonts(include_embedded_fonts=False).fonts():
        if font.path and wanted(font.family) and font.family not in seen:
            seen.add(font.family)
            try:
                with open(font.path, "rb") as file:
                    letters |= codes(file.read(), font.index)
            except (OSError, struct.error, IndexError):
                continue
    return letters


def codes(font, index):
    """The letters of a TrueType or OpenType face, from its table `cmap` (formats 4 and 12)."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    found = set()
    for number in range(tables):
        tag, _, place, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag != b"cmap":
            continue
        for part in range(struct.unpack_from(">H", font, place + 2)[0]):
            table = place + struct.unpack_from(">HHI", font, place + 4 + 8 * part)[2]
            kind = struct.unpack_from(">H", font, table)[0]
            if kind == 4:
                found |= segments(font, table)
            elif kind == 12:
                for group in range(struct.unpack_from(">I", font, table + 12)[0]):
                    first, last, _ = struct.unpack_from(">III", font, table + 16 + 12 * group)
                    found.update(range(first, min(last, 0x10FFFF) + 1))
    return found


def segments(font, table):
    count = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends, starts = table + 14, table + 16 + 2 * count
    found = set()
    for number in range(count):
        last = struct.unpack_from(">H", font, ends + 2 * number)[0]
        first = struct.unpack_from(">H", font, starts + 2 * number)[0]
        if first != 0xFFFF:
            found.update(range(first, last + 1))
    return found
