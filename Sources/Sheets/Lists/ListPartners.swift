import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import Words

// Rows of a list of partners.
extension ListReader {
    func partner(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        let one = try candidate(&cells)
        let words = try within(Self.longest, "engagement", cells)
        let signedOn = signedOn(&cells)
        let (now, edition, fields) = (now, edition, fields)
        return (
            Organisation.nameKey(one.nameFR), nil, one.id.description,
            { connection, same, notes in
                let known = same.flatMap { Partner.ID($0) }
                let (id, outcome) = try PartnerStore.find(or: one, as: known, now: now, in: connection)
                // A list changes nothing that is known: what a record says otherwise is told.
                if let record = try PartnerStore.all(in: connection).first(where: { $0.id == id }) {
                    notes.noteKept(one.website, record.website, in: fields["website"])
                    notes.noteKept(one.contactName, record.contactName, in: fields["contact_name"])
                    notes.noteKept(one.contactEmail, record.contactEmail, in: fields["contact_email"])
                }
                let engages =
                    try edition.map { edition in
                        try PartnerStore.engage(id, in: edition, words: words, signedOn: signedOn, in: connection)
                    } ?? false
                if engages {
                    let made = KeptEngagement(words: words, signedOn: signedOn?.description)
                    notes.append(
                        ImportChange(kind: .engagement, subject: id.description, was: try made.sheetJSON))
                }
                return try Self.note(outcome, of: id, engages: engages, noting: &notes)
            }
        )
    }

    private func candidate(_ cells: inout ImportCells) throws(ImportFault) -> Partner {
        let name = try cells.needed(fields["name"] ?? "", limit: ImportCells.nameLimit)
        var one = Partner(id: .new(at: now), name: ImportCells.oneLine(name))
        if let kind = fields.columns["kind"].flatMap({ cells.terms($0).first }) {
            one.kind = Partner.Kind(rawValue: kind) ?? .other
        }
        one.website = cells.address(in: fields["website"]) ?? ""
        one.nameEN = try line("name_en", cells)
        one.contactName = try line("contact_name", cells)
        one.contactRole = try line("contact_role", cells)
        let email = try line("contact_email", cells)
        if email.isEmpty || (try? EmailAddress(email)) != nil {
            one.contactEmail = email
        } else {
            cells.note(fields["contact_email"] ?? "", email, .notAMailAddress)
        }
        return one
    }

    /// As the form of the same thing takes it: a whole day, and none to come.
    private func signedOn(_ cells: inout ImportCells) -> Day? {
        guard let column = fields["signed_on"], let typed = cells.value(column), let date = cells.date(in: column)
        else { return nil }
        guard let day = Day(date) else {
            cells.note(column, typed, .notAWholeDay)
            return nil
        }
        if Engagement.mayBeSigned(on: day, saidOn: today) { return day }
        cells.note(column, typed, day > today ? .toCome : .farYear(day.year))
        return nil
    }

    /// As long as the form of the same thing lets it be.
    private static let longest = 5_000

    private func within(_ limit: Int, _ field: String, _ cells: ImportCells) throws(ImportFault) -> String {
        guard let column = fields[field], let text = cells.value(column) else { return "" }
        return try cells.within(limit, text, column)
    }

    private func line(_ field: String, _ cells: ImportCells) throws(ImportFault) -> String {
        ImportCells.oneLine(try within(Account.longest, field, cells))
    }

    private static func note(
        _ outcome: PartnerStore.Outcome, of id: Partner.ID, engages: Bool, noting notes: inout ImportNotes
    ) throws -> ImportRow.Outcome {
        switch outcome {
        case .made:
            notes.append(ImportChange(kind: .partner, subject: id.description))
            return .created
        case .known: return engages ? .updated : .unchanged
        case .filled(let was):
            notes.append(
                ImportChange(
                    kind: .partner, subject: id.description, isNew: false, was: try was.sheetJSON,
                    revision: was.revision + 1))
            return .updated
        }
    }
}
