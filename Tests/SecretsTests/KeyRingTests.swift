import Foundation
import Testing

@testable import Secrets

struct KeyRingTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }

    @Test func `what was sealed opens with its key and for its purpose alone`() throws {
        let keys = KeyRing()
        let sealed = try keys.seal("s3cret-é", for: "mail")
        #expect(!sealed.contains("s3cret"))
        #expect(try keys.seal("s3cret-é", for: "mail") != sealed)
        #expect(try keys.open(sealed, for: "mail") == "s3cret-é")
        #expect(throws: KeyRing.Refusal.notOurs) { try keys.open(sealed, for: "factor") }
        #expect(throws: KeyRing.Refusal.notOurs) { try KeyRing().open(sealed, for: "mail") }
        for text in ["", "s3cret-é", "v1..", "v2" + sealed.dropFirst(2), String(sealed.dropLast(4)), sealed + "AAAA"] {
            #expect(throws: KeyRing.Refusal.notOurs, "\(text)") { try keys.open(text, for: "mail") }
        }
    }

    @Test func `a code is the same for the same words and purpose, and says nothing of them`() throws {
        let keys = KeyRing()
        let code = try keys.code("123456", for: "link")
        #expect(code.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        #expect(try keys.code("123456", for: "link") == code)
        #expect(try keys.code("123457", for: "link") != code)
        #expect(try keys.code("123456", for: "door") != code)
        #expect(try KeyRing().code("123456", for: "link") != code)
    }

    @Test func `a code is looked for by every key of the ring, so that a newer one costs none`() throws {
        defer { remove() }
        let path = folder.appending(path: "house.key").path
        func write(_ lines: [String]) throws {
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        let (old, new) = (String(repeating: "0a", count: 32), String(repeating: "1b", count: 32))
        try write([old])
        let code = try KeyRing(file: path).code("ABCD", for: "paper")
        try write([new, old])
        let keys = KeyRing(file: path)
        #expect(try keys.code("ABCD", for: "paper") != code)
        #expect(try keys.codes("ABCD", for: "paper") == [keys.code("ABCD", for: "paper"), code])
        #expect(try !keys.codes("ABCE", for: "paper").contains(code))
    }

    @Test func `a house's own key is made once, at its first use, and opens for its owner alone`() throws {
        defer { remove() }
        let path = folder.appending(path: "house.key").path
        let keys = KeyRing(file: path, isMadeWhenMissing: true)
        try keys.check()
        #expect(throws: KeyRing.Refusal.notOurs) { try keys.open("v1.00000000.AAAA", for: "mail") }
        #expect(!FileManager.default.fileExists(atPath: path))
        let sealed = try keys.seal("x", for: "mail")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["house.key"])
        let others = KeyRing(file: path, isMadeWhenMissing: true)
        #expect(try others.open(sealed, for: "mail") == "x")
        #expect(try keys.open(others.seal("y", for: "mail"), for: "mail") == "y")
    }

    @Test func `a key that others may read, that is none, or that is not where it was named, is refused in a line`()
        throws
    {
        defer { remove() }
        let path = folder.appending(path: "house.key").path
        #expect(throws: KeyRing.Refusal.noKey(path)) { try KeyRing(file: path).check() }
        #expect(throws: KeyRing.Refusal.noKey(path)) { try KeyRing(file: path).seal("x", for: "mail") }
        try write(String(repeating: "ab", count: 32), to: path, mode: 0o644)
        #expect(throws: KeyRing.Refusal.openToOthers(path)) { try KeyRing(file: path).check() }
        try write(String(repeating: "ab", count: 32), to: path, mode: 0o640)
        #expect(throws: KeyRing.Refusal.openToOthers(path)) { try KeyRing(file: path).seal("x", for: "mail") }
        for text in ["", "# nothing\n", "abcd", String(repeating: "xy", count: 32)] {
            try write(text, to: path, mode: 0o600)
            #expect(throws: KeyRing.Refusal.unreadable(path), "\(text)") { try KeyRing(file: path).check() }
        }
        #expect(throws: KeyRing.Refusal.unreadable(folder.path)) { try KeyRing(file: folder.path).check() }
    }

    @Test func `a newer key seals, and the older one still opens what it sealed`() throws {
        defer { remove() }
        let (path, older) = (folder.appending(path: "house.key").path, String(repeating: "0a", count: 32))
        try write(older, to: path, mode: 0o600)
        let sealed = try KeyRing(file: path).seal("x", for: "mail")
        try write("# 2027\n\(String(repeating: "B1", count: 32))\n\n\(older)\n", to: path, mode: 0o600)
        let keys = KeyRing(file: path)
        #expect(try keys.open(sealed, for: "mail") == "x")
        let anew = try keys.seal("x", for: "mail")
        #expect(anew.split(separator: ".")[1] != sealed.split(separator: ".")[1])
        try write(older, to: path, mode: 0o600)
        #expect(throws: KeyRing.Refusal.notOurs) { try KeyRing(file: path).open(anew, for: "mail") }
    }

    @Test func `the key that is handed over comes first, then the one that is named, then one beside the data`()
        throws
    {
        defer { remove() }
        let (data, named) = (folder.appending(path: "house.sqlite").path, folder.appending(path: "named").path)
        try write(String(repeating: "0a", count: 32), to: named, mode: 0o600)
        let beside = MachineSecrets(beside: data, in: [:])
        let own = try beside.keys?.seal("x", for: "mail")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).contains("house.key"))
        let byName = MachineSecrets(beside: data, in: ["RALLYNOV_KEY": named])
        #expect(throws: KeyRing.Refusal.notOurs) { try byName.keys?.open(own ?? "", for: "mail") }
        let handed = folder.appending(path: "rallynov-key").path
        try write(String(repeating: "0b", count: 32), to: handed, mode: 0o440)
        let byManager = MachineSecrets(
            beside: data, in: ["RALLYNOV_KEY": named, "CREDENTIALS_DIRECTORY": folder.path])
        let sealed = try byManager.keys?.seal("x", for: "mail")
        #expect(sealed?.hasPrefix("v1.") == true)
        #expect(throws: KeyRing.Refusal.notOurs) { try byName.keys?.open(sealed ?? "", for: "mail") }
        #expect(MachineSecrets(beside: nil, in: [:]).keys == nil)
    }

    @Test func `what the machine hands over is read without the end of its line`() throws {
        defer { remove() }
        let machine = MachineSecrets(beside: nil, in: ["CREDENTIALS_DIRECTORY": folder.path])
        let path = folder.appending(path: "word").path
        #expect(try machine.handed("word") == nil)
        try write(" s3cret é \r\n", to: path, mode: 0o400)
        #expect(try machine.handed("word") == " s3cret é ")
        #expect(try MachineSecrets(beside: nil, in: [:]).handed("word") == nil)
    }

    private func write(_ text: String, to path: String, mode: Int) throws {
        try? FileManager.default.removeItem(atPath: path)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
