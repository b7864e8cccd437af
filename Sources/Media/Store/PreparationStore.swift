import Identifiers
import Storage

/// The SQL of what is found out of a file and made of it.
struct PreparationStore: Sendable {
    let database: any Database
    let refused: RefusalFollower

    func note(_ scan: Medium.Scan, _ note: String, of id: Medium.ID) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("UPDATE media SET scan = \(scan), scan_note = \(note) WHERE id = \(id)")
        }
    }

    /// What waited is ready: from now on others see it.
    func ready(_ id: Medium.ID, _ forms: [StoredForm], words: String, pages: Int?) async throws {
        try await database.write { connection in
            let isThere =
                try connection.run(
                    """
                    UPDATE media SET state = 'ready', reason = '', words = \(words), pages = \(pages)
                    WHERE id = \(id) AND state = 'waiting'
                    """) == 1
            guard isThere else { return }
            try connection.run("DELETE FROM media_form WHERE media = \(id)")
            for form in forms {
                try connection.run(
                    """
                    INSERT INTO media_form (media, variant, digest, size, type, width, height)
                    VALUES (\(id), \(form.variant), \(form.digest), \(form.size), \(form.type), \(form.width), \(form.height))
                    """)
            }
        }
    }

    /// Its bytes are named by it no longer.
    func refuse(_ id: Medium.ID, _ reason: PreparationRefusal) async throws {
        try await database.write { connection in
            let isThere =
                try connection.run(
                    """
                    UPDATE media SET state = 'refused', reason = \(reason.rawValue), digest = NULL
                    WHERE id = \(id) AND state = 'waiting'
                    """) == 1
            if isThere { try refused(id, connection) }
        }
    }
}
