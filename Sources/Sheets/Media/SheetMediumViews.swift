import Campaigns
import Media
import Submissions
import Web

// The page of one picture or paper of a sheet: what is said of it, and what of it stays in view.
extension Reader {
    func sheetMediumPage(
        _ file: SheetFile, _ medium: SheetMedium, faults: [Fault] = [], done: String? = nil
    ) -> HTML {
        let name = typeset(medium.saying.words.isEmpty ? medium.medium.name : medium.saying.words)
        let title = medium.isPicture ? t("Picture of a sheet: \(name)") : t("Paper of a sheet: \(name)")
        return editionDesk(
            file.edition, title,
            acts: "<a class=\"btn small\" href=\"\(to(file.sheet.id.imagesPath))\">\(t("All pictures and papers"))</a>",
            """
            \(doneNotice(done.flatMap(mediumDone)))\(faultSummary(faults))
            <p class="quiet">\(said(file.sheet.title, in: file.sheet)) · \(medium.medium.name), \(extent(of: medium.medium))</p>
            <div class="split even"><div class="flow">\(mediumWords(file, medium, faults))</div>
            <div class="flow">\(medium.isPicture ? focusPart(file, medium) : paperPart(file, medium))</div></div>
            """)
    }

    private func mediumDone(_ word: String) -> String? {
        switch word {
        case "taken": t("It lies by the sheet. Read what is said of it, then put it on the sheet.")
        case "said": t("What is said of it is saved.")
        case "shown": t("It stands on the sheet.")
        case "asked": t("Its organisation is asked. It stands on the sheet once one of its owners agrees.")
        case "aimed": t("What stays in view is chosen.")
        default: nil
        }
    }

    private func mediumWords(_ file: SheetFile, _ medium: SheetMedium, _ faults: [Fault]) -> HTML {
        let saying = medium.saying
        let isThere = medium.isShown || medium.askedAt != nil
        let showing = file.asksForPictures ? t("Save, and ask its organisation") : t("Save, and put it on the sheet")
        let shows: HTML = isThere ? "" : "<button class=\"btn main\" name=\"show\" value=\"on\">\(showing)</button>"
        let label = medium.isPicture ? t("What the picture shows") : t("What the paper is")
        let hint = medium.isPicture ? t("For whoever does not see it: what matters in it, in a sentence.") : nil
        return form(
            to: file.sheet.id.imagePath(medium.id), attributes: "class=\"flow\" id=\"said\"",
            """
            \(hidden("revision", String(file.sheet.revision)))\
            \(textArea("words", label, saying.words, hint: hint, faults: faults, attributes: "rows=\"3\" maxlength=\"\(SheetAlbum.mostWords)\""))\
            \(field("credit", medium.isPicture ? t("Who took or drew it") : t("Who wrote it"), saying.credit, faults: faults))\
            \(medium.isPicture ? peopleFields(saying, faults) : "")
            <p class="row"><button class="\(isThere ? "btn main" : "btn")">\(t("Save"))</button>\(shows)</p>
            """)
    }

    private func peopleFields(_ saying: SheetMedium.Saying, _ faults: [Fault]) -> HTML {
        let options = [
            ("", "–"), ("nobody", t("Nobody can be recognised")), ("agreed", t("Everybody shown agrees to be seen")),
        ]
        return """
            \(choiceList("people", t("The people shown"), options, chosen: saying.people.rawValue, faults: faults))\
            \(tick("drawn", t("It is a drawing: its caption says so"), isOn: saying.isDrawn))
            """
    }

    private func paperPart(_ file: SheetFile, _ medium: SheetMedium) -> HTML {
        guard let digest = medium.medium.digest, medium.medium.isOpen else {
            return "<p>\(state(of: medium.medium))</p>"
        }
        let path = SheetFilePath.desk(file.sheet.id).path(digest)
        return "<p><a href=\"\(to(path))\">\(t("Read the paper")) (\(extent(of: medium.medium)))</a></p>"
    }

    /// By pointing, which is a button of the page that browsers send with the place, or by one of nine buttons. All are buttons of the
    /// form beside: what is typed there is sent with the point.
    private func focusPart(_ file: SheetFile, _ medium: SheetMedium) -> HTML {
        guard let form = medium.form("image/jpeg", near: 400), let size = medium.aimedSize, medium.medium.isOpen else {
            return "<p>\(state(of: medium.medium))</p>"
        }
        let path = to(SheetFilePath.desk(file.sheet.id).path(form.digest))
        let point: HTML = "form=\"said\" formaction=\"\(to(file.sheet.id.imagePath(medium.id)))/point\""
        let aim: HTML = """
            <input type="image" class="aim" name="at" src="\(path)" alt="\(t("Point at what must stay in view"))" \
            width="\(size.width)" height="\(size.height)" aria-label="\(t("Point at what must stay in view"))" tabindex="-1" \(point)>
            <div class="nine" role="group" aria-label="\(t("What stays in view"))">\(nineButtons(medium.focus, point))</div>
            """
        return """
            <section class="flow" aria-labelledby="focus"><h2 class="h3" id="focus">\(t("What stays in view"))</h2>
            \(mediaHint(t("In the catalogue the picture is cut to a shape. Point at what matters in it, or press one of the nine places.")))\
            \(aim)<p class="small quiet">\(t("As the catalogue cuts it:"))</p>
            <img class="\(cut(medium.focus)) thumb" src="\(path)" alt="\(t("The picture as it is cut"))" \
            width="\(form.width)" height="\(form.height)"></section>
            """
    }

    private func nineButtons(_ focus: Focus, _ point: HTML) -> [HTML] {
        let names = [
            t("Upper left"), t("Upper middle"), t("Upper right"), t("Middle left"), t("Middle"), t("Middle right"),
            t("Lower left"), t("Lower middle"), t("Lower right"),
        ]
        return zip(names, Focus.nine).enumerated().map { place, entry -> HTML in
            let isOn: HTML = entry.1 == focus.nearest ? " aria-pressed=\"true\"" : " aria-pressed=\"false\""
            return "<button class=\"btn small\" name=\"nine\" value=\"\(place)\" \(point)\(isOn)>\(entry.0)</button>"
        }
    }
}
