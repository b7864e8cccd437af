import Testing

@testable import Grids

struct GridFileFaultsTests {
    typealias Kind = GridFault.Kind

    @Test func `a faultless file has no fault`() throws {
        #expect(try faults(in: SmallGrid.yaml) == [])
    }

    @Test(arguments: cases)
    func `one thing wrong is told with its line, its place and what was expected`(wrong: Case) throws {
        let yaml = try SmallGrid.yaml(wrong.passage, becomes: wrong.becomes)
        #expect(try faults(in: yaml) == [GridFault(line: wrong.line, path: wrong.path, kind: wrong.kind)])
    }

    @Test func `every fault is told at once, in the order of the lines`() throws {
        let yaml = try SmallGrid.yaml("rallynov.grid/1", becomes: "other/2").replacing(
            "weight: 40", with: "weight: many"
        )
        .replacing("informs: [need]", with: "informs: [neid]").replacing("{value: 1, fr: Un}, ", with: "")
        .replacing("title: {fr: Ailleurs}", with: "titel: {fr: Ailleurs}")
        #expect(
            try faults(in: yaml) == [
                GridFault(line: 1, path: "schema", kind: .wrongSchema(expected: "rallynov.grid/1")),
                GridFault(line: 27, path: "checkpoints[at-work].weight", kind: .expected(.wholeNumber)),
                GridFault(
                    line: 31, path: "checkpoints[at-work].informs[#1]",
                    kind: .unknownName("neid", .vocabulary, nearest: "need")),
                GridFault(line: 39, path: "checkpoints[at-home]", kind: .missingKey("title")),
                GridFault(line: 44, path: "checkpoints[at-home].titel", kind: .unknownKey("titel", nearest: "title")),
                GridFault(line: 52, path: "checkpoints[figures].levels", kind: .levelMissing(1)),
            ])
    }

    @Test func `a file that is no YAML is told where reading stopped`() throws {
        let fault = try #require(try faults(in: SmallGrid.yaml("min: 0", becomes: "min: 0: [")).first)
        #expect(fault.line == 8)
        #expect(fault.path.isEmpty)
        guard case .notYAML = fault.kind else { throw fault }
    }

    @Test(arguments: ["", "# nothing yet\n"])
    func `an empty file is told as such`(yaml: String) throws {
        #expect(try faults(in: yaml).map(\.kind) == [.empty])
    }

    @Test(arguments: ["hello", "- 1\n- 2", "---"])
    func `YAML that is no list of keys is no grid`(yaml: String) throws {
        #expect(try faults(in: yaml).map(\.kind) == [.expected(.keys)])
    }

    @Test func `a file over the limit is refused unread`() throws {
        let yaml = SmallGrid.yaml + "\n#" + String(repeating: "x", count: GridFile.limit)
        #expect(try faults(in: yaml).map(\.kind) == [.tooLarge(limit: 1_000_000)])
        let fitting = SmallGrid.yaml + "\n#"
        let padding = GridFile.limit - fitting.utf8.count
        #expect(try faults(in: fitting + String(repeating: "x", count: padding)) == [])
    }

    @Test func `bytes that are no UTF-8 are refused`() throws {
        let faults = #expect(throws: GridFaults.self) { try GridFile.grid(from: [0x66, 0xE9, 0x0A]) }
        #expect(faults?.faults.map(\.kind) == [.notUTF8])
    }

    @Test(arguments: [
        "a: &a [x]\nb: [*a, *a]", "{\"a\":&b c}", "? &a x\n: y", "[&a-1 x]", "a:\u{2028}&b c", "x\ty: &z 1",
    ])
    func `references are refused before they are followed`(yaml: String) throws {
        #expect(try faults(in: yaml).map(\.kind) == [.reference])
    }

    @Test func `an alias of nothing is refused on its line`() throws {
        #expect(try faults(in: "a: 1\nb: *a") == [GridFault(line: 2, path: "", kind: .reference)])
    }

    @Test func `a chain of references as long as the file ends no process`() throws {
        let links = (1...50_000).map { "- &a\($0) [*a\($0 - 1)]" }
        #expect(try faults(in: (["- &a0 x"] + links).joined(separator: "\n")).map(\.kind) == [.reference])
    }

    @Test(arguments: ["[", "{", "- ", "? "])
    func `deep nesting ends no process`(opening: String) throws {
        #expect(try !faults(in: String(repeating: opening, count: 300_000)).isEmpty)
    }

    @Test func `a file damaged anywhere is read or refused, and ends no process`() throws {
        let scalars = Array(SmallGrid.yaml.unicodeScalars)
        for start in stride(from: 0, to: scalars.count, by: 7) {
            for (length, other) in [(1, ""), (9, ""), (1, ": "), (2, "- ["), (3, "\n")] {
                let rest = scalars[min(start + length, scalars.count)...]
                let damaged = String(String.UnicodeScalarView(scalars[..<start])) + other
                _ = try faults(in: damaged + String(String.UnicodeScalarView(rest)))
            }
        }
    }

    @Test func `a thousand faults are counted, not all told`() throws {
        let lines = (1...1000).map { "key\($0): 1" }.joined(separator: "\n")
        let faults = #expect(throws: GridFaults.self) { try GridFile.grid(from: SmallGrid.yaml + "\n" + lines) }
        #expect(faults?.faults.count == 100)
        #expect(faults?.omitted == 900)
    }

    @Test func `names of faults that are not told are not looked for`() throws {
        let log = FaultLog()
        var looked = 0
        func kind() -> GridFault.Kind {
            looked += 1
            return .empty
        }
        for line in 1...30_000 { log.note(kind(), line: line, path: "") }
        #expect(looked == FaultLog.most && log.faults.count == FaultLog.most && log.count == 30_000)
    }

    private func faults(in yaml: String) throws -> [GridFault] {
        do {
            _ = try GridFile.grid(from: yaml)
            return []
        } catch {
            return error.faults
        }
    }
}

