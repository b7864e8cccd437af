import Foundation

/// Every sentence of `Sources/`, with the files that say it.
struct SentencesOfTheCode {
    private(set) var files: [UsedSentence: [String]] = [:]
    /// `Sources/Jury/AssessmentViews.swift:12: …`
    private(set) var problems: [String] = []

    init(root: URL) throws {
        let sources = root.appending(path: "Sources").path
        let found = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        for file in found.filter({ $0.hasSuffix(".swift") }).sorted() {
            add(try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8), of: "Sources/\(file)")
        }
    }

    init(code: [String: String]) {
        for (file, text) in code.sorted(by: { $0.key < $1.key }) { add(text, of: file) }
    }

    private mutating func add(_ code: String, of file: String) {
        let scanner = SentenceScanner(code)
        for sentence in Set(scanner.found.map(\.sentence)) { files[sentence, default: []].append(file) }
        problems += scanner.problems.map { "\(file):\($0.line): \($0.reason)" }
        if mayHidePhrases(code, of: file) {
            problems.append(
                "\(file): sentences are said by t(\"…\") only, so that all of them can be found; no other Phrase")
        }
    }

    private func mayHidePhrases(_ code: String, of file: String) -> Bool {
        !file.hasPrefix("Sources/Words/") && file != "Sources/Web/Reader.swift"
            && code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains("Phrase")
    }
}
