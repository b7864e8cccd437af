import Foundation

extension SourceFile {
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// Its number of lines; what follows the last line end is none.
    var length: Int { lines.count - (text.hasSuffix("\n") ? 1 : 0) }

    struct Function {
        /// Counted from 1.
        let line: Int
        let lines: Int
    }

    /// Functions, initialisers and subscripts with a body. The formatter's indentation shows where each ends: at the brace
    /// that stands as far left as it begins.
    var functions: [Function] {
        let lines = lines
        let protocols = lines.indices.compactMap { start -> Range<Int>? in
            guard lines[start].contains("protocol "),
                let head = lines[start].firstMatch(of: /^( *)(?:[a-z]+ )*protocol\b/)
            else { return nil }
            return start..<end(of: start, margin: head.1, in: lines)
        }
        return lines.indices.compactMap { start in
            // Few lines come as far as the regular expression, which is slow.
            guard ["func ", "init", "subscript"].contains(where: lines[start].contains),
                !protocols.contains(where: { $0.contains(start) }),
                let head = lines[start].firstMatch(of: /^( *)(?:[a-z@][\w()@]* )*(?:func |init[(?<]|subscript[(<])/)
            else { return nil }
            if lines[start].hasSuffix("}") { return Function(line: start + 1, lines: 1) }
            return Function(line: start + 1, lines: end(of: start, margin: head.1, in: lines) - start + 1)
        }
    }

    private func end(of start: Int, margin: Substring, in lines: [Substring]) -> Int {
        lines[start...].dropFirst().firstIndex { $0 == margin + "}" } ?? start
    }
}

/// The largest of each kind in a module of `Sources/`.
struct ModuleSize: Equatable {
    let module: String
    let files: Int
    let longestFile: Int
    let largestFolder: Int
    let longestFunction: Int

    static func all(_ sources: [SourceFile]) -> [ModuleSize] {
        Dictionary(grouping: sources, by: \.module).sorted { $0.key < $1.key }.map { module, files in
            ModuleSize(
                module: module, files: files.count, longestFile: files.map(\.length).max() ?? 0,
                largestFolder: Dictionary(grouping: files, by: \.folder).values.map(\.count).max() ?? 0,
                longestFunction: files.flatMap(\.functions).map(\.lines).max() ?? 0)
        }
    }

    static func table(_ sizes: [ModuleSize]) -> String {
        let rows = sizes.map { [$0.files, $0.longestFile, $0.largestFolder, $0.longestFunction].map(String.init) }
        let heads = ["files", "longest file", "largest folder", "longest function"]
        return zip(["module"] + sizes.map(\.module), [heads] + rows).map { module, cells in
            let name = module.padding(toLength: 18, withPad: " ", startingAt: 0)
            return name + cells.map { String(repeating: " ", count: max(0, 18 - $0.count)) + $0 }.joined()
        }.joined(separator: "\n")
    }
}
