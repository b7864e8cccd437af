import ArgumentParser
import Foundation

/// What a command has to say: an answer for standard output, and beside it what a person should know of it.
struct Told {
    let bytes: [UInt8]
    /// One line each, on standard error.
    var notes: [String] = []
    /// Not all that was asked for could be met: exit code 4 says so to scripts.
    var isPartial = false
}

extension Answer {
    /// Computes first, writes at the end: a refusal leaves nothing half-written.
    static func tell(_ compute: () throws -> Told) throws {
        let told = try orExit(compute)
        told.notes.forEach(note)
        try FileHandle.standardOutput.write(contentsOf: Data(told.bytes))
        if told.isPartial { throw ExitCode(4) }
    }

    /// One line on standard error.
    static func note(_ words: String) {
        try? FileHandle.standardError.write(contentsOf: Data("rallynov: \(words)\n".utf8))
    }
}