extension GridFileFaultsTests {
    /// What is written otherwise in the small grid, and the one fault that it makes.
    struct Case: CustomTestStringConvertible, Sendable {
        let passage: String
        let becomes: String
        let line: Int
        let path: String
        let kind: GridFault.Kind

        init(_ passage: String, _ becomes: String, _ line: Int, _ path: String, _ kind: GridFault.Kind) {
            (self.passage, self.becomes, self.line, self.path, self.kind) = (passage, becomes, line, path, kind)
        }

        var testDescription: String { "\(passage) → \(becomes)" }
    }

    static let cases = fileCases + scaleCases + weightCases + nameCases

    private static let fileCases = [
        Case("schema: rallynov.grid/1\n", "", 1, "", .missingKey("schema")),
        Case("id: small", "id: Small grid", 2, "id", .expected(.name)),
        Case("version: 1.0.0", "version: [1]", 3, "version", .expected(.version)),
        Case("version: 1.0.0", "version: 1.0.0\nversion: 2", 3, "", .duplicateKey("version")),
        Case("[fr, en]", "[en]", 4, "languages", .noFrench),
        Case("[fr, en]", "[fr, de]", 4, "languages[#2]", .unsupported("de", allowed: ["fr", "en"])),
        Case("{fr: \"Petite grille\", en", "{en", 5, "title", .noFrench),
        Case("\"Petite grille\"", "\" \"", 5, "title.fr", .expected(.text)),
        Case("{fr: \"Petite grille\", en: \"Small grid\"}", "Petite grille", 5, "title", .expected(.keys)),
        Case("en: \"Small grid\"", "de: Gitter", 5, "title.de", .unknownKey("de", nearest: nil)),
        Case(
            "method: weighted-mean", "method: median", 15, "scoring.method",
            .unsupported("median", allowed: ["weighted-mean"])),
        Case("core: true", "core: perhaps", 28, "checkpoints[at-work].core", .expected(.trueOrFalse)),
        Case("informs: [need]", "informs: need", 31, "checkpoints[at-work].informs", .expected(.list)),
        Case("en: [One, Two]", "en: [One]", 36, "checkpoints[at-work].evidence", .unequalLists(french: 2, english: 1)),
        Case("guidance: {fr: Regarder}", "guidance: {fr: }", 35, "checkpoints[at-work].guidance.fr", .expected(.text)),
    ]

