import Foundation
import Testing
import World

/// The scripts that build and run the program, with a compiler in its place that says much and makes something small.
struct ScriptTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")

    init() throws {
        let files = FileManager.default
        for part in ["bin", "compiler", "Sources"] {
            try files.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        for script in ["demo", "serve", "rallynov", "support"] {
            try files.copyItem(
                atPath: "\(World.root)/bin/\(script)", toPath: folder.appending(path: "bin/\(script)").path)
        }
        try Data().write(to: folder.appending(path: "Package.swift"))
        // A machine on which nothing is missing.
        try write("#!/bin/sh\n", as: "bin/setup")
        try write(Self.compiler, as: "compiler/swift")
    }

    @Test func `a build of a thousand steps is one line, and what it said is in its log`() throws {
        defer { remove() }
        let run = try run("bin/demo", "--listen", "127.0.0.1:0")
        #expect(run.code == 0)
        #expect(run.output == "\(folder.path)/.build-program/debug/rallynov demo --listen 127.0.0.1:0\n")
        // Not on a terminal, it says again after a second, and then each half minute, that it is still at it.
        let lines = run.errors.split(separator: "\n")
        #expect(1...4 ~= lines.count, "\(run.errors)")
        #expect(lines.allSatisfy { $0.hasPrefix("Building the program, ") }, "\(run.errors)")
        let log = try String(contentsOf: folder.appending(path: ".build-program/build.log"), encoding: .utf8)
        #expect(log.split(separator: "\n").count == 1_100)
    }

    @Test(.enabled(if: terminal != nil, "script(1) is not installed"))
    func `on a terminal the line is written over, and gone at the end`() throws {
        defer { remove() }
        let words = ["-q", "-e", "-c", "'\(folder.path)/bin/demo'", "/dev/null"]
        let run = try run(program: try #require(Self.terminal), words)
        #expect(run.code == 0)
        // A terminal ends its lines with two signs.
        let lines = run.output.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 2 && lines.last == "", "\(run.output)")
        #expect(run.output.contains("\r\u{1B}[KBuilding the program, "))
        #expect(lines[0].contains("\r\u{1B}[K\(folder.path)/.build-program/debug/rallynov demo"), "\(run.output)")
    }

    @Test func `the site is served by the optimised program, the demonstration by one that is sooner built`() throws {
        defer { remove() }
        let serve = try run("bin/serve")
        #expect(serve.output == "\(folder.path)/.build-release/release/rallynov serve\n")
        #expect(serve.errors.hasPrefix("Building the optimised program, "))
        _ = try run("bin/demo")
        let asked = try String(contentsOf: folder.appending(path: "compiler/asked"), encoding: .utf8)
            .split(separator: "\n")
        try #require(asked.count == 4)
        #expect(asked[..<2].allSatisfy { $0.contains(" -c release ") }, "\(asked)")
        #expect(asked[2...].allSatisfy { $0.contains(" -c debug ") }, "\(asked)")
        #expect(asked.map { $0.hasSuffix(" --product rallynov-pictures") } == [false, true, false, true], "\(asked)")
        // What was built is not built again.
        #expect(try run("bin/serve").errors == "")
    }

    @Test func `a build that fails says why, whole, and runs nothing`() throws {
        defer { remove() }
        try write(
            Self.compiler + "echo 'A.swift:1:1: error: no such word'\necho 'the line itself'\nexit 1\n",
            as: "compiler/swift")
        let run = try run("bin/demo")
        #expect(run.code == 1 && run.output == "")
        #expect(run.errors.contains("A.swift:1:1: error: no such word\nthe line itself\n"), "\(run.errors)")
        #expect(run.errors.contains("\(folder.path)/.build-program/build.log"))
        #expect(run.errors.hasSuffix("rallynov: the program did not build\n"))
        #expect(!run.errors.contains("[1100/1100]"))
    }

    /// Notes what it was asked, says a line a step, and makes a program that says how it was called.
    private static let compiler = """
        #!/bin/sh
        echo "$*" >>"$(dirname "$0")/asked"
        while [ $# -gt 0 ]; do
            case $1 in --scratch-path) scratch=$2 ;; -c) configuration=$2 ;; esac
            shift
        done
        step=0
        while [ $step -lt 1100 ]; do step=$((step + 1)); echo "[$step/1100] Compiling Jury File$step.swift"; done
        mkdir -p "$scratch/$configuration"
        printf '#!/bin/sh\\necho "$0${*:+ $*}"\\n' >"$scratch/$configuration/rallynov"
        chmod +x "$scratch/$configuration/rallynov"

        """
}

extension ScriptTests {
    private struct Run {
        let output: String
        let errors: String
        let code: Int32
    }

    private static let terminal = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/script" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private func run(_ script: String, _ arguments: String...) throws -> Run {
        try run(program: folder.appending(path: script).path, arguments)
    }

    /// Into files: a pipe that nobody reads would hold up whoever says more than fits in it.
    private func run(program: String, _ arguments: [String]) throws -> Run {
        let places = ["output", "errors"].map { folder.appending(path: $0) }
        for place in places { try Data().write(to: place) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = folder.appending(path: "compiler").path + ":" + (environment["PATH"] ?? "")
        environment["TERM"] = "xterm"
        for name in ["RALLYNOV_CONFIGURATION", "RALLYNOV_ROOT"] { environment[name] = nil }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        (process.standardOutput, process.standardError) = (
            try FileHandle(forWritingTo: places[0]), try FileHandle(forWritingTo: places[1])
        )
        try process.run()
        process.waitUntilExit()
        let said = try places.map { try String(contentsOf: $0, encoding: .utf8) }
        return Run(output: said[0], errors: said[1], code: process.terminationStatus)
    }

    private func write(_ text: String, as path: String) throws {
        let place = folder.appending(path: path)
        try text.write(to: place, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }
}
