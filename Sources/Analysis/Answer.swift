import ArgumentParser
import Foundation
import Tables

/// What a command says, whole or not at all.
enum Answer {
    /// Computes first, writes at the end: a refusal leaves nothing half-written.
    static func write(_ compute: () throws -> [UInt8]) throws {
        let bytes = try orExit(compute)
        try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }

    /// Bad data end the command with one line on standard error and exit code 3.
    static func orExit<Value>(_ compute: () throws -> Value) throws -> Value {
        do {
            return try compute()
        } catch let refusal as DataRefusal {
            try? FileHandle.standardError.write(contentsOf: Data("rallynov: \(refusal)\n".utf8))
            throw ExitCode(3)
        }
    }

    /// A second answer beside the one on standard output: there whole, or not at all.
    static func save(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw DataRefusal(file: path, reason: "cannot be written: \(error.localizedDescription)")
        }
    }

    /// JSON with sorted keys, a line end after it.
    static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}
