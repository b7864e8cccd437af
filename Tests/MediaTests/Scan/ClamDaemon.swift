import Foundation
import Media

/// A clamd of the tests' own, which knows two things: the trade's test file, and a word of ours. Started once for all tests.
struct ClamDaemon: Sendable {
    static let isInstalled = OtherProgram.find("clamd") != nil
    static let running = Task { try ClamDaemon() }

    /// No file of the project holds it in one piece: scanners would take the project for ill.
    static let testFile =
        Array("X5O!P%@AP[4\\PZX54(P^)7CC)7}".utf8) + Array("$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*".utf8)
    static let word = "rallynov-would-never-write-this"
    /// What it reads of a part, and of a stream, in bytes.
    static let (mostOfPart, mostOfStream) = (1_000_000, 2_000_000)

    let socket: String
    private let folder: TestFolder
    private let program: Companion

    private init() throws {
        folder = try TestFolder()
        socket = "\(folder.path)/socket"
        let database = try folder.folder("database")
        let signatures =
            "Test.Eicar:0:0,10:\(Self.hexadecimal(Self.testFile))\nTest.Word:0:*:\(Self.hexadecimal(Array(Self.word.utf8)))\n"
        try Data(signatures.utf8).write(to: URL(fileURLWithPath: "\(database)/tests.ndb"))
        let settings = try folder.file("clamd.conf", Self.settings(folder.path, socket).utf8)
        // It is nobody's there: it gives the rights of root away itself.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        let asNobody = getuid() == 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : []
        let command = asNobody + [OtherProgram.find("clamd") ?? "clamd", "-c", settings]
        program = try Companion(command, in: folder.path, isReady: "test -S '\(socket)'")
    }

    private static func settings(_ folder: String, _ socket: String) -> String {
        """
        Foreground yes
        LocalSocket \(socket)
        PidFile \(folder)/pid
        DatabaseDirectory \(folder)/database
        TemporaryDirectory \(folder)
        LogFile \(folder)/log
        Bytecode no
        SelfCheck 0
        MaxFileSize \(mostOfPart)
        StreamMaxLength \(mostOfStream)
        MaxThreads 4
        """
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
