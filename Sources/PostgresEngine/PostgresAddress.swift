import CPostgres
import Foundation
import Storage

/// Where the server is, as `postgres://person:password@host:port/name` says it.
///
/// A server on another machine is spoken to encrypted, and only once its certificate says that it is the one that was meant:
/// libpq by itself would fall back to clear text, and would believe any certificate.
struct PostgresAddress: Sendable {
    let url: String
    /// What is said to libpq beside what the address says: first what the address may overrule, then what it may not.
    let defaults: [(name: String, value: String)]
    let rules: [(name: String, value: String)]

    init(_ url: String, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        // libpq would quote what it cannot read, a password perhaps.
        guard url.contains("://"), let options = PQconninfoParse(url, nil) else {
            throw StorageError.unavailable(
                reason: "the address of the database is not like postgres://person:password@host:port/name")
        }
        defer { PQconninfoFree(options) }
        self.url = url
        let said = Said(Self.values(of: options), environment)
        guard !said.isThisMachine else {
            (defaults, rules) = ([], [])
            return
        }
        guard ["", "verify-full"].contains(said["sslmode"]) else {
            throw StorageError.unavailable(
                reason: """
                    a PostgreSQL server on another machine is reached with sslmode=verify-full, and sslrootcert=FILE when its \
                    certificate is of your own authority, not with sslmode=\(said["sslmode"])
                    """)
        }
        defaults = said["sslrootcert"].isEmpty ? [("sslrootcert", Self.authorities)] : []
        // Another way of encrypting would leave the certificate unread.
        rules = [("sslmode", "verify-full"), ("gssencmode", "disable")]
    }

    /// Those that Debian trusts, from its package `ca-certificates`.
    private static let authorities = "/etc/ssl/certs/ca-certificates.crt"

    private static func values(of options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return values
    }

    /// A connection, which may have failed: the caller looks, and frees it.
    func connect() -> OpaquePointer? {
        // What stands before the address can be overruled by it; what stands after cannot.
        var settings = [
            ("connect_timeout", "5"), ("application_name", "rallynov"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"),
        ]
        settings += defaults.map { ($0.name, $0.value) }
        settings += [("dbname", url), ("client_encoding", "UTF8")]
        settings += rules.map { ($0.name, $0.value) }
        return withCTexts(settings.map(\.0)) { names in
            withCTexts(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
    }
}

/// What an address says, or else the environment that libpq reads.
private struct Said {
    private let values: [String: String]
    private let environment: [String: String]

    init(_ values: [String: String], _ environment: [String: String]) {
        (self.values, self.environment) = (values, environment)
    }

    /// Empty when neither says anything.
    subscript(_ keyword: String) -> String {
        let said = values[keyword] ?? ""
        return said.isEmpty ? environment["PG\(keyword.uppercased())"] ?? "" : said
    }

    /// A socket, or an address that leads nowhere else. Of several servers each must be here; what a file of services says is
    /// not looked at, so that its servers count as elsewhere.
    var isThisMachine: Bool {
        guard self["service"].isEmpty else { return false }
        // Where it connects to, whatever the name beside it.
        let places = self["hostaddr"].isEmpty ? self["host"] : self["hostaddr"]
        return places.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { isHere(String($0)) }
    }

    private func isHere(_ place: String) -> Bool {
        if place.isEmpty || place.hasPrefix("/") || place.hasPrefix("@") { return true }
        if place.lowercased() == "localhost" { return true }
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, place, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        guard inet_pton(AF_INET6, place, &six) == 1 else { return false }
        return withUnsafeBytes(of: six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}

/// The texts as C reads them, and a null pointer after the last.
func withCTexts<Result>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws -> Result) rethrows -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return try body(copies.map { UnsafePointer($0) } + [nil])
}
