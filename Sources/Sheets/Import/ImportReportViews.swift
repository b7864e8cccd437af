import Campaigns
import Forms
import Foundation
import Organisations
import Tables
import Web

// What an import reports: every row, and everything that was not taken.
extension Reader {
    func importPlan(new: Int, known: Int, _ asked: ImportCommand.Arguments) -> String {
        let counted =
            asked.isCounted
            ? t("New sheets count towards the targets of the edition.")
            : t("New sheets do not count towards the targets of the edition. With --counted they do.")
        let state =
            asked.isPublic
            ? t("New sheets are public at once.")
            : t("New sheets are drafts, which only the agency sees. With --publish they are public at once.")
        return [t("Sheets to make: \(new)"), t("Sheets to compare and bring up to date: \(known)"), state, counted]
            .joined(separator: "\n")
    }

    var nothingWritten: String { t("Nothing was written.") }

    func knownTitles(_ questions: [InitiativeImport.Question]) -> String {
        let lines = questions.map { question in
            t("Line \(question.line): “\(question.title)” is known: /initiatives/\(question.known.slug)")
        }
        let ask = t(
            """
            Nothing was written. Say with --known-titles what these rows are: “same” (the same practices), \
            “new” (others of the same name) or “leave” (left out).
            """
        )
        return (lines + [ask]).joined(separator: "\n")
    }

    /// The first of them, and how many more there are.
    func twinNotes(_ twins: [InitiativeImport.Twin]) -> [String] {
        let most = 20
        let lines = twins.prefix(most).map { twin in
            t(
                "Lines \(twin.first) and \(twin.line) have one title under two keys, and are two practices: “\(twin.title)”"
            )
        }
        return twins.count > most ? lines + [t("Rows more of which that is so: \(twins.count - most)")] : lines
    }

    func nearWords(_ question: NearNames.Question) -> String {
        if let number = question.number {
            let (line, title, name) = (question.line, question.title, question.name)
            return t("Line \(line): “\(title)” bears \(number), which belongs here to another name: \(name)")
        }
        if let other = question.other {
            let (line, title, name) = (question.line, question.title, question.name)
            return t("Line \(line): “\(title)” has nearly the name of line \(other): \(name)")
        }
        return t(
            "Line \(question.line): “\(question.title)” stands here already nearly under this name: \(question.name)")
    }

    func nearNames(_ questions: [NearNames.Question]) -> String {
        let ask = t(
            """
            Nothing was written. Say with --known-names what these rows are: “same” (the same ones), \
            “new” (others) or “leave” (left out).
            """)
        return (questions.map(nearWords) + [ask]).joined(separator: "\n")
    }

    func tableNotes(_ table: Table, reading columns: [String]) -> [String] {
        var notes: [String] = []
        if table.encoding != .utf8 { notes.append(t("Read as \(name(of: table.encoding)).")) }
        if table.headerLine > 2 || table.headerLine == 2 && !table.isDeclared {
            notes.append(t("The header was found at line \(table.headerLine); what stands above it was left out."))
        }
        notes += table.titles.map { t("Line \($0.line) was passed over: “\(String($0.text.prefix(80)))”") }
        for name in table.doubledColumns { notes.append(t("Two columns are called “\(name)”; neither is read.")) }
        let read = Set(columns.compactMap(table.position))
        let unread = table.header.enumerated().filter { !read.contains($0.offset) && !$0.element.isEmpty }.map(
            \.element)
        if !unread.isEmpty { notes.append(t("Columns that are not read: \(unread.joined(separator: ", "))")) }
        return notes
    }

    private func name(of encoding: Table.Encoding) -> String {
        switch encoding {
        case .utf8: "UTF-8"
        case .utf16: "UTF-16"
        case .windows1252: "Windows-1252"
        case .macRoman: "Mac OS Roman"
        case .codePage850: "MS-DOS (850)"
        }
    }

    func importReport(_ report: ImportReport, notes: [String], isPublic: Bool? = nil) -> String {
        var lines = notes + report.rows.map(rowWords)
        lines += unknownTerms(report.unknown)
        lines.append("")
        lines.append(t("Rows: \(report.rows.count)"))
        lines.append(t("Created: \(report.created)"))
        lines.append(t("Updated: \(report.updated)"))
        lines.append(t("Unchanged: \(report.unchanged)"))
        lines.append(t("Refused: \(report.refused)"))
        lines.append(t("Cells left out: \(report.leftOut)"))
        lines.append(t("Unknown terms: \(report.unknown.values.reduce(0, +))"))
        if let isPublic, report.created > 0 {
            lines.append(isPublic ? t("The new sheets are public.") : t("The new sheets are drafts."))
        }
        if let run = report.run { lines.append(t("To take it back: rallynov import undo \(run.description)")) }
        if report.isDryRun { lines.append(t("This was a trial: nothing was written.")) }
        return lines.joined(separator: "\n")
    }

    func unknownTerms(_ unknown: [UnknownTerm: Int]) -> [String] {
        unknown.sorted { ($1.value, $0.key.column, $0.key.term) < ($0.value, $1.key.column, $1.key.term) }.map {
            words(for: $0.key, times: $0.value)
        }
    }

    func words(for term: UnknownTerm, times: Int) -> String {
        let words = t("Column “\(term.column)”, unknown term “\(term.term)”: \(times)")
        guard term.isKind == true else { return words }
        let other = kindLabel(.other)
        return words + ". " + t("Such an organisation is taken in as “\(other)”: say what it is on its page.")
    }

