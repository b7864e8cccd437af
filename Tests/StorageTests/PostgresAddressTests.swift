import Storage
import StorageTesting
import Testing

@testable import PostgresEngine

/// ASVS 12.3.2: a database on another machine proves who it is, or is not spoken to.
struct PostgresAddressTests {
    @Test(arguments: [
        "postgres:///rallynov", "postgres:///rallynov?host=/var/run/postgresql", "postgres://localhost/rallynov",
        "postgres://LOCALHOST:5433/rallynov", "postgres://127.0.0.1/rallynov", "postgres://127.8.9.10/rallynov",
        "postgres://[::1]/rallynov", "postgres:///rallynov?hostaddr=127.0.0.1&host=db.example",
        "postgres://127.0.0.1,[::1]:5433/rallynov", "postgresql://tester@localhost/rallynov?sslmode=disable",
    ])
    func `a server on this machine is reached as the address says`(url: String) throws {
        let address = try PostgresAddress(url, environment: [:])
        #expect(address.rules.isEmpty && address.defaults.isEmpty)
    }

    @Test(arguments: [
        "postgres://db.example/rallynov", "postgres://10.0.0.7/rallynov", "postgres://[fe80::1]/rallynov",
        "postgres://127.evil.example/rallynov", "postgres://127.1/rallynov", "postgres://[::ffff:127.0.0.1]/rallynov",
        "postgres://localhost.example/rallynov", "postgres://localhost/rallynov?hostaddr=10.0.0.7",
        "postgres:///rallynov?hostaddr=10.0.0.7", "postgres://127.0.0.1,db.example/rallynov",
        "postgres:///rallynov?host=db.example", "postgres://db.example/rallynov?sslmode=",
        "postgres://db.example/rallynov?sslmode=verify-full", "postgres:///?service=rallynov",
    ])
    func `a server elsewhere is reached encrypted, and only when its certificate is its own`(url: String) throws {
        let address = try PostgresAddress(url, environment: [:])
        #expect(address.rules.map(\.name) == ["sslmode", "gssencmode"])
        #expect(address.rules.map(\.value) == ["verify-full", "disable"])
        #expect(address.defaults.map(\.value) == ["/etc/ssl/certs/ca-certificates.crt"])
    }

    @Test(arguments: ["disable", "allow", "prefer", "require", "verify-ca"])
    func `less than that is refused in a line that says what to write`(mode: String) throws {
        let server = "postgres://tester:s3cret@db.example/rallynov"
        let sayings: [(String, [String: String])] = [(server + "?sslmode=\(mode)", [:]), (server, ["PGSSLMODE": mode])]
        for (url, environment) in sayings {
            let error = #expect(throws: StorageError.self) { try PostgresAddress(url, environment: environment) }
            #expect("\(error!)".contains("sslmode=verify-full"))
            #expect("\(error!)".contains("sslmode=\(mode)"))
            #expect(!"\(error!)".contains("s3cret") && !"\(error!)".contains("\n"))
        }
    }

    @Test func `an authority of one's own is named in the address or the environment`() throws {
        let url = "postgres://db.example/rallynov"
        #expect(try PostgresAddress(url + "?sslrootcert=/etc/ca.pem", environment: [:]).defaults.isEmpty)
        #expect(try PostgresAddress(url, environment: ["PGSSLROOTCERT": "/etc/ca.pem"]).defaults.isEmpty)
    }

    @Test func `where the environment names a server, it counts as if the address did`() throws {
        let url = "postgres:///rallynov"
        for environment in [["PGHOST": "db.example"], ["PGHOSTADDR": "10.0.0.7"], ["PGSERVICE": "rallynov"]] {
            #expect(try !PostgresAddress(url, environment: environment).rules.isEmpty, "\(environment)")
        }
        #expect(try PostgresAddress(url, environment: ["PGHOST": "/var/run/postgresql"]).rules.isEmpty)
        let named = try PostgresAddress("postgres://127.0.0.1/rallynov", environment: ["PGHOST": "db.example"])
        #expect(named.rules.isEmpty)
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `a server without encryption is left when the address asks to see its certificate`() async throws {
        let url = try await Engine.postgres.emptyDatabase().address
        let strict = url + (url.contains("?") ? "&" : "?") + "sslmode=verify-full&sslrootcert=/etc/ca.pem"
        #expect(throws: StorageError.self) { try PostgresDatabase(url: strict) }
    }
}
