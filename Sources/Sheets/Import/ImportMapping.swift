import Forms
import Foundation
import Organisations
import Submissions

/// Which column of somebody's list says what: read from `Reference/imports/*.yaml`.
public struct ImportMapping: Equatable, Sendable {
    /// Stands before the source's own keys, so that two sources never mix.
    public let id: String
    /// What the source is written in.
    public let language: LanguageColumn
    /// Shown with every sheet.
    public let source: SheetSource
    /// The column of the source's own key.
    public let key: String
    /// By the part of a sheet.
    public let texts: [String: TextColumn]
    /// The part that tells dates.
    public let stepsPart: String?
    public let website: String?
    public let steps: [StepColumn]
    public let organisation: Carrier?
    /// By vocabulary.
    public let tags: [String: TermColumn]

    /// The parts of a sheet that a column can fill besides its title: a summary, and what the form tells in texts.
    static func parts(of form: Form) -> [String] {
        let told = form.sheetLines.filter { line in
            switch line.kind {
            case .line, .text, .number, .money, .date, .period, .film, .address: line.id != SheetPart.description
            default: false
            }
        }
        return ["strapline"] + told.map(\.id) + [SheetPart.description]
    }

    public struct TextColumn: Equatable, Sendable {
        public let column: String
        public let isMarkdown: Bool
        /// Columns whose text stands in this one too, and is taken out of it.
        public let without: [String]
    }

    public struct LanguageColumn: Equatable, Sendable {
        /// Nil when every row is written in the same one.
        public let column: String?
        /// By what stands there, folded.
        public let values: [String: String]
        /// Of a row that says none, or none that is known.
        public let usual: String

        static let known = [
            "fr": "fr", "fra": "fr", "fre": "fr", "francais": "fr", "french": "fr", "en": "en", "eng": "en",
            "anglais": "en", "english": "en",
        ]
    }

    /// A date of the source, and what happened then.
    public struct StepColumn: Equatable, Sendable {
        public let column: String
        public let text: String
    }

    /// Values of the source, by `ImportCells.termKey`, as ours. A value that is not listed is reported with its count.
    public struct TermColumn: Equatable, Sendable {
        /// Nil when every row has the same terms.
        public let column: String?
        public let separator: String?
        public let values: [String: [String]]
        /// The terms of every row.
        public let always: [String]
    }

    public struct Carrier: Equatable, Sendable {
        public let name: String
        public let separator: String?
        public let siret: String?
        public let rna: String?
        public let kind: TermColumn?
        public let size: TermColumn?
        public let communeCode: String?
        public let communeName: String?
        public let department: String?
        public let country: TermColumn?
        public let latitude: String?
        public let longitude: String?
        public let website: String?
    }
}

extension ImportMapping {
    /// Every column it names, each once, in order.
    var columns: [String] {
        var columns = [key] + [language.column].compactMap(\.self)
        let parts = ["title", "strapline"] + texts.keys.sorted()
        for part in parts { columns += texts[part].map { [$0.column] + $0.without } ?? [] }
        columns += [website].compactMap(\.self) + steps.map(\.column)
        columns += organisation?.columns ?? []
        columns += tags.keys.sorted().compactMap { tags[$0]?.column }
        var seen: Set<String> = []
        return columns.filter { seen.insert($0).inserted }
    }
}

extension ImportMapping.Carrier {
    fileprivate var columns: [String] {
        [
            name, siret, rna, kind?.column, size?.column, communeCode, communeName, department, country?.column,
            latitude,
            longitude, website,
        ].compactMap(\.self)
    }
}
