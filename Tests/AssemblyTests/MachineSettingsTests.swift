import Foundation
import Secrets
import Testing
import World

@testable import Assembly

struct MachineSettingsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")

    @Test func `a house takes its key and the password of its mail from the machine`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = String(repeating: "ab", count: 32)
        try key.write(to: folder.appending(path: "rallynov-key"), atomically: false, encoding: .utf8)
        try "s3cret\n".write(to: folder.appending(path: "rallynov-smtp-password"), atomically: false, encoding: .utf8)
        var settings = HouseSettings(root: ".", address: "https://rallynov.example")
        try settings.readMachine(
            database: "postgres:///rallynov", environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(settings.mailMachine.password == "s3cret")
        #expect(try settings.mailMachine.keys?.seal("x", for: "mail").hasPrefix("v1.") == true)
    }

    @Test func `the units open the network to this machine alone, and take what systemd keeps for the service`() throws
    {
        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: World.root + "/packaging/" + name, encoding: .utf8).components(separatedBy: "\n")
        }
        for unit in ["rallynov.service", "rallynov-backup.service"] {
            let found = try lines(unit)
            #expect(found.filter { $0.hasPrefix("IPAddress") } == ["IPAddressDeny=any", "IPAddressAllow=localhost"])
        }
        let service = try lines("rallynov.service")
        for name in ["rallynov-key", "rallynov-smtp-password"] { #expect(service.contains("LoadCredential=\(name)")) }
        #expect(try lines("network.conf").allSatisfy { $0.hasPrefix("#") || $0.isEmpty || $0 == "[Service]" })
    }

    @Test func `settings of an older version, which name no Python, are told so when the site is served`() throws {
        var settings = HouseSettings(root: folder.path, address: "https://rallynov.example")
        try settings.readMachine(database: "postgres:///rallynov", environment: [:])
        #expect(settings.lacks.count == 1 && settings.lacks.first?.contains("RALLYNOV_PYTHON") == true)
        // Whatever is named and there: what it makes is seen when it is asked.
        settings.root = World.root
        try settings.readMachine(database: "postgres:///rallynov", environment: ["RALLYNOV_PYTHON": "/bin/sh"])
        #expect(settings.lacks == [])
    }

    @Test func `mail servers inside the network are opened by the machine's own settings`() throws {
        var settings = HouseSettings(root: ".", address: "https://rallynov.example")
        let opened = ["RALLYNOV_MAIL_HOSTS": "Relay.intra.example  10.0.0.5"]
        try settings.readMachine(database: "postgres:///rallynov", environment: opened)
        #expect(settings.mailMachine.hosts == ["relay.intra.example", "10.0.0.5"])
    }

    @Test func `on a server a key is named or there is none, and one that others may read stops the start`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = HouseSettings(root: ".", address: "https://rallynov.example")
        try settings.readMachine(database: "postgres:///rallynov", environment: [:])
        #expect(settings.keys == nil && settings.mailPassword == nil)
        let key = folder.appending(path: "house.key").path
        try String(repeating: "ab", count: 32).write(toFile: key, atomically: false, encoding: .utf8)
        chmod(key, 0o644)
        #expect(throws: KeyRing.Refusal.openToOthers(key)) {
            try settings.readMachine(database: folder.appending(path: "house.sqlite").path, environment: [:])
        }
        #expect(throws: KeyRing.Refusal.openToOthers(key)) {
            try settings.readMachine(database: "postgres:///rallynov", environment: ["RALLYNOV_KEY": key])
        }
    }
}
