import ArgumentParser
import Assembly
import Foundation
import Storage

/// Opens the database, has a command do its work in it, and says what came of that.
func conclude(
    at place: Place, _ work: (any Database) async throws -> (text: String, exit: Int32)
) async throws {
    let said: (text: String, exit: Int32)
    do {
        let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
        said = try await work(database)
        try await database.close()
    } catch {
        throw stop(error)
    }
    try conclude(said.text, said.exit)
}

/// What is done goes to standard output, why nothing was done to standard error; the exit code is the command's own.
func conclude(_ text: String, _ exit: Int32) throws {
    let isDone = exit == 0
    let output: FileHandle = isDone ? .standardOutput : .standardError
    output.write(Data("\(isDone ? "" : "rallynov: ")\(text)\n".utf8))
    throw ExitCode(exit)
}
