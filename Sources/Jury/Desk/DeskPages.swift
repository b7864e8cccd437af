import Storage
import Web

/// The juror's list of files.
struct DeskPages: Sendable {
    let desk: DeskStore

    init(database: any Database) { desk = DeskStore(database: database) }

    func list(_ visit: Visit) async throws -> Answer {
        let seats = try await desk.desk(of: visit.person, page: visit.query.number("page"))
        return .page(visit.reader.deskPage(seats, now: visit.now, done: visit.query["ok"]))
    }
}
