import Testing
import WebTesting
import World

@testable import Assembly

/// What stands against a date on a page of staff says which field it means, and leads there.
struct DateFaultTests {
    private struct Odd {
        let page: String
        var form: String?
        let typed: KeyValuePairs<String, String>
        /// The one that is wrong, and what the refusal calls it.
        let field: String
        let called: String
    }

    private static let (phase, next) = ("/agence/editions/2014/phases/\(World.call)", "/agence/editions/nouvelle")
    private static let (ends, file) = (phase + "/prolongations", "/agence/dossiers/\(World.nursery)")
    private static let (time, release) = (file + "/prolongation", "/agence/editions/2014/publication")
    private static let date = release + "/date"

    private static let ofPhases = [
        Odd(page: phase, typed: ["start_day": "31/02/2014"], field: "start_day", called: "le premier jour"),
        Odd(page: phase, typed: ["start_hour": "25"], field: "start_hour", called: "l’heure d’ouverture"),
        Odd(page: phase, typed: ["end_day": "demain"], field: "end_day", called: "le dernier jour"),
        Odd(page: phase, typed: ["end_hour": "18:75"], field: "end_hour", called: "l’heure de clôture"),
        Odd(page: phase, typed: ["end_day": "01/01/2013"], field: "end_day", called: "Le dernier jour"),
        Odd(page: phase, typed: ["end_day": "01/01/2024"], field: "end_day", called: "Le dernier jour"),
        Odd(page: ends, typed: ["end_day": "40/10/2014"], field: "end_day", called: "le dernier jour"),
        Odd(
            page: ends, typed: ["end_day": "01/12/2014", "end_hour": "midi"], field: "end_hour",
            called: "l’heure de clôture"),
        Odd(page: ends, typed: ["end_day": "01/01/2099"], field: "end_day", called: "Le dernier jour"),
    ]

    private static let ofOthers = [
        Odd(page: file, form: time, typed: ["until_day": "40/10/2014"], field: "until_day", called: "le dernier jour"),
        Odd(
            page: file, form: time, typed: ["until_day": "01/12/2014", "until_hour": "midi"], field: "until_hour",
            called: "l’heure de clôture"),
        Odd(page: file, form: time, typed: ["until_day": "01/01/2014"], field: "until_day", called: "Le dernier jour"),
        Odd(
            page: release, form: date, typed: ["day": "31/02/2015", "time": "18:30"], field: "day",
            called: "le jour de la publication"),
        Odd(
            page: release, form: date, typed: ["day": "04/12/2014", "time": "25"], field: "time",
            called: "l’heure de la publication"),
        Odd(page: next, typed: ["first_day": "30/02/2015"], field: "first_day", called: "le premier jour"),
        Odd(page: next, typed: ["first_day": "01/01/2099"], field: "first_day", called: "Le premier jour"),
    ]

    @Test func `a date that is refused is named, linked to its field, and described there`() async throws {
        let world = try await World()
        for one in Self.ofPhases + Self.ofOthers {
            let julien = world.visitor(.julien)
            let answer = try await julien.submit(one.form ?? one.page, on: julien.get(one.page), one.typed)
            #expect(answer.status == .unprocessableContent, "\(one)")
            #expect(answer.html.contains("<a href=\"#\(one.field)\">"), "\(one)")
            #expect(answer.lostFaults == [], "\(one)")
            #expect(Self.sentence(at: one.field, answer.html).contains(one.called), "\(one)")
            for (name, value) in one.typed where name == one.field {
                #expect(answer.html.contains("value=\"\(value)\""), "\(one)")
            }
        }
    }

    /// What stands beside the field.
    private static func sentence(at field: String, _ html: String) -> Substring {
        guard let start = html.firstRange(of: "id=\"\(field)-error\">")?.upperBound else { return "" }
        return html[start...].prefix(upTo: html[start...].firstRange(of: "</p>")?.lowerBound ?? html.endIndex)
    }
}
