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
    /// By what whom it lists is known: no other row has it.
    var key = ""
    /// Whom it lists, where another row may mean the same one by another word.
    var organisation: Organisation?
    /// The key of what it makes, where nothing known is meant.
    var made = ""
    /// The key of what it means, where somebody has said so in spite of another name.
    var same: String?
    /// What keeps it, in a transaction.
    var keep: Keeping?

    typealias Keeping = @Sendable (any Connection, _ same: String?, inout ImportNotes) throws -> ImportRow.Outcome
}

/// Reads the rows of a list.
struct ListReader: Sendable {
    let kind: ImportRun.Kind
    let fields: ListFields
    let edition: Edition.ID?
    /// Of every person of the list, where no column says it.
    let role: Role?
    let now: Date
    /// By the campaign's clock: nothing that is done was done later.
    let today: Day
    /// Gives what a row says somebody is.
    let roles: RoleStore
    /// Whoever takes the list in; nil on the command line.
    var giver: Person.ID?

    func read(_ table: Table) -> [ListRow] {
        var lines: [String: Int] = [:]
        return table.rows.map { row in
            var cells = ImportCells(row, now: now)
            var reading = ListRow(line: row.line, title: name(cells))
            do throws(ImportFault) {
                if let fault = row.fault { throw ImportFault(column: nil, reason: .row(fault)) }
                try cells.refuseTotal(fields[ListFields.names(of: kind)[0]] ?? "")
                let (key, organisation, made, keep) = try thing(&cells)
                if let first = lines[key] {
                    throw repetition(of: first, by: organisation?.siret == nil ? nil : "siret", cells)
                }
                lines[key] = row.line
                (reading.key, reading.organisation, reading.made, reading.keep) = (key, organisation, made, keep)
            } catch {
                reading.fault = error
            }
            (reading.remarks, reading.unknown) = (cells.remarks, cells.unknown)
            return reading
        }
    }

    /// As it is told: of somebody whose first name stands in a column of its own, with that before it.
    func name(_ cells: ImportCells) -> String {
        let name = fields["name"].flatMap(cells.value) ?? ""
        guard !name.isEmpty, let first = fields["first_name"].flatMap(cells.value) else { return name }
        let words = fold(name).split { !$0.isLetter }
        let isThere = fold(first).split { !$0.isLetter }.allSatisfy { words.contains($0) }
        return isThere ? name : "\(first) \(name)"
    }

    /// Named by the column in which it stands, and by what stands there; nil is the one that tells rows of the kind apart.
    private func repetition(of line: Int, by field: String?, _ cells: ImportCells) -> ImportFault {
        let column = fields[field ?? ListFields.names(of: kind)[0]]
        let typed = String((column.flatMap(cells.value) ?? "").prefix(80))
        return ImportFault(column: column, reason: .duplicate(line: line, typed: typed))
    }

    /// By what a second row of the same is known, whom it lists where that is not all, the key of what it makes, and what keeps it.
    typealias Thing = (key: String, organisation: Organisation?, made: String, keep: ListRow.Keeping)

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
        let (now, siret, rna, fields) = (now, fields["siret"] ?? "SIRET", fields["rna"] ?? "RNA", fields)
        // Two places of one body have one name: only its number, or its name and town, say that a row comes twice.
        let key = one.siret?.description ?? "\(one.nameKey) \(one.place.communeCode) \(fold(one.place.communeName))"
        return (
            key, one, one.id.description,
            { connection, same, notes in
                let before = notes.changes.count
                // Whoever was asked about a number of another name and did not say «the same» means another one.
                let meaning = same.flatMap { Organisation.ID($0) }.map(OrganisationStore.Meaning.record)
                let id = try ImportStore.find(
                    one, as: meaning ?? .numberAndName, siret: siret, rna: rna, now: now, noting: &notes, in: connection
                )
                if let record = try OrganisationStore.find(id, in: connection) {
                    Self.noteKept(one, record, fields, noting: &notes)
                }
                let changes = notes.changes.dropFirst(before)
                return changes.first.map { $0.isNew ? .created : .updated } ?? .unchanged
            }
        )
    }

    /// A list changes nothing that is known: a record that says otherwise stays as it is, and that is said.
    private static func noteKept(
        _ one: Organisation, _ record: Organisation, _ fields: ListFields, noting notes: inout ImportNotes
    ) {
        notes.noteKept(one.website, record.website, in: fields["website"])
        if record.isElsewhere(than: one) {
            let column = ["commune_name", "commune_code", "department", "country"].lazy.compactMap { fields[$0] }.first
            notes.noteKept(one.place.short, record.place.short, in: column)
        }
    }
}

extension ImportNotes {
    /// A key that stands for a practice of quite another name may be that of another practice.
    mutating func noteName(_ title: String, before former: String) {
        guard !NearName(former).agrees(with: NearName(title)) else { return }
        remarks.append(ImportRemark("", title, .renamed(from: former)))
    }

    /// Where both say something, and not the same.
    mutating func noteKept(_ typed: String, _ kept: String, in column: String?) {
        guard let column, !typed.isEmpty, !kept.isEmpty, typed != kept else { return }
        remarks.append(ImportRemark(column, typed, .recordSays(kept)))
    }
}
