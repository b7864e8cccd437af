import Foundation
import Testing
import World

/// The units as they are shipped, and what the guide says of logs (ASVS 16.4.3).
struct UnitFilesTests {
    private static let analyser = "/usr/bin/systemd-analyze"

    private static func file(_ path: String) throws -> String {
        try String(contentsOfFile: "\(World.root)/\(path)", encoding: .utf8)
    }

    /// Out of 100, as systemd reckons it.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: analyser), "systemd is not installed"),
        arguments: ["rallynov.service", "rallynov-backup.service"])
    func `a unit leaves little of the machine open to what runs in it`(unit: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.analyser)
        process.arguments = [
            "security", "--offline=true", "--threshold=20", "--no-pager", "\(World.root)/packaging/\(unit)",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func `both units are shut in alike`() throws {
        let names = [
            "CapabilityBoundingSet", "NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices",
            "ProtectProc", "ProtectClock", "ProtectHostname", "ProtectControlGroups", "ProtectKernelLogs",
            "ProtectKernelModules", "ProtectKernelTunables", "LockPersonality", "MemoryDenyWriteExecute", "RemoveIPC",
            "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "SystemCallFilter", "UMask",
        ]
        for unit in ["rallynov.service", "rallynov-backup.service"] {
            let lines = try Self.file("packaging/\(unit)").split(separator: "\n")
            for name in names { #expect(lines.contains { $0.hasPrefix(name + "=") }, "\(unit): \(name)") }
        }
    }

    @Test func `the log leaves the machine encrypted, and the guide says how`() throws {
        let upload = try Self.file("packaging/journal-upload.conf")
        #expect(upload.contains("\nURL=https://"))
        for key in ["ServerKeyFile=", "ServerCertificateFile=", "TrustedCertificateFile="] {
            #expect(upload.contains("\n\(key)/"), "\(key)")
        }
        let guide = try Self.file("docs/deploying.md")
        for words in [
            "systemctl enable --now systemd-journal-upload.service", "packaging/journal-upload.conf",
            "systemctl enable --now systemd-journal-remote.socket", "packaging/journald.conf",
            "access_log syslog:server=unix:/dev/log",
        ] {
            #expect(guide.contains(words), "\(words)")
        }
    }
}
