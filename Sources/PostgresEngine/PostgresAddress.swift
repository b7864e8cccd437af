import CPostgres
import Glibc
import Storage

/// Where the server is, as `postgres://person:password@host:port/name` says it.
struct PostgresAddress: Sendable {
    let url: String

    init(_ url: String) throws {
        // libpq would quote what it cannot read, a password perhaps.
        guard url.contains("://"), let options = PQconninfoParse(url, nil) else {
            throw StorageError.unavailable(
                reason: "the address of the database is not like postgres://person:password@host:port/name")
        }
        PQconninfoFree(options)
        self.url = url
    }

    /// A connection, which may have failed: the caller looks, and frees it.
    func connect() -> OpaquePointer? {
        // What stands before the address can be overruled by it; what stands after cannot.
        let settings = [
            ("connect_timeout", "5"), ("application_name", "rallynov"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        return withCTexts(settings.map(\.0)) { names in
            withCTexts(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
    }
}

/// The texts as C reads them, and a null pointer after the last.
func withCTexts<Result>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws -> Result) rethrows -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return try body(copies.map { UnsafePointer($0) } + [nil])
}
