import Campaigns
import Web

// What an import did not take, to be read again later.
extension ListPages {
    func left(_ visit: Visit) async throws -> Answer {
        let run = try await runs.find(visit.path("run")).orNotFound()
        let left = try await ImportLeftStore(database: database).all(of: run.id)
        return .page(visit.reader.leftPage(run, left))
    }
}

extension Reader {
    func leftPage(_ run: ImportRun, _ left: [ImportLeft]) -> HTML {
        let title = t("What was not taken as it stood")
        let lines = left.map { one -> HTML in "<li>\(leftWords(one))</li>" }
        let list: HTML = """
            <p>\(t("The rows themselves are taken in. Copy from here what you still want to write in their records."))</p>
            <ul class="dashes small">\(lines)</ul>
            """
        return desk(
            PageHead("\(title) – \(named(run))", isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/listes"))">\(t("Take a list in"))</a></p>
            <h1>\(title)</h1><p class="lead">\(named(run)) <span class="quiet">\(listName(of: run))</span></p>
            \(left.isEmpty ? "<p>\(nothingLeft(by: run))</p>" : list)</div>
            """)
    }

    func nothingLeft(by run: ImportRun) -> String {
        run.undoneAt == nil
            ? t("All that stood in the rows of this list was taken.")
            : t("The list was taken back, and what it left went with it.")
    }

    func leftWords(_ left: ImportLeft) -> String {
        switch left.what {
        case .cell(let remark): t("Line \(left.line), \(left.title):") + " " + self.remark(remark)
        case .term(let term, let times): words(for: term, times: times)
        }
    }

    /// Beside a list that was taken in; nothing where all of it was taken.
    func leftLink(_ run: ImportRun, _ count: Int) -> HTML {
        guard count > 0 else { return "" }
        let words = t(
            "\(count) thing was not taken as it stood", "\(count) things were not taken as they stood", count: count)
        return " <a href=\"\(to(run.id.path))\">\(words)<span class=\"vh\">\(colon)\(named(run))</span></a>"
    }
}
