import Web

/// A sheet as its public page shows it, with what the jury and the decision add once they are out: made by who makes that
/// page, so that whoever agrees to it reads the same.
public typealias SheetArticle = @Sendable (ShownSheet, Reader) async throws -> HTML

extension SheetFile {
    /// What is public of it is shown below, but nobody may know yet what the decision adds.
    var isAddedTo: Bool { sheet.submission != nil && !isOut }
}

extension Reader {
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
        t("The page shows as well what the jury read of it, and the award and the jury’s reason if there is one: read them with the sheet.")
    }
}
