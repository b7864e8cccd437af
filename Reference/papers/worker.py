"""Makes papers for the program: one request a line on standard input, one answer a line on standard output, both JSON.

Asked {"make": "pdf", "template": "file", "data": {…}, "files": {"photo.jpg": "PATH"}} or {"make": "docx", "data": {…}}, it answers
{"bytes": base64, "milliseconds": n, "missing": n}, or {"error": "…"}. What people wrote is only ever a value of the data: no template
is made of it. It ends with its standard input, after so many requests, and when a request takes too long; memory is bounded
by whoever starts it.
"""
import base64
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time

import letters

SECONDS = int(os.environ.get("RALLYNOV_PAPER_SECONDS", "20"))
REQUESTS = 200
HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATE = re.compile(r"[a-z]{1,40}")
FILE = re.compile(r"[a-z0-9-]{1,60}\.(jpg|png|svg)")


def main():
    # Nothing else may write on the pipe of the answers.
    answers, sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8"), sys.stderr
    os.dup2(2, 1)
    # The default ends the process, also in the middle of what is not Python.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number, line in enumerate(sys.stdin, start=1):
        signal.alarm(SECONDS)
        answer = answered(line)
        signal.alarm(0)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        # A fresh process now and then: what leaks goes with the old one.
        if number == REQUESTS:
            break


def answered(line):
    start = time.monotonic()
    try:
        made, missing = paper(json.loads(line))
    except MemoryError:
        os._exit(3)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {str(error)[:500]}"}
    spent = round(1000 * (time.monotonic() - start))
    return {"bytes": base64.b64encode(made).decode(), "milliseconds": spent, "missing": missing}


def paper(request):
    data, missing = letters.shown(request["data"])
    data["missing"] = missing
    if request["make"] == "docx":
        import word

        return word.document(data, request.get("files") or {}), missing
    template = request["template"]
    if not TEMPLATE.fullmatch(template):
        raise ValueError("no such template")
    files = request.get("files") or {}
    if not files:
        return pdf(template, data, HERE), missing
    # The engine reads nothing outside of its folder: what a paper shows is copied there.
    with tempfile.TemporaryDirectory(prefix="rallynov-paper-") as folder:
        for name in os.listdir(HERE):
            if name.endswith(".typ"):
                shutil.copy(os.path.join(HERE, name), folder)
        for name, source in files.items():
            if not FILE.fullmatch(name):
                raise ValueError("no such name of a file")
            shutil.copy(source, os.path.join(folder, name))
        return pdf(template, data, folder), missing


def pdf(template, data, folder):
    """PDF/UA-1 refuses a letter that no typeface shows. `letters` has left none; should it err, what the engine names goes too."""
    import typst

    nowhere = os.path.join(folder, "no-packages")
    for _ in range(8):
        try:
            return typst.compile(
                os.path.join(folder, template + ".typ"), root=folder, format="pdf", pdf_standards="ua-1",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, package_path=nowhere,
                package_cache_path=nowhere)
        except typst.TypstError as error:
            unshown = letters.named_by(str(error))
            if not unshown:
                raise
            data = letters.without(data, unshown)
    raise ValueError("letters that no typeface shows")


main()
