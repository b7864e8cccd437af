import Media
import Submissions
import Web

// What the agency wants to add to a published sheet, as its owner is asked.
extension Reader {
    func askedPictures(_ file: SheetFile, _ typed: Fields) -> HTML {
        guard let submission = file.sheet.submission, file.asksForPictures, !file.album.asked.isEmpty,
            file.isOwned(by: session?.person)
        else { return "" }
        let lines = file.album.asked.map { asked($0, file.sheet, .owner(submission)) }
        let revision = hidden("revision", String(file.sheet.revision))
        let path = submission.sheetPath + "/images"
        return """
            <section class="sect flow" aria-labelledby="asked"><h2 id="asked">\(t("The agency wants to add this to the sheet"))</h2>
            <p>\(t("Nobody else reads it before you agree. If you do not, the sheet stays as it is."))</p><ul class="plain flow">\(lines)</ul>
            \(form(to: path + "/accord", attributes: "class=\"flow\"", """
                \(revision)<p>\(t("I agree that the agency publishes what I see here with the sheet, with the agreement of the people shown."))</p>
                <p><button class="btn main">\(t("Agree, and add it to the sheet"))</button></p>
                """))
            \(form(to: path + "/refus", attributes: "class=\"flow\"", """
                \(revision)\(textArea("why", t("What is wrong with it? You need not say."), typed["why"] ?? "", attributes: "rows=\"2\""))\
                <p><button class="btn">\(t("Do not add it"))</button></p>
                """))</section>
            """
    }

    private func asked(_ medium: SheetMedium, _ sheet: Sheet, _ files: SheetFilePath) -> HTML {
        guard medium.isPicture else {
            guard let digest = medium.medium.digest else { return "" }
            return """
                <li><a href="\(to(files.path(digest)))">\(inFrench(medium.saying.words)) <span class="quiet">(\(extent(of: medium.medium)))</span></a></li>
                """
        }
        let people =
            switch medium.saying.people {
            case .agreed: t("Everybody shown agrees to be seen")
            case .nobody, .unsaid: t("Nobody can be recognised")
            }
        return """
            <li><figure class="shot">\(pictureMark(medium, files, languageMark(sheet), sizes: "(min-width: 40rem) 22rem, 100vw", isLazy: true))
            <figcaption class="small quiet">\(inFrench(medium.saying.words))<br>\(credit(of: medium)) · \(people)</figcaption></figure></li>
            """
    }
}
