"""Copies while people send files: each copy is whole by itself, and put back elsewhere it gives out all that was there when it began."""

import contextlib
import threading
import time

import files
import uploads
from demonstration import EDITION, Site

COPIES = 4


def while_sending(site, other):
    """True where nothing is wrong. `other` is a site of another database and folder, into which the last copy is put back."""
    faults, seconds = [], []
    site.start()
    files.publish(site.visitor("campaign-lead"), EDITION, uploads.FORM)
    writers = [uploads.Writer(site.owner(number), number, "copies") for number in range(3)]
    stop = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    for number in range(COPIES):
        time.sleep(1)
        # What had come whole before the copy began is in it.
        known = {key: upload for writer in writers for key, upload in list(writer.uploads.items()) if upload[3]}
        copy, began = site.folder / f"copy-{number}", time.monotonic()
        taken = site.command("backup", copy, is_expected=False)
        seconds.append(time.monotonic() - began)
        faults += [] if taken.returncode == 0 else [f"backup: {taken.stderr.strip()[:300]}"]
        read = site.command("verify", copy, is_expected=False)
        faults += [] if read.returncode == 0 else [f"verify of a copy: {read.stdout.strip()[:200]}{read.stderr.strip()[:300]}"]
    stop.set()
    for thread in threads:
        thread.join(30)
    faults += site.findings()
    site.stop()

    other.command("restore", copy)
    faults += other.findings()
    # Its people are those of the copy, and so are their sessions.
    other.port = site.port
    other.start()
    lost = 0
    for key, (place, data, _, _) in known.items():
        status, _, body = place.visitor.again().ask("GET", f"{place.path.partition('/pieces/')[0]}/fichiers/{key}/entier")
        lost += status != 200 or body != data
    if lost:
        faults.append(f"of {len(known)} files that were whole when the copy began, {lost} are not given out again")
    cut = unfinished(other, writers, faults)
    faults += other.findings()
    other.stop()
    for fault in faults:
        print(f"  FAULT {fault}")
    sent = sum(writer.sent for writer in writers)
    print(f"  {COPIES} copies while {sent} files came, at most {max(seconds):.2f} s each; the last one put back: {len(known)} files given "
          f"out again, {cut} on their way then, sent anew")
    return not faults and sent > 10


def unfinished(other, writers, faults):
    """What was on its way when the copy was taken is not in it: whoever sends it again must be able to."""
    rows = other.sql("SELECT id FROM media WHERE state = 'arriving'")
    known = {key: upload for writer in writers for key, upload in writer.uploads.items()}
    for key in rows:
        if key not in known:
            continue
        place, data, _, _ = known[key]
        place = place.by(place.visitor.again())
        with contextlib.suppress(*files.AWAY):
            status, said = place.state(key)
            for _ in range(200):
                if status != 200 or said["state"] != "arriving":
                    break
                status, said = place.piece(key, said["offset"], data[said["offset"]:said["offset"] + 400_000])
                if status == 409:
                    status, said = place.state(key)
        if status != 200 or said["state"] == "arriving":
            faults.append(f"a file that was on its way when the copy was taken cannot be sent again: {status} {said}")
    return len(rows)
