import Documents
import Foundation
import Testing
import Web
import Workers

/// Where papers are made for real, and what looks at them; each says so when this machine does not have it.
enum Workshop {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static let environment = ProcessInfo.processInfo.environment

    /// `bin/setup` prepares it.
    static let python = environment["RALLYNOV_PYTHON"] ?? root + "/.venv/bin/python"
    static let hasPython = FileManager.default.isExecutableFile(atPath: python)

    /// `bin/setup --with-services` prepares it.
    private static let checker = environment["RALLYNOV_PDFUA"] ?? root + "/.venv-services/bin/pdfua"
    static let hasChecker = hasPython && FileManager.default.isExecutableFile(atPath: checker)

    static func papers(_ limits: LineWorker.Limits = LineWorker.Limits()) -> Papers {
        Papers(root: root, python: python, limits: limits)
    }

    static func reader(_ language: Language) -> Reader {
        var frame = Frame()
        (frame.agency, frame.campaign, frame.address) = ("Agence Ressort", "Prix 2014", "https://rallynov.test")
        return Reader(language: language, phrasebook: .english, frame: frame)
    }

    /// With a part of every kind.
    static func paper(_ template: String, saying words: String = "Bonjour", for language: Language = .french) -> Paper {
        var paper = Paper(template, title: "Un pain qui attend", kicker: "Prix 2014", for: reader(language))
        paper.state = .init(.sent, "Transmis")
        paper.number = .init("Numéro", "2014-007")
        paper.facts = [.init("Organisation", words)]
        let french = language == .french ? nil : PaperLanguage("fr")
        paper.parts = [
            .chapter("Le besoin", lead: words), .question("Quoi ?", note: words),
            .text("\(words)\n\n\(words)", in: french),
            .list([words, "deux"], in: french),
            .steps([.init(when: "mars 2011", text: words)], head: ["Quand", "Quoi"]),
            .table(head: ["A", "B"], rows: [[words, "2"], ["3", "4"]], in: french), .quote(words, by: "boulanger"),
            .link(words, to: "https://example.org/a"), .link(words, to: "javascript:alert(1)"),
            .levels([.init(value: "0", label: "Absent", text: words)], head: ["Niveau", "Mot", "Sens"]), .newPage,
            .lines(3), .boxes(["oui", words]), .blank(head: ["A", "B"], rows: 3), .small(words),
        ]
        paper.notes = [words]
        return paper
    }

    /// The smallest picture: one point.
    static let png: [UInt8] = [UInt8](
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
            ?? Data())

    /// What somebody reads in it.
    static func text(of pdf: [UInt8]) async throws -> String {
        String(decoding: try await Tool("pdftotext").run(["-q", "-", "-"], input: pdf), as: UTF8.self)
    }

    /// What the file says of itself.
    static func facts(of pdf: [UInt8]) async throws -> String {
        String(decoding: try await Tool("pdfinfo").run(["-"], input: pdf), as: UTF8.self)
    }

    /// What is found against it as PDF/UA-1; empty where nothing is.
    static func findings(in pdf: [UInt8]) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let said = try await Tool(checker, limits: .init(memory: 2_000_000_000, seconds: 60, patience: 90)).run([
            "check", file.path,
        ])
        let words = String(decoding: said, as: UTF8.self)
        return words.contains("result: PASS") ? "" : words
    }
}
