import Campaigns
import Web

extension JurorPages {
    /// Which categories a juror reads.
    func limit(_ visit: Visit) async throws -> Answer {
        let (edition, juror) = (try await edition(visit), try visit.path("juror") as Juror.ID)
        let ticked = visit.fields.ticked("category")
        let chosen = ticked.compactMap { Campaigns.Category.ID($0) }
        // A page from before one was removed: without it the juror would read more than was meant, or all.
        guard chosen.count == ticked.count, Set(chosen).isSubset(of: edition.categories.map(\.id)) else {
            return .outOfDate(try await showPage(visit, isLimitOld: true))
        }
        let limit = try await jurors.limit(juror, to: Set(chosen), of: edition, by: visit.person).orNotFound()
        let path = edition.path("jury/\(juror)")
        return .seeOther(limit.foreign == 0 ? "\(path)?ok=limited" : "\(path)?ok=limited&autres=\(limit.foreign)")
    }
}

extension Reader {
    /// The categories that a juror reads; nothing in an edition without any.
    func limitForm(_ edition: Edition, _ juror: JurorLine, _ chosen: Set<Campaigns.Category.ID>) -> HTML {
        guard !edition.categories.isEmpty, juror.isAtWork else { return "" }
        let boxes = edition.categories.map { category in
            tick("category", name(of: category), isOn: chosen.contains(category.id), value: category.id.description)
        }
        let hint =
            t("None is ticked: files of all categories may be given to this juror.") + " "
            + t("A file without a category may be given to any juror.")
        return form(
            to: edition.path("jury/\(juror.id)/categories"), attributes: "class=\"part\"",
            """
            <h2>\(t("Categories read"))</h2><p class="hint">\(hint)</p>\(HTML(boxes))
            <p><button class="btn">\(t("Keep these categories"))</button></p>
            """)
    }

    /// What was kept; files that stay with the juror though they read others now.
    func limitNotice(_ edition: Edition, _ query: Fields) -> HTML {
        guard query["ok"] == "limited" else { return "" }
        guard let count = query.number("autres"), count > 0 else {
            return doneNotice(t("The categories of this juror are kept."))
        }
        let words = t(
            "The categories are kept. \(count) unsent file of another category stays with this juror until you take it away.",
            "The categories are kept. \(count) unsent files of other categories stay with this juror until you take them away.",
            count: count)
        return """
            <div class="notice warn" role="status" tabindex="-1" autofocus><p>\(words)</p>\
            <p><a href="\(to(edition.path("jury/lectures")))">\(t("Who reads what"))</a></p></div>
            """
    }

    /// Categories were ticked that are no longer there.
    var oldLimitNotice: HTML {
        let words = t(
            "Categories of the edition have changed since this page was read. Nothing is kept: tick them again.")
        return "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(words)</p></div>"
    }

    /// On the board: a file that is not offered to a juror.
    func foreignCell(_ juror: AssignmentBoard.Reader) -> HTML {
        "<td data-th=\"\(juror.name)\"><span class=\"quiet small\">\(t("other category"))</span></td>"
    }

    func foreignWords(_ count: Int) -> String {
        t(
            "\(count) file was refused: the juror reads other categories alone.",
            "\(count) files were refused: the juror reads other categories alone.", count: count)
    }

    /// Beside a file that lacks readers.
    var limitedWords: String { " – " + t("some jurors read other categories alone") }
}
