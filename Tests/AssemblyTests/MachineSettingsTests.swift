import Foundation
import Secrets
import Testing

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
