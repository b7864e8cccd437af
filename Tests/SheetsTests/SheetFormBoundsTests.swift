import Forms
import Testing
import Web
import Words
import World

@testable import Sheets

/// What the sheet desk refuses: dates that have not come, and texts that nobody reads.
struct SheetFormBoundsTests {
    private let today = Day("2014-10-06")!

    private func faults(_ fields: [(String, String)]) -> [SheetForm.Fault] {
        let all = [("title", "Un titre")] + fields
        return SheetForm(Fields(all.map { (name: $0.0, value: $0.1) }), of: CompleteFile.form).faults(today: today)
    }

    private func steps(_ date: String) -> [(String, String)] {
        let id = CompleteFile.form.sheetLines.first { $0.kind == .steps }?.id ?? ""
        return [("\(id).0.date", date), ("\(id).0.text", "On commence")]
    }

    private func figure(_ part: String, _ date: String) -> [(String, String)] {
        let id = CompleteFile.form.sheetLines.first { $0.kind == .indicators }?.id ?? ""
        return [
            ("\(id).0.name", "Arrêts"), ("\(id).0.value", "12"), ("\(id).0.source", "Registre"),
            ("\(id).0.\(part)", date),
        ]
    }

    @Test(arguments: ["2099", "2018", "mars 2019"])
    func `a step of another generation is asked again`(date: String) {
        #expect(faults(steps(date)).contains { if case .impossible(_, .inFuture) = $0 { true } else { false } })
    }

    @Test(arguments: ["2099", "mars 2019"])
    func `a step that an import brought stands as long as nobody types it otherwise`(date: String) {
        let form = { (fields: [(String, String)]) in
            let all = [("title", "Un titre")] + fields
            return SheetForm(Fields(all.map { (name: $0.0, value: $0.1) }), of: CompleteFile.form)
        }
        let kept = form(steps(date))
        #expect(!kept.faults(today: today).isEmpty)
        #expect(form(steps(date)).faults(today: today, beside: kept).isEmpty)
        // Behind another one that was written before it.
        let id = CompleteFile.form.sheetLines.first { $0.kind == .steps }?.id ?? ""
        let moved = form(steps("2012") + [("\(id).1.date", date), ("\(id).1.text", "Suite")])
        #expect(moved.faults(today: today, beside: kept).isEmpty)
        #expect(!form(steps("2098")).faults(today: today, beside: kept).isEmpty)
        #expect(!form([("website", "demain")]).faults(today: today, beside: kept).isEmpty)
    }

    @Test(arguments: ["2011", "octobre 2014", "2016"])
    func `a step of the past, and one that is planned, are taken`(date: String) {
        #expect(faults(steps(date)).isEmpty)
    }

    @Test(arguments: ["baseline_date", "date"])
    func `a figure is not measured in a month that has not come`(part: String) {
        for date in ["2099", "novembre 2014", "2015"] {
            #expect(
                faults(figure(part, date)).contains { if case .impossible(_, .inFuture) = $0 { true } else { false } },
                "\(date)")
        }
        for date in ["2014", "octobre 2014", "2009"] { #expect(faults(figure(part, date)).isEmpty, "\(date)") }
    }

    @Test func `a line, a cell and a text have bounds, each said at its control`() {
        let id = CompleteFile.form.sheetLines.first { $0.kind == .indicators }?.id ?? ""
        let long = String(repeating: "a", count: 200_000)
        let titled = SheetForm(Fields([(name: "title", value: long)]), of: CompleteFile.form)
        #expect(titled.faults(today: today) == [.tooLong("title", most: 300)])
        #expect(faults([("title_en", long)]) == [.tooLong("title_en", most: 300)])
        #expect(faults([("strapline", long)]) == [.tooLong("strapline", most: 1_000)])
        #expect(faults([("summary_en", long)]) == [.tooLong("summary_en", most: 1_000)])
        #expect(faults([("description", long)]) == [.tooLong("description", most: 50_000)])
        #expect(faults(figure("unit", long)) == [.tooLong("\(id).0.unit", most: 5_000)])
        for (id, most) in [("strapline", 1_000), ("summary_en", 1_000), ("description", 50_000)] {
            #expect(faults([(id, String(repeating: "a", count: most))]).isEmpty, "\(id)")
            #expect(!faults([(id, String(repeating: "a", count: most + 1))]).isEmpty, "\(id)")
        }
    }
}
