import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import Tables
import TextSimilarity
import Web
import Words

/// One row of a list of organisations, partners or people, read as far as that can be done without the database.
struct ListRow: Sendable {
    let line: Int
    let title: String
    var fault: ImportFault?
    var remarks: [ImportRemark] = []
    var unknown: [UnknownTerm] = []
    /// Whom it lists, where another row may mean the same one by another word.
    var organisation: Organisation?
    /// What keeps it, in a transaction.
    var keep: Keeping?

    typealias Keeping = @Sendable (any Connection, inout ImportNotes) throws -> ImportRow.Outcome
}

/// Reads the rows of a list.
struct ListReader: Sendable {
    let kind: ImportRun.Kind
    let fields: ListFields
    let edition: Edition.ID?
    /// Of every person of the list, where no column says it.
    let role: Role?
    let now: Date
    /// Gives what a row says somebody is.
    let roles: RoleStore
    /// Whoever takes the list in; nil on the command line.
    var giver: Person.ID?

    func read(_ table: Table) -> [ListRow] {
        var lines: [String: Int] = [:]
        return table.rows.map { row in
            var cells = ImportCells(row, now: now)
            var reading = ListRow(line: row.line, title: fields["name"].flatMap(cells.value) ?? "")
            do throws(ImportFault) {
                if let fault = row.fault { throw ImportFault(column: nil, reason: .row(fault)) }
                try cells.refuseTotal(fields[ListFields.names(of: kind)[0]] ?? "")
                let (key, organisation, keep) = try thing(&cells)
                if let first = lines[key] {
                    throw ImportFault(column: fields[ListFields.names(of: kind)[0]], reason: .duplicate(line: first))
                }
                lines[key] = row.line
                (reading.organisation, reading.keep) = (organisation, keep)
            } catch {
                reading.fault = error
            }
            (reading.remarks, reading.unknown) = (cells.remarks, cells.unknown)
            return reading
        }
    }

    /// By what a second row of the same is known, whom it lists where that is not all, and what keeps it.
    private typealias Thing = (key: String, organisation: Organisation?, keep: ListRow.Keeping)

    private func thing(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        switch kind {
        case .partners: try partner(&cells)
        case .people: try person(&cells)
        case .organisations, .initiatives: try organisation(&cells)
        }
    }

    // MARK: organisations

    private func organisation(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        let place = ImportMapping.Carrier(
            name: fields["name"] ?? "", separator: nil, siret: fields["siret"], rna: fields["rna"],
            kind: fields.columns["kind"], size: fields.columns["size"], communeCode: fields["commune_code"],
            communeName: fields["commune_name"], department: fields["department"], country: fields.columns["country"],
            latitude: fields["latitude"], longitude: fields["longitude"], website: fields["website"])
        guard let one = try cells.organisations(place).first else {
            throw ImportFault(column: place.name, reason: .missing)
        }
        let (now, rna) = (now, fields["rna"] ?? "RNA")
        // Two places of one body have one name: only its number, or its name and town, say that a row comes twice.
        let key = one.siret?.description ?? "\(one.nameKey) \(one.place.communeCode) \(fold(one.place.communeName))"
        return (
            key, one,
            { connection, notes in
                let before = notes.changes.count
                _ = try ImportStore.find(one, rna: rna, now: now, noting: &notes, in: connection)
                let changes = notes.changes.dropFirst(before)
                return changes.first.map { $0.isNew ? .created : .updated } ?? .unchanged
            }
        )
    }

    // MARK: partners

    private func partner(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        let one = try candidate(&cells)
        let words = try within(Self.longest, "engagement", cells)
        let signedOn = fields["signed_on"].flatMap { cells.date(in: $0) }.flatMap { Day($0) }
        let (now, edition) = (now, edition)
        return (
            Organisation.nameKey(one.nameFR), nil,
            { connection, notes in
                let (id, outcome) = try PartnerStore.find(or: one, now: now, in: connection)
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

    // MARK: people

    private func person(_ cells: inout ImportCells) throws(ImportFault) -> Thing {
        let column = fields["email"] ?? ""
        let typed = try cells.needed(column, limit: ImportCells.nameLimit)
        guard let email = try? EmailAddress(typed) else {
            throw ImportFault(column: column, reason: .notAnEmail(typed))
        }
        let name = try cells.needed(fields["name"] ?? "", limit: Account.longest)
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
        let (now, roles, giver) = (now, roles, giver)
        return (
            email.comparable, nil,
            { connection, notes in
                try Self.keep(account, hat, by: giver, roles, now: now, noting: &notes, in: connection)
            }
        )
    }

    private static func keep(
        _ account: Account, _ hat: Hat?, by giver: Person.ID?, _ roles: RoleStore, now: Date,
        noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws -> ImportRow.Outcome {
        let person = try AccountStore.findOrAdd(account, in: connection)
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
