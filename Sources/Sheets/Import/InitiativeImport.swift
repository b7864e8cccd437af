import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Tables

/// Takes a list of initiatives in. Run again, it changes only what the list changed.
public struct InitiativeImport: Sendable {
    static let batch = 200

    let mapping: ImportMapping
    private var store: ImportStore
    private let edition: Edition.ID

    /// `isCounted` is whether new sheets count towards the targets of the edition.
    public init(
        database: any Database, mapping: ImportMapping, edition: Edition.ID, isPublic: Bool, isCounted: Bool = false
    ) {
        (self.mapping, self.edition) = (mapping, edition)
        store = ImportStore(database: database, edition: edition, isPublic: isPublic, isCounted: isCounted)
    }

    /// The columns that the mapping names and the table does not have: such a table is refused whole.
    public func missingColumns(of table: Table) -> [String] { mapping.columns.filter { !table.has($0) } }

    /// What a list would do, before anything is written.
    public struct Plan: Sendable {
        fileprivate var readings: [ReadRow]
        fileprivate var changed: [PreparedInitiative]
        /// Rows under new keys whose practice is known by its title.
        public let questions: [Question]
        /// Rows under new keys that have the title of an earlier one: told, and taken in as another practice.
        public let twins: [Twin]
        public let new: Int
        public var known: Int { changed.count - new }
    }

    public struct Question: Equatable, Sendable {
        public let line: Int
        public let title: String
        public let known: KnownInitiative
    }

    public struct Twin: Equatable, Sendable {
        public let line: Int
        /// That of the earlier row.
        public let first: Int
        public let title: String
    }

    /// Reads every row; a bad row never loses the others.
    public func plan(_ table: Table, now: Date) async throws -> Plan {
        let readings = read(table, now: now)
        let marks = try await store.marks()
        let changed = try readings.compactMap(\.initiative).map { try PreparedInitiative($0) }
            .filter { marks[$0.told.key] != $0.mark }
        let new = changed.map(\.told).filter { marks[$0.key] == nil }
        let known = try await store.known(byTitles: Set(new.map { Organisation.nameKey($0.title) }))
        let questions = new.compactMap { one in
            known[Organisation.nameKey(one.title)].map { Question(line: one.line, title: one.title, known: $0) }
        }
        return Plan(
            readings: readings, changed: changed, questions: questions,
            twins: Self.twins(new.filter { known[Organisation.nameKey($0.title)] == nil }),
            new: changed.count { (marks[$0.told.key] ?? "").isEmpty })
    }

    private static func twins(_ new: [ImportedInitiative]) -> [Twin] {
        var lines: [String: Int] = [:]
        return new.compactMap { one in
            let key = Organisation.nameKey(one.title)
            guard let first = lines[key] else {
                lines[key] = one.line
                return nil
            }
            return Twin(line: one.line, first: first, title: one.title)
        }
    }

    /// Writes it, or says what that would do.
    public func run(
        _ plan: Plan, file: String, knownTitles: KnownTitles = .new, isDryRun: Bool, now: Date
    ) async throws -> ImportReport {
        let plan = decided(plan, knownTitles)
        let outcomes: [ImportRow.Kept]
        var run: ImportRun.ID?
        if isDryRun || plan.changed.isEmpty {
            outcomes = try await store.rehearse(plan.changed, now: now)
        } else {
            run = .new(at: now)
            outcomes = try await keep(plan.changed, as: run, of: file, now: now)
        }
        var report = ImportReport(rows: Self.rows(plan, outcomes), isDryRun: isDryRun)
        for term in plan.readings.flatMap(\.unknown) { report.unknown[term, default: 0] += 1 }
        report.run = run
        try await ImportLeftStore(database: store.database).keep(report)
        return report
    }

    private func decided(_ plan: Plan, _ answer: KnownTitles) -> Plan {
        var plan = plan
        let known = Dictionary(plan.questions.map { ($0.line, $0.known.id) }, uniquingKeysWith: { first, _ in first })
        switch answer {
        case .new: break
        case .same:
            for place in plan.changed.indices { plan.changed[place].same = known[plan.changed[place].told.line] }
        case .leave:
            plan.changed.removeAll { known[$0.told.line] != nil }
            for place in plan.readings.indices where known[plan.readings[place].line] != nil {
                plan.readings[place].fault = ImportFault(column: nil, reason: .knownTitle)
            }
        }
        return plan
    }

    private static func rows(_ plan: Plan, _ outcomes: [ImportRow.Kept]) -> [ImportRow] {
        let byLine = Dictionary(zip(plan.changed.map(\.told.line), outcomes), uniquingKeysWith: { first, _ in first })
        return plan.readings.map { reading in
            let kept = byLine[reading.line]
            return ImportRow(
                line: reading.line, title: reading.title,
                outcome: reading.fault.map { .refused($0) } ?? kept?.outcome ?? .unchanged,
                remarks: reading.remarks + (kept?.remarks ?? []))
        }
    }

    fileprivate struct ReadRow: Sendable {
        let line: Int
        let title: String
        var initiative: ImportedInitiative?
        var fault: ImportFault?
        var remarks: [ImportRemark] = []
        var unknown: [UnknownTerm] = []
    }

    private func read(_ table: Table, now: Date) -> [ReadRow] {
        var lines: [String: Int] = [:]
        return table.rows.map { row in
            var reader = ImportRowReader(mapping: mapping, row: row, now: now)
            var reading = ReadRow(line: row.line, title: reader.label)
            do throws(ImportFault) {
                let initiative = try reader.initiative()
                if let first = lines[initiative.key] {
                    let typed = String((reader.cells.value(mapping.key) ?? "").prefix(80))
                    throw ImportFault(column: mapping.key, reason: .duplicate(line: first, typed: typed))
                }
                lines[initiative.key] = row.line
                reading.initiative = initiative
                (reading.remarks, reading.unknown) = (reader.cells.remarks, reader.cells.unknown)
            } catch {
                reading.fault = error
            }
            return reading
        }
    }
}

// Writing.
extension InitiativeImport {
    private func keep(
        _ initiatives: [PreparedInitiative], as run: ImportRun.ID?, of file: String, now: Date
    ) async throws -> [ImportRow.Kept] {
        var store = store
        store.run = run
        if let run {
            try await ImportRunStore(database: store.database).begin(
                ImportRun(id: run, kind: .initiatives, edition: edition, file: file, startedAt: now))
        }
        var outcomes: [ImportRow.Kept] = []
        for start in stride(from: 0, to: initiatives.count, by: Self.batch) {
            let batch = Array(initiatives[start..<min(start + Self.batch, initiatives.count)])
            do {
                outcomes += try await store.keep(batch, now: now)
            } catch let error as StorageError where error.isAboutContent {
                for one in batch { outcomes.append(try await Self.keepAlone(one, in: store, now: now)) }
            }
        }
        return outcomes
    }

    private static func keepAlone(
        _ initiative: PreparedInitiative, in store: ImportStore, now: Date
    ) async throws -> ImportRow.Kept {
        do {
            return try await store.keep([initiative], now: now)[0]
        } catch let error as StorageError where error.isAboutContent {
            return ImportRow.Kept(outcome: .refused(ImportFault(column: nil, reason: .notKept(error.description))))
        }
    }
}

extension StorageError {
    /// Another row may be kept where this one was not.
    var isAboutContent: Bool {
        switch self {
        case .duplicate, .missing, .constraint: true
        case .busy, .full, .unavailable, .failed: false
        }
    }
}
