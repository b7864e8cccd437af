import Campaigns
import Identifiers
import Storage
import Web

extension SubmissionsFeature {
    /// Files that nobody but this person may write.
    public var roleStakes: [RoleStakes] {
        [
            { [submissions] person, hat, visit in
                guard Set<Role>.authors.contains(hat.role) else { return [] }
                let count = try await submissions.written(by: person, as: hat, seenBy: visit.person)
                guard count > 0 else { return [] }
                return [
                    visit.reader.t(
                        "\(count) file that this person writes opens to them no more.",
                        "\(count) files that this person writes open to them no more.", count: count)
                ]
            }
        ]
    }
}

extension SubmissionStore {
    /// How many files of editions under way somebody writes in that role, and has it for no wider or narrower reason; without
    /// those that the reader is tied to.
    func written(by person: Person.ID, as hat: Hat, seenBy staff: Person.ID) async throws -> Int {
        guard let part = Submission.Part.allCases.first(where: { $0.role == hat.role }) else { return 0 }
        return try await database.read { connection in
            let others = try RoleStore.grants(of: person, in: connection).filter { other in
                other != hat && other.role == hat.role && (other.edition == nil || other.edition == hat.edition)
            }
            guard others.isEmpty else { return 0 }
            let isThere: SQL = hat.edition.map { "submission.edition = \($0)" } ?? "1 = 1"
            return try connection.count(
                """
                SELECT count(*) AS count FROM submission JOIN edition ON edition.id = submission.edition
                JOIN submission_author AS author ON author.submission = submission.id AND author.role = \(part)
                WHERE edition.status = 'running' AND submission.state <> 'withdrawn' AND \(isThere)
                AND \(Self.isAuthor(person, "author")) AND NOT \(Ties.binds(staff, to: "submission.id"))
                """)
        }
    }
}
