import Media
import Storage
import Web

/// What an operator's monitor asks; that the program runs at all, `/healthz` says before anything else.
struct HealthPages: Sendable {
    let database: any Database
    let media: MediaHouse
    private let trial = SharedTrial()

    init(database: any Database, media: MediaHouse) { (self.database, self.media) = (database, media) }

    func addRoutes(to routes: Routes) {
        routes.get("readyz", for: .always) { [database, media, trial] _ in
            // Anybody may ask, as often as they like: those who ask at once have one write made between them.
            try await trial.run {
                // A full disk still reads, and takes small writes for a while.
                try await database.makeSureOfRoom()
                // What people send may lie on another disk.
                guard media.hasRoom() else { throw BlobFailure.full }
                // A write that changes a row: one that deletes nothing costs nothing.
                try await database.write(for: .insiders) { connection in
                    _ = try connection.run("UPDATE schema_step SET taken_at = taken_at WHERE number = 1")
                }
            }
            return .document(.text("ready\n"))
        }
    }
}

/// Something dear that gives everybody the same answer: while it is under way, whoever asks waits for it.
actor SharedTrial {
    /// How many wait for an answer.
    private(set) var sharers = 0
    private var underWay: Task<Void, any Error>?

    func run(_ trial: @escaping @Sendable () async throws -> Void) async throws {
        sharers += 1
        defer { sharers -= 1 }
        if let underWay { return try await underWay.value }
        let task = Task { try await trial() }
        underWay = task
        defer { underWay = nil }
        try await task.value
    }
}

extension Document {
    static func text(_ text: String) -> Document {
        Document(type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
    }
}
