"""Files as people send them to a draft: made here, sent as the page's script and its plain form do, and asked for again."""

import contextlib
import ctypes
import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import sqlite3
import time
import urllib.parse

import stage

# As Site/script/upload.js sends them.
PIECE = 4 << 20
# Of one file that answers a question, in bytes: MediaLimits.mostOfAnswer.
MOST = 20_000_000
AWAY = (OSError, http.client.HTTPException)


class Visitor:
    """Somebody signed in, on one line that may be cut: the cookie is all that the next one needs."""

    def __init__(self, host, cookie):
        self.host, self.cookie, self.line = host, cookie, None

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded", **headers):
        if self.line is None:
            self.line = http.client.HTTPConnection(self.host, timeout=60)
        head = {"Cookie": self.cookie, "Origin": f"http://{self.host}"} | headers
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body)
        if method == "POST":
            head["Content-Type"], body = kind, body if body is not None else ""
        try:
            self.line.request(method, path, body, head)
            answer = self.line.getresponse()
            return answer.status, answer.headers, answer.read()
        except AWAY:
            self.leave()
            raise

    def leave(self):
        if self.line:
            self.line.close()
        self.line = None

    def page(self, path):
        status, _, body = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"bench: {path} answers {status}")
        return body.decode()

    def post(self, path, status=303, **fields):
        answered, headers, body = self.ask("POST", path, fields)
        if answered != status:
            words = " ".join(re.sub(r"<[^>]+>", " ", body.decode()).split())
            raise SystemExit(f"bench: {path} answers {answered}: {words[:1500]}")
        return headers.get("Location")

    def again(self):
        """The same person from another machine."""
        return Visitor(self.host, self.cookie)


def token(page):
    return re.search(r'name="token" value="([^"]+)"', page)[1]


def publish(lead, edition, source):
    """A form becomes what the edition asks, by the pages of whoever runs it."""
    place = f"/agence/editions/{edition}/formulaire"
    lead.post(f"{place}/ouvrir", token=token(lead.page(place)), start="file", source=source)
    page = lead.page(f"{place}/publier")
    held = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("token", "revision", "former")}
    if not all(held.values()):
        raise SystemExit("bench: the form cannot be published: " + " ".join(re.sub(r"<[^>]+>", " ", page).split())[-1500:])
    lead.post(f"{place}/publier", **{name: found[1] for name, found in held.items()})


def begin_file(owner, title):
    """The address of a draft that is theirs."""
    fields = {"token": token(owner.page("/dossiers/nouveau")), "title": title, "organisation": f"Atelier {title}"}
    location = owner.post("/dossiers/nouveau", **fields)
    return location.partition("/parties/")[0]


def form(name, fields):
    """The YAML of a form that asks a title, a name, files and pictures, and what else is given."""
    return f"""schema: rallynov.form/1
form:
  id: {name}
  version: 1.0.0
  title: {{fr: "Formulaire de mesure"}}
sections:
  - id: measured
    address: mesure
    title: {{fr: "Tout ce qui est mesuré"}}
    fields:
      - {{id: title, kind: line, limit: 150, label: {{fr: "Titre"}}, needed: true}}
      - {{id: organisation.name, kind: line, limit: 150, label: {{fr: "Nom de l’organisation"}}, needed: true}}
{fields}  - id: shown
    address: a-voir
    title: {{fr: "À voir"}}
    fields:
      - {{id: pictures, kind: picture, most: 20, label: {{fr: "Photographies"}}}}
      - {{id: papers, kind: file, kinds: [pdf, document, table], most: 20, label: {{fr: "Documents"}}}}
sheet:
  - fields:
      - id: title
    title: {{fr: "Titre"}}
"""


TEXT = '      - {id: words, kind: text, limit: 4000, label: {fr: "Ce qui est fait"}}\n'


