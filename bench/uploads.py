"""Kills the program while people send files and transmit, and looks for what it had acknowledged.

A piece counts once it was answered for, an upload once it was answered to have come whole, a file of a practice once its
transmission led to the receipt. After each `kill -9` and start all of them must be there, every byte of them, and what was
under way goes on from what the site says."""

import contextlib
import random
import signal
import threading
import time

import files

WRITERS = 5
QUESTIONS = 10
# An answer holds twenty; two are left for what was under way.
EACH = 18

FORM = files.form("trial", "".join(
    f'      - {{id: more{number}, kind: file, kinds: [pdf, document, table], most: 20, label: {{fr: "Autres {number}"}}}}\n'
    for number in range(QUESTIONS)))


class Writer:
    """One owner, who sends files to drafts of theirs and transmits them."""

    def __init__(self, owner, number, engine):
        self.owner, self.number, self.chance = owner, number, random.Random(f"{engine}{number}")
        self.token = files.token(owner.page("/dossiers"))
        self.drafts = []
        self.count = self.sent = self.pieces = self.transmitted = self.resumed = 0
        # What was acknowledged: of an upload its key, place, bytes and how many of them were there; whether it had ended.
        self.uploads = {}
        # Of a draft: whether it was sent, by what was answered last; nil while that is not known.
        self.states = {}
        self.next_draft()

    def next_draft(self):
        self.count = 0
        self.drafts.append(files.begin_file(self.owner, f"Dossier {self.number}.{len(self.drafts)}"))
        self.states[self.drafts[-1]] = "draft"

    def run(self, stop):
        with contextlib.suppress(*files.AWAY):
            while not stop.is_set():
                # The first one has nothing to send but the file itself.
                if self.number > 0:
                    if self.count == QUESTIONS * EACH:
                        self.next_draft()
                    self.send_one()
                if self.number == 0 or self.chance.random() < 0.3:
                    self.transmit_or_withdraw()

    def send_one(self):
        draft = self.drafts[-1]
        place = files.Place(self.owner, draft, f"more{self.count // EACH}")
        data = files.paper(self.chance.randrange(20_000, 1_200_000), self.chance.random())
        self.count += 1
        status, said = place.begin(f"{self.count}.pdf", len(data))
        if status != 200:
            raise SystemExit(f"crash: an upload is not begun: {status} {said}")
        self.uploads[said["id"]] = upload = [place, data, 0, False]
        self.go_on(said, upload)

    def go_on(self, said, upload):
        place, data, _, _ = upload
        while said["state"] == "arriving":
            offset = said["offset"]
            size = self.chance.randrange(10_000, 400_000)
            status, said = place.insist(said["id"], offset, data[offset:offset + size])
            if status != 200:
                raise SystemExit(f"crash: a piece is not taken: {status} {said}")
            self.pieces += 1
            upload[2], upload[3] = said["offset"], said["state"] != "arriving"
        self.sent += 1

    def transmit_or_withdraw(self):
        """A sent file is taken back, to be sent again."""
        draft = self.drafts[-1]
        was, self.states[draft] = self.states[draft], None
        if was == "sent":
            status, _, _ = self.owner.ask("POST", f"{draft}/retirer", {"token": self.token, "reason": "Encore à revoir."})
            now = "withdrawn"
        else:
            status, headers, _ = self.owner.ask("POST", f"{draft}/transmettre", {"token": self.token})
            now = "sent"
            if status == 303 and not headers["Location"].endswith("/accuse"):
                raise SystemExit(f"crash: a transmission leads to {headers['Location']}")
            self.transmitted += 1
        if status != 303:
            raise SystemExit(f"crash: {draft} is not {now}: {status}")
        self.states[draft] = now

    def lost(self):
        """What was acknowledged and is not there; then what was under way goes on."""
        self.owner.leave()
        wrong = []
        for draft, state in self.states.items():
            found = self.state_of(draft)
            if state is not None and found != state:
                wrong.append(f"{draft}: answered to be {state}, is {found}")
            self.states[draft] = found
        for key, upload in list(self.uploads.items()):
            place, data, offset, has_ended = upload
            status, said = place.state(key)
            if status != 200 or (said["state"] == "arriving" and (has_ended or said["offset"] < offset)):
                wrong.append(f"{key}: {offset} of {len(data)} bytes were there, now {status} {said}")
                del self.uploads[key]
                continue
            if said["state"] == "arriving":
                self.resumed += 1
                self.go_on(said, upload)
            if self.bytes_of(place, key) != data:
                wrong.append(f"{key}: what is given out is not what was sent")
            del self.uploads[key]
        return wrong

    def state_of(self, draft):
        """By its pages: only a sent one has a receipt, only one that was taken back says so."""
        status, _, _ = self.owner.ask("GET", f"{draft}/accuse")
        if status == 200 and self.owner.ask("GET", f"{draft}/transmettre")[0] == 303:
            return "sent"
        return "withdrawn" if self.owner.ask("GET", f"{draft}/accuse")[0] == 200 else "draft"

    def bytes_of(self, place, key):
        draft = place.path.partition("/pieces/")[0]
        status, _, body = self.owner.ask("GET", f"{draft}/fichiers/{key}/entier")
        return body if status == 200 else None


def kill_while_sending(site, rounds, engine):
    """True where nothing that was acknowledged is lost."""
    seconds, lost = [site.start()], []
    files.publish(site.visitor("campaign-lead"), "2014", FORM)
    writers = [Writer(site.owner(number), number, engine) for number in range(WRITERS)]
    for number in range(rounds):
        stop = threading.Event()
        threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in writers]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.2, 1.5))
        site.kill()
        stop.set()
        for thread in threads:
            thread.join(30)
        seconds.append(site.start())
        lost += [line for writer in writers for line in writer.lost()]
        if number % 10 == 9:
            lost += site.findings()
    lost += site.findings()
    site.kill(signal.SIGTERM)
    total = {name: sum(getattr(writer, name) for writer in writers) for name in ("sent", "pieces", "transmitted", "resumed")}
    print(*lost, sep="\n", end="\n" if lost else "")
    print(f"  {rounds} kills, {WRITERS} owners: {total['pieces']} pieces, {total['sent']} files, {total['transmitted']} transmissions, "
          f"{total['resumed']} files that went on; back in {max(seconds):.2f} s at most")
    print(f"  acknowledged pieces, files and transmissions lost: {len(lost)}")
    return not lost and total["sent"] > rounds and total["resumed"] > rounds // 5
