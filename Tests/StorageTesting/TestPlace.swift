import Foundation
import PostgresEngine
import SQLiteEngine
import Storage

/// Where a test's database is.
enum TestPlace: Sendable {
    case file(path: String)
    case server(url: String, name: String)

    static func file() throws -> TestPlace {
        .file(path: Scratch.folder.appending(path: "\(UUID().uuidString).sqlite").path)
    }

    static func copy(of template: TestPlace) throws -> TestPlace {
        let copy = try file()
        try FileManager.default.copyItem(atPath: template.address, toPath: copy.address)
        return copy
    }

    /// A database on the server, with what the template holds.
    static func database(from template: TestPlace? = nil) async throws -> TestPlace {
        // Runs side by side on one server don't meet.
        let name = "rallynov_test_\(UUID().uuidString.lowercased())"
        let source = if case .server(_, let name)? = template { name } else { "template1" }
        try await TestServer.shared.make(name, from: source)
        var url = try URLComponents(string: TestServer.address)
        url?.path = "/\(name)"
        return .server(url: url?.string ?? name, name: name)
    }

    var address: String {
        switch self {
        case .file(let path): path
        case .server(let url, _): url
        }
    }

    func open() throws -> any Database {
        switch self {
        case .file(let path): try SQLiteDatabase(path: path)
        case .server(let url, _): try PostgresDatabase(url: url, connections: 4)
        }
    }

    func drop() {
        switch self {
        case .file(let path):
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
        case .server(_, let name): TestServer.shared.drop(name)
        }
    }
}

/// The folder of this process' files, removed at its end.
private enum Scratch {
    static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: Scratch.folder) }
        return folder
    }()
}
