import Storage
import Web

/// The juror's list of files.
struct DeskPages: Sendable {
    let desk: DeskStore

    init(database: any Database) { desk = DeskStore(database: database) }

    func list(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.deskPage(try await desk.seats(of: visit.person), now: visit.now, done: visit.query["ok"]))
    }
}
