"""A headless Chromium driven by raw WebDriver, with the standard library only."""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request


@contextlib.contextmanager
def browser():
    """A fresh browser without cookies; it and its driver end with the block."""
    if not shutil.which("chromedriver"):
        raise SystemExit("chromedriver is missing: run bin/setup --with-browser")
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        session = Browser(port_said_by(driver))
        try:
            yield session
        finally:
            session.send("DELETE", "")
    finally:
        driver.terminate()
        driver.wait()


def port_said_by(driver):
    for line in driver.stdout:
        if "started successfully on port" in line:
            return int(line.split()[-1].rstrip("."))
    raise SystemExit("chromedriver did not start")


class Browser:
    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}/session"
        arguments = ["--headless=new", "--lang=fr", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        options = {"args": arguments, "prefs": {"intl.accept_languages": "fr"}}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options}
        self.address += "/" + self.send("POST", "", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(json.load(refusal)["value"]["message"]) from None

    def open(self, address):
        self.send("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        return self.send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, script, seconds=10):
        """Waits for a script to answer something true."""
        end = time.monotonic() + seconds
        while not (answer := self.run(script)):
            if time.monotonic() > end:
                raise RuntimeError(f"still not true after {seconds} s: {script}")
            time.sleep(0.05)
        return answer

    def command(self, name, **parameters):
        """A command of Chromium's own protocol."""
        return self.send("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def picture(self, path, width, scheme="light"):
        """The whole page at a window's width, as a PNG."""
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.set_window(width, 900)
        self.until("return document.readyState === 'complete' && document.fonts.status === 'loaded'")
        # What sticks to the edge of the window would stand in the middle of a longer page.
        self.set_window(width, max(900, round(self.whole_page()["height"])))
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=self.whole_page())
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def set_window(self, width, height):
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    def follow(self, words):
        """The first link of the page's main part that begins with these words."""
        here = self.run("return location.href")
        script = """
            const plain = (text) => text.replace(/\\s+/g, " ").trim()
            const links = [...document.querySelectorAll("body a[href]")].sort((one, other) => !!other.closest("main") - !!one.closest("main"))
            return links.find((link) => plain(link.textContent).startsWith(arguments[0]))?.href"""
        if not (address := self.run(script, words)):
            raise SystemExit(f"no link of {here} begins with «{words}»")
        self.open(address)

    def whole_page(self):
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
