import Foundation
import World

/// The project's own Swift files, for tests that read them.
struct SourceFile {
    /// From the project's folder: `Sources/Jury/AssessmentStore.swift`.
    let path: String
    let text: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var module: String { String(path.split(separator: "/")[1]) }
    var imports: Set<String> {
        Set(
            text.matches(of: /(?m)^(?:@testable |public )?import (?:struct |class |enum |func )?(\w+)/).map {
                String($0.1)
            })
    }

    static func all(in folder: String) -> [SourceFile] {
        let files =
            FileManager.default.enumerator(atPath: "\(World.root)/\(folder)")?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".swift") }.compactMap { file in
            guard let text = try? String(contentsOfFile: "\(World.root)/\(folder)/\(file)", encoding: .utf8) else {
                return nil
            }
            return SourceFile(path: "\(folder)/\(file)", text: text)
        }
    }
}
