import Storage
import Web

/// What an operator's monitor asks; that the program runs at all, `/healthz` says before anything else.
struct HealthPages: Sendable {
    let database: any Database

    func addRoutes(to routes: Routes) {
        routes.get("readyz", for: .always) { _ in
            // A full disk still reads, and takes small writes for a while.
            try await database.makeSureOfRoom()
            // A write that changes a row: one that deletes nothing costs nothing.
            _ = try await database.write(for: .insiders) { connection in
                try connection.run("UPDATE schema_step SET taken_at = taken_at WHERE number = 1")
            }
            return .document(.text("ready\n"))
        }
    }
}

extension Document {
    static func text(_ text: String) -> Document {
        Document(type: "text/plain; charset=utf-8", bytes: Array(text.utf8))
    }
}
