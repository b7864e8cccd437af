import Mail
import Web

// A sheet whose owners are asked for approval while no decision on their file is out.
extension Reader {
    /// Beside the button: whoever asks knows what it may give away.
    var earlyAskingNotice: HTML {
        let words = t(
            """
            The decision on its file is not out: whoever is asked may guess at it. The letter says that no decision is out. \
            If nothing presses, ask after the release.
            """)
        return "<p class=\"notice warn\">\(words)</p>"
    }

    /// What the letter is called, and what it says first: neither says that anything comes out.
    func earlyApprovalWords(title: String, version: Int) -> (subject: String, lead: String, paragraphs: [String]) {
        (
            t("To read: a text about “\(title)”"),
            version == 1
                ? t("The agency has written a text about your initiative, and asks you to read it.")
                : t("The text about your initiative was rewritten: please read version \(version)."),
            [
                t("No decision on your file is out.")
                    + " " + t("This text is prepared ahead, and says nothing of what the jury decides."),
                addedLaterWords,
                t("Nothing is published before you agree. If something must change, say so on the same page."),
            ]
        )
    }

    /// Beside a sheet that somebody reads before the decision on its file is out: it is not all that will be public.
    func addedLater(_ file: SheetFile) -> HTML {
        guard file.isAddedTo else { return "" }
        return "<p class=\"notice\">\(addedLaterWords)</p>"
    }

    /// The same in a letter.
    var addedLaterWords: String {
        t(
            """
            If it is published, what the jury read (its profile on the checkpoints) joins the page with the decision, and the award \
            and the jury’s reason if there is one. From then on, all that is public is shown to you here.
            """)
    }

    /// In the letter about a sheet whose decision is out.
    var addedWords: String {
        t(
            """
            The page shows as well what the jury read of it, and the award and the jury’s reason if there is one: \
            read them with the sheet.
            """)
    }
}

extension SheetFile {
    /// What is public of it is shown below, but nobody may know yet what the decision adds.
    var isAddedTo: Bool { sheet.submission != nil && !isOut }
}
