import Storage
import Web

/// What an operator's monitor asks.
struct HealthPages: Sendable {
    let database: any Database

    func addRoutes(to routes: Routes) {
        routes.get("healthz", for: .always) { _ in .document(.text("ok\n")) }
        routes.get("readyz", for: .always) { _ in
            // A write, because a full disk still reads.
            _ = try await database.write(for: .insiders) { connection in
                try connection.run("DELETE FROM sign_in_request WHERE at < 0")
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
