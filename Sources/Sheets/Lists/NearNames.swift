import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage

/// Rows that would make something new whose name is nearly that of something known: they are asked about before they are taken in.
struct NearNames: Sendable {
    struct Question: Equatable, Sendable {
        let line: Int
        let title: String
        /// What is known, by its name here.
        let name: String
        /// By its key.
        let known: String
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

    /// As somebody answered. A row that is left out is refused, with the name that it was left out for.
    static func decided(_ rows: [ListRow], _ questions: [Question], _ answer: KnownTitles?) -> [ListRow] {
        let asked = Dictionary(questions.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.map { row in
            guard let question = asked[row.line] else { return row }
            var row = row
            switch answer {
            case .same: row.same = question.known
            case .leave: row.fault = ImportFault(column: nil, reason: .nearName(question.name))
            case .new, nil: break
            }
            return row
        }
    }

    private static func organisations(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let near = Dictionary(grouping: try OrganisationStore.all(in: connection)) { NearName.key($0.name) }
        return try rows.compactMap { row in
            guard let one = row.organisation, let others = near[NearName.key(one.name)],
                try !OrganisationStore.isKnown(one, in: connection), let known = others.first(where: one.mayBe)
            else { return nil }
            return Question(line: row.line, title: row.title, name: known.name, known: known.id.description)
        }
    }

    private static func partners(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let all = try PartnerStore.all(in: connection)
        let known = Set(all.map { Organisation.nameKey($0.nameFR) })
        let near = Dictionary(grouping: all) { NearName.key($0.nameFR) }
        return rows.compactMap { row in
            guard !known.contains(row.key), let one = near[NearName.key(row.title)]?.first else { return nil }
            return Question(line: row.line, title: row.title, name: one.nameFR, known: one.id.description)
        }
    }

    /// Somebody known under another address.
    private static func people(_ rows: [ListRow], in connection: any Connection) throws -> [Question] {
        let all = try AccountStore.all(in: connection)
        let known = Set(all.compactMap { try? EmailAddress($0.email).comparable })
        let near = Dictionary(grouping: all.filter { !$0.isNameless }) { NearName.key(ofPerson: $0.name) }
        return rows.compactMap { row in
            guard !known.contains(row.key), let one = near[NearName.key(ofPerson: row.title)]?.first else { return nil }
            let name = "\(one.name) (\(one.email))"
            return Question(line: row.line, title: row.title, name: name, known: one.id.description)
        }
    }
}