class Place:
    """A question of a draft that takes files, and how they are sent there."""

    def __init__(self, visitor, file, question):
        self.visitor, self.path = visitor, f"{file}/pieces/{question}"
        self.token = token(visitor.page(self.path))

    def by(self, visitor):
        """The same place for another line of the same person."""
        other = object.__new__(Place)
        other.visitor, other.path, other.token = visitor, self.path, self.token
        return other

    def said(self, method, path, body=None, **how):
        status, _, answer = self.visitor.ask(method, path, body, Accept="application/json", **how)
        with contextlib.suppress(ValueError):
            return status, json.loads(answer)
        return status, {}

    def begin(self, name, size, **more):
        fields = {"token": self.token, "file": name, "size": size} | more
        return self.said("POST", f"{self.path}/fichiers/envois", fields)

    def piece(self, key, offset, data):
        kind = "application/octet-stream"
        return self.said(
            "POST", f"{self.path}/fichiers/envois/{key}?offset={offset}", data, kind=kind, **{"X-Form-Token": self.token})

    def insist(self, key, offset, data, seconds=20):
        """As the script does where it is told to wait: a line that is gone, or a process that was killed, may hold what is sent for a
        moment more. What is there by then is what the site says."""
        end = time.monotonic() + seconds
        while True:
            status, said = self.piece(key, offset, data)
            if status != 409 or time.monotonic() > end:
                return status, said
            if not said.get("waits"):
                return self.state(key)
            time.sleep(0.1)

    def state(self, key):
        return self.said("GET", f"{self.path}/fichiers/envois/{key}")

    def send(self, name, data):
        """As the page's script does while nothing goes wrong; what the site said last."""
        status, said = self.begin(name, len(data))
        while status == 200 and said["state"] == "arriving":
            offset = said["offset"]
            status, said = self.piece(said["id"], offset, data[offset:offset + PIECE])
        if status != 200:
            raise SystemExit(f"bench: {name} is not taken: {status} {said}")
        return said

    def send_form(self, name, data):
        """As a browser without script does; its status and page."""
        mark = "----" + os.urandom(12).hex()
        head = (f'--{mark}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{self.token}\r\n--{mark}\r\n'
                f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n").encode()
        body = head + data + f"\r\n--{mark}--\r\n".encode()
        status, _, page = self.visitor.ask("POST", f"{self.path}/fichiers", body, kind=f"multipart/form-data; boundary={mark}")
        return status, page.decode()

    def wait(self, key, seconds=60, until=("ready", "refused")):
        """Until it was looked at: how it stands then."""
        end = time.monotonic() + seconds
        while True:
            status, said = self.state(key)
            if status == 200 and said["state"] in until:
                return said["state"]
            if time.monotonic() > end:
                raise SystemExit(f"bench: a file is still not looked at: {status} {said}")
            time.sleep(0.05)


def paper(size, seed):
    """A PDF of exactly that many bytes: a page with a line of text, and bytes of chance that nothing shows."""
    text = f"BT /F1 12 Tf 72 720 Td (Document {seed}) Tj ET".encode()

    def built(padding):
        parts = [
            b"<< /Type /Catalog /Pages 2 0 R /Kept 6 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(padding), padding)]
        out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
        for number, part in enumerate(parts, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
        start = len(out)
        out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
        return out

    chance = random.Random(seed)
    padding = max(0, size - len(built(b"")) - 20)
    made = built(chance.randbytes(padding))
    # The numbers that say where things lie have as many figures as they need.
    return bytes(built(chance.randbytes(padding + size - len(made)))) if len(made) != size else bytes(made)


class Pictures:
    """Pictures of chance in every format that libvips writes: it is what the program reads them with."""

    def __init__(self, folder):
        self.folder = folder
        self.vips = ctypes.CDLL("libvips.so.42")
        self.vips.vips_image_new_from_memory_copy.restype = ctypes.c_void_p
        self.vips.vips_error_buffer.restype = ctypes.c_char_p
        if self.vips.vips_init(b"bench") != 0:
            raise SystemExit("bench: libvips does not start")

    def make(self, name, width, height, grain=4):
        """A file of that name; nil where the library cannot write its format. `width` and `height` are multiples of the grain."""
        data = random.Random(width).randbytes(width * height * 3 // grain ** 2)
        small = ctypes.c_void_p(self.vips.vips_image_new_from_memory_copy(
            data, ctypes.c_size_t(len(data)), width // grain, height // grain, 3, 0))
        large, coloured = ctypes.c_void_p(), ctypes.c_void_p()
        self.vips.vips_resize(small, ctypes.byref(large), ctypes.c_double(grain), None)
        self.vips.vips_copy(large, ctypes.byref(coloured), b"interpretation", 22, None)
        path = self.folder / name
        if self.vips.vips_image_write_to_file(coloured, str(path).encode(), None) != 0:
            self.vips.vips_error_clear()
            return None
        return path


def digest(data):
    return hashlib.sha256(data).hexdigest()
