import Storage

/// `docs/personal-data.md`, as the declarations make it.
struct PersonalDataDocument {
    let chapters: [(module: String, holdings: [Holding])]

    var text: String {
        let personal = chapters.map { ($0.module, $0.holdings.filter { $0.personal != nil }) }.filter { !$0.1.isEmpty }
        let impersonal = chapters.flatMap(\.holdings).filter { $0.personal == nil }.sorted { $0.table < $1.table }
        let sections = personal.map { module, holdings in
            "## \(module)\n\n" + holdings.map(section).joined(separator: "\n")
        }
        let lines = impersonal.map {
            "| `\($0.table)` | \($0.what) | \(words($0.nextEdition)) | \(words($0.archive)) |\n"
        }
        return Self.opening + sections.joined(separator: "\n") + """

            ## Tables without anything of a person

            | table | a row is | at the next edition | in the archive of an edition |
            |---|---|---|---|

            """ + lines.joined()
    }

    private static let opening = """
        # Personal data

        For a data protection officer: every table of the database, what it holds of people, why, how long, and what becomes of it.
        Made by `bin/personal-data` from what each module declares beside its code (`XHoldings.swift`); a test keeps the two equal, and
        fails when a table is not declared.

        «By the program» means that the program deletes by itself when the term has passed. «By the agency» means that the agency is
        bound to: nothing is deleted for it yet. What stands under «at an erasure» is likewise what is to be done when a person is erased.


        """

    private func section(_ holding: Holding) -> String {
        guard let personal = holding.personal else { return "" }
        let kinds = Holding.Kind.allCases.filter(personal.kinds.contains).map(words).joined(separator: "; ")
        return """
            ### `\(holding.table)`

            \(holding.what)

            - Holds: \(kinds).
            - Why: \(personal.purpose)
            - Kept: \(words(personal.term)).
            - Given to the person who asks: \(words(personal.export)).
            - At an erasure: \(words(personal.erasure)).
            - At the next edition: \(words(holding.nextEdition)).
            - In the archive of an edition: \(words(holding.archive)).

            """
    }

    private func words(_ kind: Holding.Kind) -> String {
        switch kind {
        case .key: "which person"
        case .contact: "name, address, or what they do"
        case .writing: "what they wrote"
        case .judgement: "what was said or decided of them or of their work"
        case .conduct: "what they did, and when"
        case .access: "what lets them in"
        }
    }

    private func words(_ term: Holding.Term) -> String {
        switch term {
        case .days(0, let event, let upholder): "until \(words(event)); deleted by the \(upholder)"
        case .days(let days, let event, let upholder):
            "\(days) \(days == 1 ? "day" : "days") from \(words(event)); deleted by the \(upholder)"
        case .years(let years, let event, let upholder):
            "\(years) \(years == 1 ? "year" : "years") from \(words(event)); deleted by the \(upholder)"
        case .asLongAs(let table): "as long as the row of `\(table)` that it belongs to"
        case .lasting(let reason): "for good: \(reason)"
        }
    }

    private func words(_ event: Holding.Event) -> String {
        switch event {
        case .creation: "the day it was made"
        case .end: "its own end"
        case .lastContact: "the last contact"
        case .closureOfEdition: "the closure of the edition"
        }
    }

    private func words(_ export: Holding.Export) -> String {
        switch export {
        case .given: "yes"
        case .partly(let part): "in part: \(part)"
        case .notGiven(let reason): "no: \(reason)"
        }
    }

    private func words(_ erasure: Holding.Erasure) -> String {
        switch erasure {
        case .deleted: "deleted"
        case .emptied(let columns, let part):
            "the row stays; emptied: \(list(columns))" + (part.map { " (\($0))" } ?? "")
        case .pseudonymised(let columns): "the row stays under a key that leads to nobody; emptied: \(list(columns))"
        case .kept(let reason): "kept: \(reason)"
        }
    }

    private func words(_ next: Holding.NextEdition) -> String {
        switch next {
        case .stays: "stays with its edition"
        case .offered: "may be taken over"
        case .shared: "belongs to no edition"
        }
    }

    private func words(_ archive: Holding.Archive) -> String {
        switch archive {
        case .whole: "whole"
        case .withoutPeople: "without what it holds of people"
        case .none: "no"
        }
    }

    private func list(_ columns: [String]) -> String { columns.map { "`\($0)`" }.joined(separator: ", ") }
}
