import Foundation
import Storage
import Web
import Words

/// `rallynov grid`: arguments in, exit code and text out.
public struct GridCommand: Sendable {
    public struct Outcome: Equatable, Sendable {
        public let exitCode: Int32
        /// For standard output.
        public let output: String
        /// For standard error.
        public let errors: String

        static func done(_ output: String) -> Outcome { Outcome(exitCode: 0, output: output + "\n", errors: "") }
        static func refused(_ code: Int32, _ errors: [String]) -> Outcome {
            Outcome(exitCode: code, output: "", errors: errors.map { $0 + "\n" }.joined())
        }
    }

    /// The file cannot be read at all; it can, and is wrong.
    private static let (unreadable, wrong): (Int32, Int32) = (2, 3)

    let reader: Reader

    public init(phrasebook: Phrasebook) {
        reader = Reader(language: phrasebook.language == "en" ? .english : .french, phrasebook: phrasebook)
    }

    /// `grid check FILE`: every fault on a line of its own, as compilers write them.
    public func check(_ file: String) -> Outcome {
        reading(file) { _, grid in .done(reader.checked(grid, in: file)) }
    }

    /// `grid add FILE`: takes the grid in, or changes nothing.
    public func add(_ file: String, to database: any Database, now: Date) async throws -> Outcome {
        var text: String?
        let outcome = reading(file) { yaml, grid in
            text = yaml
            return .done(reader.added(grid))
        }
        guard let text else { return outcome }
        do {
            _ = try await GridStore(database: database).adopt(text, now: now)
            return outcome
        } catch GridStore.Refusal.versionTaken(let version) {
            return .refused(Self.wrong, ["\(file): \(reader.taken(version))"])
        }
    }

    private func reading(_ file: String, _ then: (String, Grid) -> Outcome) -> Outcome {
        guard let data = FileManager.default.contents(atPath: file) else {
            return .refused(Self.unreadable, [reader.unreadable(file)])
        }
        do throws(GridFaults) {
            let grid = try GridFile.grid(from: Array(data))
            return then(String(decoding: data, as: UTF8.self), grid)
        } catch {
            return .refused(Self.wrong, error.faults.map { reader.line($0, in: file) } + reader.more(error))
        }
    }
}

// What the command says.
extension Reader {
    fileprivate func checked(_ grid: Grid, in file: String) -> String {
        t(
            "\(file): no fault. \(grid.name.description) \(grid.version), \(grid.dimensions.count) dimensions, \(grid.checkpoints.count) checkpoints."
        )
    }

    fileprivate func added(_ grid: Grid) -> String { t("\(grid.name.description) \(grid.version) is in the database.") }

    fileprivate func unreadable(_ file: String) -> String { t("\(file) cannot be read.") }

    func taken(_ version: String) -> String {
        t("Version \(version) of this grid is here already, with other content. Give yours another version.")
    }

    fileprivate func line(_ fault: GridFault, in file: String) -> String {
        let place = fault.path.isEmpty ? "" : "\(fault.path): "
        return "\(file):\(fault.line): \(place)\(sentence(fault.kind))"
    }

    fileprivate func more(_ faults: GridFaults) -> [String] {
        faults.omitted == 0
            ? [] : [t("\(faults.omitted) more fault", "\(faults.omitted) more faults", count: faults.omitted)]
    }
}
