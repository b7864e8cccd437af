import Campaigns
import Media
import Submissions
import Web

// The page on which the agency chooses the pictures and papers of a sheet.
extension Reader {
    func imagesWords(_ album: SheetAlbum) -> String {
        let count = album.pictures.count + album.papers.count
        return count == 0
            ? t("Pictures and papers") : t("Pictures and papers (\(count))")
    }

    func sheetMediaPage(
        _ file: SheetFile, offered: [OfferedMedium], _ arriving: [Medium], faults: [Fault] = [], done: String? = nil
    ) -> HTML {
        editionDesk(
            file.edition, t("Pictures and papers: \(typeset(file.sheet.title))"),
            acts: "<a class=\"btn small\" href=\"\(to(file.sheet.id.path))\">\(t("Back to the sheet’s desk"))</a>",
            """
            \(doneNotice(done.flatMap(mediaDone)))\(faultSummary(faults))\(mediaStanding(file))
            <div class="flow flow-6">\(shownPart(file))\(askedPart(file))\(besidePart(file))\
            \(offeredPart(file, offered))\(bringPart(file, arriving))</div>
            """)
    }

    private func mediaDone(_ word: String) -> String? {
        switch word {
        case "moved": t("The pictures and papers are saved.")
        case "removed": t("It is taken off the sheet.")
        default: nil
        }
    }

    /// What choosing does to an agreement, before anybody chooses.
    private func mediaStanding(_ file: SheetFile) -> HTML {
        guard !file.asksForPictures else {
            return """
                <div class="notice"><p>\(t("""
                    This version is published. What you take off, move or say otherwise changes at once, as a version with its day; \
                    what you add waits until its organisation agrees.
                    """))</p></div>
                """
        }
        guard !file.isImported, file.sheet.state != .draft else {
            return
                "<p class=\"lead\">\(t("What stands here is part of the sheet: its organisation sees it before it agrees."))</p>"
        }
        return """
            <div class="notice"><p>\(t("Its organisation was shown this version: another choice of pictures makes a new one, to be approved again."))</p></div>
            """
    }

    func mediaHint(_ words: String) -> HTML { "<p class=\"hint\">\(words)</p>" }

    private func shownPart(_ file: SheetFile) -> HTML {
        let (pictures, papers) = (file.album.pictures, file.album.papers)
        let none: HTML =
            pictures.isEmpty && papers.isEmpty ? "<p class=\"quiet\">\(t("Nothing stands on the sheet yet."))</p>" : ""
        let lines = [pictures, papers].flatMap { media in
            media.enumerated().map { place, medium in mediumItem(medium, file, isFirst: place == 0) }
        }
        let hint: HTML =
            pictures.isEmpty
            ? "" : mediaHint(t("The first picture is the head of the sheet, and stands beside it in the catalogue."))
        return """
            <section class="flow" aria-labelledby="shown"><h2 id="shown">\(t("On the sheet"))</h2>\(hint)\(none)\
            \(lines.isEmpty ? "" : "<ol class=\"plain flow\">\(lines)</ol>" as HTML)</section>
            """
    }

    private func askedPart(_ file: SheetFile) -> HTML {
        guard !file.album.asked.isEmpty else { return "" }
        let lines = file.album.asked.map { mediumItem($0, file, isFirst: true) }
        return """
            <section class="flow" aria-labelledby="asked"><h2 id="asked">\(t("Asked of its organisation"))</h2>
            \(mediaHint(t("Its owners see these, and nobody else. They join the sheet when one of them agrees.")))<ul class="plain flow">\(lines)</ul></section>
            """
    }

    private func besidePart(_ file: SheetFile) -> HTML {
        guard !file.album.beside.isEmpty else { return "" }
        let lines = file.album.beside.map { mediumItem($0, file, isFirst: true) }
        return """
            <section class="flow" aria-labelledby="beside"><h2 id="beside">\(t("Beside the sheet"))</h2>
            \(mediaHint(t("Nobody sees these before they are said and put on the sheet.")))<ul class="plain flow">\(lines)</ul></section>
            """
    }

    private func mediumItem(_ medium: SheetMedium, _ file: SheetFile, isFirst: Bool) -> HTML {
        let name = medium.saying.words.isEmpty ? medium.medium.name : medium.saying.words
        let path = file.sheet.id.imagePath(medium.id)
        let credit: HTML =
            medium.saying.credit.isEmpty ? "" : "<span class=\"sub\">\(self.credit(of: medium))</span>"
        let what: HTML = medium.isPicture ? credit : "<span class=\"sub\">\(extent(of: medium.medium))</span>"
        return """
            <li class="shelf">\(smallPicture(medium, file))<div class="flow flow-2"><p><a href="\(to(path))"><b>\(name)</b></a>\(what)\
            \(medium.medium.isOpen ? "" : "<span class=\"sub\">\(state(of: medium.medium))</span>" as HTML)</p>
            \(mediumActs(medium, file, name, isFirst: isFirst))</div></li>
            """
    }