    private static let scaleCases = [
        Case("min: 0", "min: 11", 8, "scale.min", .scaleStart(allowed: 0...10)),
        Case("labels: [{value: 0, fr: Absent}, ", "labels: [", 10, "scale.labels", .levelMissing(0)),
        Case(
            "            - {id: not-documented, fr: \"Non documenté\"}\n".unindented, "", 11, "scale.special",
            .missingKey("not-documented")),
        Case(
            "id: not-documented", "id: not-documented, effect: none", 13, "scale.special[not-documented].effect",
            .unsupported("none", allowed: ["blocks-final-mark"])),
        Case(
            "comment_required_for: [0, 2]", "comment_required_for: [0, 4]", 16, "scoring.comment_required_for[#2]",
            .levelOffScale(4, scale: 0...2)),
        Case(
            "{value: 2, fr: Plusieurs}", "{value: 2, fr: Plusieurs}, {value: 3, fr: Trop}", 52,
            "checkpoints[figures].levels[3].value", .levelOffScale(3, scale: 0...2)),
        Case(
            "{value: 2, fr: Plusieurs}", "{value: 2, fr: Plusieurs}, {value: 2, fr: Trop}", 52,
            "checkpoints[figures].levels[2]", .duplicate("2")),
        Case("max: 2", "max: 21", 9, "scale.max", .scaleEnd(allowed: 1...20)),
        Case("{value: 1, fr: Un}", "{value: 1, en: One}", 52, "checkpoints[figures].levels[1]", .noFrench),
    ]

    private static let weightCases = [
        Case("weight: 40", "weight: 0", 27, "checkpoints[at-work].weight", .weightNotPositive(0)),
        Case("weight: 40", "weight: -40", 27, "checkpoints[at-work].weight", .weightNotPositive(-40)),
        Case("weight: 40", "weight: 4.5", 27, "checkpoints[at-work].weight", .expected(.wholeNumber)),
        Case("weight: 40", "weight: 41", 22, "dimensions[life]", .dimensionWeight(said: 70, checkpoints: 71)),
        Case(
            "[need]\n", "[need]\n    colour: red\n", 32, "checkpoints[at-work].colour",
            .unknownKey("colour", nearest: nil)),
        Case("weight: 70, title", "title", 22, "dimensions[life]", .missingKey("weight")),
    ]

    private static let nameCases = [
        Case("id: figures", "id: at-home", 47, "checkpoints[at-home]", .duplicate("at-home")),
        Case(
            "dimension: proof", "dimension: prof", 48, "checkpoints[figures].dimension",
            .unknownName("prof", .dimension, nearest: "proof")),
        Case(
            "one_of: where\n            informs".unindented, "one_of: elsewhere\n    informs", 30,
            "checkpoints[at-work].one_of", .unknownName("elsewhere", .set, nearest: nil)),
        Case(
            "where: [at-work, at-home]", "where: [at-work, at-home, at-sea]", 18, "scoring.one_of_sets.where[#3]",
            .unknownName("at-sea", .checkpoint, nearest: nil)),
        Case("where: [at-work, at-home]", "where: [at-home]", 25, "checkpoints[at-work]", .notMember(of: "where")),
        Case(
            "tags: {need: [health]}", "tags: {need: [helth]}", 32, "checkpoints[at-work].tags.need[#1]",
            .unknownName("helth", .term, nearest: "health")),
        Case(
            "tags: {need: [health]}", "tags: {needs: [health]}", 32, "checkpoints[at-work].tags.needs",
            .unknownName("needs", .vocabulary, nearest: "need")),
        Case(
            "crosswalk: {esid: outputs}", "crosswalk: {opsi: outputs}", 38, "checkpoints[at-work].crosswalk.opsi",
            .unknownName("opsi", .source, nearest: nil)),
        Case(
            "informs: [need]", "informs: [kind]", 31, "checkpoints[at-work].informs[#1]",
            .unknownName("kind", .vocabulary, nearest: nil)),
    ]
}

extension String {
    /// As the small grid has it, whose literal is indented by eight.
    fileprivate var unindented: String { replacing("            ", with: "    ") }
}
