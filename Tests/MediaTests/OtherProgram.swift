import Foundation

/// Programs of others, which the tests hold ours against, or talk with.
enum OtherProgram {
    /// Where PATH, Debian's own folder for daemons or what `bin/setup --with-services` brings has it; nil where it is not installed.
    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "\(root)/.venv-services/bin"]
        return folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    }

    private static var root: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized.path
    }

    struct Ended: Error {
        let code: Int32
        let complaint: String
    }

    /// What it writes; throws `Ended` where it ends otherwise than well.
    @discardableResult static func run(_ name: String, _ arguments: [String], input: Data = Data()) throws -> Data {
        let (process, to, from, complaints) = (Process(), Pipe(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: find(name) ?? name)
        process.arguments = arguments
        (process.standardInput, process.standardOutput, process.standardError) = (to, from, complaints)
        try process.run()
        try to.fileHandleForWriting.write(contentsOf: input)
        try to.fileHandleForWriting.close()
        let answer = try from.fileHandleForReading.readToEnd() ?? Data()
        let complaint = try complaints.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Ended(code: process.terminationStatus, complaint: String(decoding: complaint, as: UTF8.self))
        }
        return answer
    }
}

/// A program of somebody else that goes on beside the tests, and ends with them, however they end.
final class Companion: Sendable {
    private let process: Process
    private let life: Pipe

    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - folder: its own, which goes with it.
    ///   - isReady: a command of the shell that succeeds once the program answers; asked ten times a second, for 30 s.
    init(_ command: [String], in folder: String, isReady: String) throws {
        let (process, life, told) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.script, "sh", folder, isReady] + command
        (process.standardInput, process.standardOutput, process.standardError) = (life, told, FileHandle.nullDevice)
        (self.process, self.life) = (process, life)
        try process.run()
        let line = try told.fileHandleForReading.read(upToCount: 6) ?? Data()
        guard line == Data("ready\n".utf8) else {
            let rest = try told.fileHandleForReading.readToEnd() ?? Data()
            throw OtherProgram.Ended(code: -1, complaint: String(decoding: line + rest, as: UTF8.self))
        }
    }

    func end() {
        try? life.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    // Its input ends when whoever started it does.
    private static let script = """
        folder=$1
        isReady=$2
        shift 2
        "$@" >"$folder/said" 2>&1 </dev/null &
        child=$!
        trap 'kill -KILL $child; rm -rf "$folder"' EXIT
        tries=0
        until sh -c "$isReady" >/dev/null 2>&1; do
            tries=$((tries + 1))
            if ! kill -0 $child || [ $tries -ge 300 ]; then
                grep -v "^I" "$folder/said" | head -n 3
                exit 1
            fi
            sleep 0.1
        done
        echo ready
        cat >/dev/null
        """
}

/// A folder that goes when nobody holds it any more.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("rallynov-media-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and answers where it lies.
    @discardableResult func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: false)
        return "\(path)/\(name)"
    }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
