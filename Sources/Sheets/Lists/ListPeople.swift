import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import TextSimilarity
import Web

// Rows of a list of people.
extension ListReader {
    func person(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        let column = fields["email"] ?? ""
        let typed = try cells.needed(column, limit: ImportCells.nameLimit)
        guard let email = try? EmailAddress(typed) else {
            throw ImportFault(column: column, reason: .notAnEmail(typed))
        }
        _ = try cells.needed(fields["name"] ?? "", limit: Account.longest)
        let name = try cells.within(Account.longest, self.name(cells), fields["first_name"] ?? "")
        let function =
            try fields["function"].flatMap { column in cells.value(column).map { (column, $0) } }.map {
                place throws(ImportFault) in try cells.within(Account.longest, place.1, place.0)
            } ?? ""
        let hat = try hat(&cells)
        let account: Account
        do {
            account = try Account(new: email, name: name, function: function, language: language(&cells), now: now)
        } catch {
            throw ImportFault(column: fields["name"], reason: .missing)
        }
        let (now, roles, giver, fields) = (now, roles, giver, fields)
        return (
            email.comparable, nil, account.id.description,
            { connection, same, notes in
                let known = try same.flatMap { Person.ID($0) }.flatMap { try AccountStore.find($0, in: connection) }
                try Self.noteKept(account, fields, noting: &notes, in: connection)
                return try Self.keep(
                    account, as: known, hat, by: giver, roles, now: now, noting: &notes, in: connection)
            }
        )
    }

    /// A list changes nobody's name or function: an account that says them otherwise stays as it is, and that is said.
    private static func noteKept(
        _ account: Account, _ fields: ListFields, noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws {
        guard let known = try AccountStore.find(EmailAddress(account.email), in: connection) else { return }
        if known.name != account.name {
            notes.remarks.append(ImportRemark(fields["name"] ?? "", account.name, .accountSays(known.name)))
        }
        if !account.function.isEmpty, known.function != account.function {
            notes.remarks.append(ImportRemark(fields["function"] ?? "", account.function, .accountSays(known.function)))
        }
    }

    private static func keep(
        _ account: Account, as known: Account?, _ hat: Hat?, by giver: Person.ID?, _ roles: RoleStore, now: Date,
        noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws -> ImportRow.Outcome {
        let person = try known ?? AccountStore.findOrAdd(account, in: connection)
        let isNew = person.id == account.id
        if isNew { notes.append(ImportChange(kind: .person, subject: person.id.description)) }
        guard let hat else { return isNew ? .created : .unchanged }
        let isHeld = try RoleStore.grants(of: person.id, in: connection).contains(hat)
        do {
            try roles.grant(hat, to: person.id, by: giver, on: .course, at: now, in: connection)
        } catch let bar as Hat.Bar {
            return .refused(ImportFault(bar))
        }
        guard !isHeld else { return isNew ? .created : .unchanged }
        let kept = KeptRole(person: person.id, role: hat.role.description, edition: hat.edition)
        let subject = "\(person.id) \(hat.role) \(hat.edition?.description ?? "")"
        notes.append(ImportChange(kind: .role, subject: subject, was: try kept.sheetJSON))
        return isNew ? .created : .updated
    }

    // Whoever gives rights is named by somebody who may, not by a list.
    private func hat(_ cells: inout ImportCells) throws(ImportFault) -> Hat? {
        guard let place = fields.columns["role"], let column = place.column, let typed = cells.value(column) else {
            return role.map { Hat($0, in: edition) }
        }
        let word = place.values[ImportCells.termKey(typed)]?.first ?? typed
        guard let role = Role(rawValue: word), role != .agencyAdministrator else {
            throw ImportFault(column: column, reason: .notARole(typed))
        }
        return Hat(role, in: edition)
    }

    private func language(_ cells: inout ImportCells) -> Language {
        guard let column = fields["language"], let typed = cells.value(column) else { return .french }
        if let word = ImportMapping.LanguageColumn.known[fold(typed)], let language = Language(rawValue: word) {
            return language
        }
        cells.note(column, typed, .notALanguage)
        return .french
    }
}