    private func mediumActs(_ medium: SheetMedium, _ file: SheetFile, _ name: String, isFirst: Bool) -> HTML {
        func act(_ word: String, _ label: String, _ fields: HTML = "") -> HTML {
            mediumAct(file, file.sheet.id.imagePath(medium.id) + "/" + word, label, name, fields)
        }
        guard medium.askedAt == nil else { return "<div class=\"row\">\(act("montrer", t("Ask no more")))</div>" }
        let acts: [HTML] =
            medium.isShown
            ? [isFirst ? "" : act("monter", t("Move up")), act("montrer", t("Take off the sheet"))]
            : [act("retirer", t("Remove"))]
        return "<div class=\"row\">\(acts)</div>"
    }

    func mediumAct(_ file: SheetFile, _ path: String, _ label: String, _ name: String, _ fields: HTML = "") -> HTML {
        form(
            to: path, attributes: "class=\"inline\"",
            """
            \(hidden("revision", String(file.sheet.revision)))\(fields)<button class="btn small">\(label)<span class="vh">\(colon)\(name)</span></button>
            """)
    }

    private func smallPicture(_ medium: SheetMedium, _ file: SheetFile) -> HTML {
        guard let form = medium.form("image/jpeg", near: 400), medium.medium.isOpen else { return "<div></div>" }
        let path = SheetFilePath.desk(file.sheet.id).path(form.digest)
        return """
            <img src="\(to(path))" alt="\(medium.saying.words)" width="\(form.width)" height="\(form.height)" loading="lazy" class="\(cut(medium.focus))">
            """
    }

    private func offeredPart(_ file: SheetFile, _ offered: [OfferedMedium]) -> HTML {
        guard let submission = file.sheet.submission else { return "" }
        let lines = offered.map { one -> HTML in
            let name = one.words.isEmpty ? one.medium.name : one.words
            let credit: HTML =
                one.credit.isEmpty ? "" : "<span class=\"sub\">\(t("Picture by \(typeset(one.credit))"))</span>"
            return """
                <li class="row between"><span><b>\(inFrench(name))</b> \
                <span class="quiet">\(wording(one.field.label)), \(extent(of: one.medium))</span>\(credit)</span>\
                \(mediumAct(file, file.sheet.id.imagesPath + "/choisir", t("Take for the sheet"), name, hidden("medium", one.medium.id.description)))</li>
                """
        }
        let none = t(
            "The file offers nothing more: what is not for sheets, or shows people who did not agree, is not offered.")
        return """
            <section class="flow" aria-labelledby="offered"><h2 id="offered">\(t("From the file"))</h2>
            <p class="quiet">\(fileName(file.number ?? "", submission))</p>
            \(lines.isEmpty ? mediaHint(none) : "<ul class=\"plain flow flow-2\">\(lines)</ul>" as HTML)</section>
            """
    }

    /// Whoever prepares sheets alone reads no files.
    private func fileName(_ number: String, _ file: Submission.ID) -> HTML {
        let name = t("File \(number)")
        return Policy.staff.allows(session) ? "<a href=\"\(to(file.deskPath))\">\(name)</a>" : "\(name)"
    }

    private func bringPart(_ file: SheetFile, _ arriving: [Medium]) -> HTML {
        let control = UploadControl(
            at: file.sheet.id.imagesPath, name: "picture", label: t("Picture or paper to add"),
            limits: SheetMediaPages.limits, there: [], unfinished: arriving, isForStaff: true)
        return """
            <section class="flow" aria-labelledby="bring"><h2 id="bring">\(t("From elsewhere"))</h2>
            \(mediaHint(t("Only what you may publish: with whoever made it named, and the agreement of the people shown.")))\
            \(uploadControl(control))</section>
            """
    }
}

extension Reader {
    func fault(for refusal: SheetAlbum.Refusal) -> Fault {
        switch refusal {
        case .notThere: Fault("main", t("It is not there any more: somebody took it away meanwhile."))
        case .notReady: Fault("main", t("It is not ready: it can be put on the sheet once it was looked at."))
        case .wordsMissing: Fault("words", t("Say what it shows, or what it is."))
        case .creditMissing: Fault("credit", t("Say who took the picture, or drew it."))
        case .agreementMissing: Fault("people", t("Say whether the people shown agree."))
        case .tooLong:
            Fault(
                "words",
                t(
                    "Say it in fewer signs: at most \(SheetAlbum.mostWords) for what it shows, \(SheetAlbum.mostCredit) for who made it."
                ))
        case .tooMany:
            Fault(
                "main",
                t(
                    "A sheet holds at most \(SheetAlbum.mostPictures) pictures and \(SheetAlbum.mostPapers) papers: take one off first."
                ))
        case .takenBefore: Fault("main", t("It lies by the sheet already."))
        }
    }

    /// What stays in view where a picture is cut to a shape, in tenths: the policy of pages allows no style of one's own.
    public func cut(_ focus: Focus) -> String { "cut fx\((focus.x + 5) / 10) fy\((focus.y + 5) / 10)" }
}