    func rowWords(_ row: ImportRow) -> String {
        let remarks = row.remarks.map { " \(remark($0))" }.joined()
        switch row.outcome {
        case .created: return t("Line \(row.line), created: \(row.title)") + remarks
        case .updated: return t("Line \(row.line), updated: \(row.title)") + remarks
        case .unchanged: return t("Line \(row.line), unchanged: \(row.title)") + remarks
        case .refused(let fault):
            guard let column = fault.column else { return t("Line \(row.line), refused: \(reason(fault.reason))") }
            return t("Line \(row.line), refused, column “\(column)”: \(reason(fault.reason))")
        }
    }

    func remark(_ remark: ImportRemark) -> String {
        let typed = remark.typed
        if case .zerosBack(let whole) = remark.reason {
            return t("[column “\(remark.column)”: “\(typed)” read as \(whole), with its first zeros]")
        }
        if case .cut(let limit) = remark.reason {
            return t("[column “\(remark.column)”: longer than \(limit) signs; what follows its beginning is left out]")
        }
        if case .renamed(let former) = remark.reason {
            return t("[called “\(former)” until now: is it the same practice?]")
        }
        return t("[column “\(remark.column)” left out: \(reason(remark.reason, typed))]")
    }

    private func reason(_ reason: ImportRemark.Reason, _ typed: String) -> String {
        switch reason {
        case .zerosBack, .cut, .renamed: typed
        case .notAnAddress: t("“\(typed)” is not an address")
        case .notAMailAddress: t("“\(typed)” is not a mail address")
        case .notADate: t("“\(typed)” is not a date")
        case .noSuchDay: t("“\(typed)”: this day does not exist")
        case .yearOfTwoDigits: t("“\(typed)”: write the year with four digits")
        case .dayAsFigure: t("“\(typed)” is how a spreadsheet counts days: format the column as dates")
        case .period: t("“\(typed)” is a period, not a day")
        case .farYear(let year): t("“\(typed)”: the year \(year) cannot be meant")
        case .notAWholeDay: t("“\(typed)”: write the day, the month and the year")
        case .toCome: t("“\(typed)”: what is signed was signed today at the latest")
        case .notADepartment: t("“\(typed)” is no department, neither its number nor its name")
        case .notACommune: t("“\(typed)” is not the code of a commune")
        case .notACountry: t("“\(typed)” is not the code of a country")
        case .notASize: t("“\(typed)” is not a size bracket")
        case .notAKind: t("“\(typed)” is not a kind of organisation")
        case .notACoordinate: t("“\(typed)” is not a coordinate")
        case .notASiret: t("“\(typed)” is not a SIRET")
        case .siren: t("“\(typed)” is a SIREN; a SIRET has fourteen digits")
        case .rounded: roundedWords(typed)
        case .notAnRna: t("“\(typed)” is not an RNA number")
        case .notALanguage: t("“\(typed)” is no language of this site")
        case .accountSays(let kept): accountWords(typed, kept.isEmpty ? t("nothing") : kept)
        case .ofAnother(let name): recordWords(typed, name)
        case .recordSays(let kept): t("“\(typed)”: the record says “\(kept)”, and keeps it")
        case .ofSeveral: t("“\(typed)” stands beside several organisations, and nobody knows whose it is")
        }
    }

    private func roundedWords(_ typed: String) -> String {
        t("“\(typed)” was rounded by the spreadsheet: format the column as text, and type the number again")
    }

    private func recordWords(_ typed: String, _ name: String) -> String {
        t("“\(typed)” is the number of the record “\(name)”: two records, to be compared on the page of either")
    }

    private func accountWords(_ typed: String, _ kept: String) -> String {
        t("“\(typed)”: the account of this address says “\(kept)”, and keeps it")
    }

    private func reason(_ reason: ImportFault.Reason) -> String {
        switch reason {
        case .row(let fault): self.reason(fault)
        case .missing: t("nothing stands there.")
        case .tooLong(let limit): t("it is longer than \(limit) characters.")
        case .duplicate(let line, let typed): t("“\(typed)” stands at line \(line) already, which this row repeats.")
        case .total: t("it adds up other rows.")
        case .notAnEmail(let typed): t("“\(typed)” is no mail address.")
        case .notARole(let typed): t("“\(typed)” is no role that a list can give.")
        case .clash(let role): t("this person is “\(roleName(role))” already, and cannot have both roles.")
        case .roleTaken: t("this role was taken from this person. Give it back on their page.")
        case .rewrittenHere:
            t("the sheet was rewritten here since its import, and the source changed too. Compare both.")
        case .publicSheet:
            t(
                """
                the sheet is public, and a list of drafts changes no public text. Bring it in with --publish to take the change.
                """)
        case .ownSheet: t("the edition has a sheet of its own of this practice.")
        case .knownTitle: t("its practice is known already; left out as asked.")
        case .nearName(let name, let line?): t("it has nearly the name of line \(line): \(name); left out as asked.")
        case .nearName(let name, nil): t("it stands here already nearly under this name: \(name); left out as asked.")
        case .otherName(let number, let name):
            t("“\(number)” belongs here to another name: \(name); left out as asked.")
        case .addressTaken(let address, let name):
            t("“\(address)” is the address of the account of \(name): somebody else needs an address of their own.")
        case .notKept(let detail): t("the database refused it: \(detail)")
        }
    }

    /// As people call it; a role that only another version of the program knows stays as it is.
    private func roleName(_ word: String) -> String {
        guard let role = Role(rawValue: word) else { return word }
        return name(of: role)
    }

    private func reason(_ fault: RowFault) -> String {
        switch fault {
        case .tooFewFields(let found, let expected): t("\(found) fields where \(expected) are expected.")
        case .tooManyFields(let found, let expected): t("\(found) fields where \(expected) are expected.")
        case .misplacedQuote: t("a quotation mark stands in the wrong place.")
        case .unclosedQuote(let line): t("the quotation mark opened at line \(line) is never closed.")
        }
    }
}
