"""The shipped nginx configuration in front of our server: what it keeps is what the site says, and goes when it changes."""

import contextlib
import http.client
import re
import subprocess
import threading
import time
import urllib.parse

import stage

PAGE = "/donnees-personnelles"
WRITES = 6
# Only in the frame of somebody signed in.
MINE = b'href="/ma-page"'
# What each hop says for itself.
HOPS = {"date", "server", "connection", "expires", "keep-alive"}


class Administrator:
    """Signed in at the site itself, not through the proxy."""

    def __init__(self, program, database, site):
        self.site, self.cookie = site.removeprefix("http://"), None
        person = ["--email", "ada@example.org", "--database", str(database)]
        said(program, "account", "add", *person, "--name", "Ada", "--role", "agency-administrator")
        link = said(program, "account", "link", *person, "--address", f"http://{stage.HOST}")
        path = urllib.parse.urlsplit(re.search(r"http\S+", link)[0]).path
        digits = re.search(r"^\d{6}$", link, re.M)[0]
        _, headers, page = self.ask("GET", path)
        self.cookie, token = stage.given(page, headers)
        self.cookie = self.ask("POST", path, f"code={digits}&token={token}")[1]["Set-Cookie"].split(";")[0]

    def ask(self, method, path, body=None):
        headers = {"Host": stage.HOST}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.site, timeout=10)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def write(self, text):
        """Changes the text of the page, and says when that was acknowledged."""
        path = "/agence/textes/privacy"
        form = self.ask("GET", path)[2]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        areas = re.findall(r'<textarea[^>]* name="([^"]+)"', form)
        fields = hidden + [(name, text) for name in areas]
        status, _, _ = self.ask("POST", path, urllib.parse.urlencode(fields))
        if status != 303:
            raise SystemExit(f"bench: the text was not taken: {status}")
        return time.monotonic()


def said(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True, timeout=60).stdout


def check_same_headers(site, proxy, cookie):
    """What a visitor gets from the proxy is what the site says, whatever form is asked for, also the second time."""
    name = stage.HOST
    tag = stage.fetch(site + PAGE, Host=name)[1]["ETag"]
    for wish in {}, {"Accept_Encoding": "gzip"}, {"Accept_Encoding": "gzip;q=0"}, {"If_None_Match": tag}:
        own = stage.fetch(site + PAGE, Host=name, **wish)
        for _ in range(3):
            kept = stage.fetch(proxy + PAGE, Host=name, **wish)
            if (shown(kept), kept[2]) != (shown(own), own[2]):
                raise SystemExit(f"bench: the proxy answers otherwise for {wish}:\n{shown(kept)}\n{shown(own)}")
    for _ in range(2):
        status, headers, body = stage.fetch(proxy + PAGE, Host=name, Cookie=cookie)
        if headers["Cache-Control"] != "no-store" or MINE not in body:
            raise SystemExit("bench: somebody signed in was given a page from the proxy's cache")
        if MINE in stage.fetch(proxy + PAGE, Host=name)[2]:
            raise SystemExit("bench: a visitor was given the page of somebody signed in")


def shown(answer):
    status, headers, _ = answer
    return status, sorted((name.lower(), value) for name, value in headers.items() if name.lower() not in HOPS)


def seconds_until_gone(administrator, proxy):
    """The longest time that the old page was seen after a write was acknowledged, while others ask for it without end."""
    stop = threading.Event()
    visitors = [threading.Thread(target=visit, args=(proxy, stop)) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    try:
        longest, seen = 0, 0
        for number in range(WRITES):
            # At another moment of the second each time.
            time.sleep(0.5 + number / WRITES)
            text = f"Texte {number} du banc."
            written = administrator.write(text)
            while time.monotonic() - written < 3:
                asked = time.monotonic()
                answers = [
                    stage.fetch(proxy + PAGE, Host=stage.HOST)[2],
                    stage.fetch(proxy + PAGE, Host=stage.HOST, If_None_Match='"other"')[2]]
                if not all(text.encode() in answer for answer in answers):
                    longest, seen = max(longest, asked - written), seen + 1
        if not seen:
            raise SystemExit("bench: the proxy keeps nothing, so nothing was withdrawn")
        return longest
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()


def visit(proxy, stop):
    while not stop.is_set():
        # In the form that is looked at: each form is kept by itself.
        stage.fetch(proxy + PAGE, Host=stage.HOST)
