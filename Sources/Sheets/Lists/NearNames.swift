import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage

/// Rows that would make something new whose name is nearly that of something known, or of another row of the list, and rows that
/// bear the number or the mail address of another name: they are asked about before they are taken in.
struct NearNames: Sendable {
    struct Question: Equatable, Sendable {
        let line: Int
        let title: String
        /// What is known, by its name here, or as the other row has it.
        let name: String
        /// By its key.
        let known: String
        /// The line of the other row; nil for what was known before.
        var other: Int?
        /// What the row bears of something known under quite another name: a SIRET, an RNA number, a mail address. Nil where the
        /// name itself is nearly the same.
        var number: String?
    }

    /// What a row may be.
    private struct Candidate {
        let name: String
        let key: String
        var line: Int?
        var organisation: Organisation?

        func mayBe(_ row: ListRow) -> Bool {
            guard let organisation, let one = row.organisation else { return true }
            return one.mayBe(organisation)
        }

        /// Of the very name: keeping both makes one of them, and nobody need be asked.
        func isNamed(as row: ListRow) -> Bool {
            guard let organisation, let one = row.organisation else { return false }
            return organisation.nameKey == one.nameKey
        }
    }

    let database: any Database
    let kind: ImportRun.Kind

    /// What stands in the way of a row, such as another number or another department, says that it is another one: it is not asked.
    func questions(_ rows: [ListRow]) async throws -> [Question] {
        let good = rows.filter { $0.fault == nil }
        guard !good.isEmpty else { return [] }
        return try await database.read { connection in
            switch kind {
            case .partners: try Self.partners(good, in: connection)
            case .people: try Self.people(good, in: connection)
            case .organisations, .initiatives: try Self.organisations(good, in: connection)
            }
        }
    }

    /// As somebody answered each. A row that is left out is refused, with the name that it was left out for.
    static func decided(
        _ rows: [ListRow], _ questions: [Question], _ answer: (Question) -> KnownTitles?
    ) -> [ListRow] {
        let asked = Dictionary(questions.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.map { row in
            guard let question = asked[row.line] else { return row }
            var row = row
            switch answer(question) {
            case .same:
                // The other row is not what its number says: nothing known is meant by this one either.
                let isParted = question.other.flatMap { asked[$0] }.map { $0.number != nil && answer($0) != .same }
                row.same = isParted == true ? nil : question.known
            case .leave: row.fault = ImportFault(column: nil, reason: question.leftOut)
            case .new: row.fault = question.bar(row)
            case nil: break
            }
            return row
        }
    }

    private static func organisations(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let known = try OrganisationStore.all(in: connection).map {
            (near: NearName($0.name), Candidate(name: $0.name, key: $0.id.description, organisation: $0))
        }
        let misnamed = try rows.compactMap { try numbered($0, in: connection) }
        let held = Dictionary(misnamed.map { ($0.line, $0.known) }, uniquingKeysWith: { first, _ in first })
        let near = try questions(rows, known, by: { NearName($0) }) { row in
            guard held[row.line] == nil else { return held[row.line] }
            return try row.organisation.flatMap {
                try OrganisationStore.meant(by: $0, as: .numberAndName, in: connection)?.description
            }
        }
        return (misnamed + near).sorted { $0.line < $1.line }
    }

    /// Nil for a row whose numbers are nobody's, or those of its own name.
    private static func numbered(_ row: ListRow, in connection: any Connection) throws -> Question? {
        guard let holder = try row.organisation.flatMap({ try OrganisationStore.misnamed(by: $0, in: connection) })
        else { return nil }
        let record = holder.record
        let name = [record.name, record.place.short].filter { !$0.isEmpty }.joined(separator: ", ")
        return Question(
            line: row.line, title: row.title, name: name, known: record.id.description, number: holder.number.formatted)
    }

    private static func partners(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let all = try PartnerStore.all(in: connection)
        let ids = Dictionary(
            all.map { (Organisation.nameKey($0.nameFR), $0.id.description) }, uniquingKeysWith: { first, _ in first })
        let known = all.map { (near: NearName($0.nameFR), Candidate(name: $0.nameFR, key: $0.id.description)) }
        return questions(rows, known, by: { NearName($0) }) { ids[$0.key] }
    }

    /// Somebody known, or listed, under another address.
    private static func people(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let all = try AccountStore.all(in: connection)
        let ids = Dictionary(
            all.compactMap { one in (try? EmailAddress(one.email)).map { ($0.comparable, one.id.description) } },
            uniquingKeysWith: { first, _ in first })
        let known = all.filter { !$0.isNameless }.map {
            (near: NearName(ofPerson: $0.name), Candidate(name: "\($0.name) (\($0.email))", key: $0.id.description))
        }
        let names = Dictionary(all.map { ($0.id.description, $0) }, uniquingKeysWith: { first, _ in first })
        let misnamed = rows.compactMap { row in ids[row.key].flatMap { names[$0] }.flatMap { addressed(row, $0) } }
        return (misnamed + questions(rows, known, by: { NearName(ofPerson: $0) }) { ids[$0.key] })
            .sorted { $0.line < $1.line }
    }

    /// Nil for a row that calls the account of its address as it is called.
    private static func addressed(_ row: ListRow, _ account: Account) -> Question? {
        let isNamed = account.isNameless || NearName(ofPerson: account.name).agrees(with: NearName(ofPerson: row.title))
        guard !isNamed else { return nil }
        return Question(
            line: row.line, title: row.title, name: account.name, known: account.id.description, number: account.email)
    }

    /// `meant` answers the key of what a row means in any case. Such rows stand before the new ones, which may be the same.
    private static func questions(
        _ rows: [ListRow], _ known: [(near: NearName, Candidate)], by near: (String) -> NearName,
        meant: (ListRow) throws -> String?
    ) rethrows -> [Question] {
        var (candidates, listed) = (NearNameIndex<Candidate>(), NearNameIndex<Int>())
        for (name, candidate) in known { candidates.add(candidate, as: name) }
        let named = rows.map { (row: $0, name: near($0.title)) }
        for (row, name) in named { listed.add(row.line, as: name) }
        let doubtful = named.filter { _, name in
            !candidates.things(near: name).isEmpty || listed.things(near: name).count > 1
        }
        var new: [(row: ListRow, name: NearName)] = []
        for (row, name) in doubtful {
            guard let key = try meant(row) else {
                new.append((row, name))
                continue
            }
            candidates.add(candidate(row, key), as: name)
        }
        return new.compactMap { row, name in
            let others = candidates.things(near: name).filter { $0.mayBe(row) }
            candidates.add(candidate(row, row.made), as: name)
            guard let other = others.first, !others.contains(where: { $0.isNamed(as: row) }) else { return nil }
            return Question(
                line: row.line, title: row.title, name: other.name, known: other.key, other: other.line)
        }
    }

    private static func candidate(_ row: ListRow, _ key: String) -> Candidate {
        Candidate(name: row.title, key: key, line: row.line, organisation: row.organisation)
    }
}

extension NearNames.Question {
    fileprivate var leftOut: ImportFault.Reason {
        number.map { .otherName($0, name: name) } ?? .nearName(name, line: other)
    }

    /// Why the row cannot be another one; nil where it can. A number stays with the record that has it, and an address is the account.
    fileprivate func bar(_ row: ListRow) -> ImportFault? {
        guard let number, row.organisation == nil else { return nil }
        return ImportFault(column: nil, reason: .addressTaken(number, name: name))
    }
}
