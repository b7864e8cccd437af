import Foundation
import Web
import Words

/// A text that staff write and pages show.
public struct PageText: Equatable, Sendable {
    public enum Name: String, CaseIterable, Sendable {
        case legalNotice = "legal-notice"
        case privacy
        case accessibility
        case rules
        case homeTitle = "home-title"
        case homeLead = "home-lead"

        /// Those that an edition may say in its own way.
        public static let ofEditions: [Name] = [.rules, .homeTitle, .homeLead]

        var isShort: Bool { self == .homeTitle }
    }

    public let body: String
    /// The language it is written in: not always the one asked for.
    public let language: Language
    public let updatedAt: Date
    public let revision: Int

    /// What is still to be filled in: `{{adresse postale}}`.
    static func blanks(in body: String) -> [String] {
        body.matches(of: /\{\{([^{}]*)\}\}/).map { $0.1.trimmingCharacters(in: .whitespaces) }
    }

    /// Good to be shown: written, and without a blank.
    public static func isComplete(_ body: String) -> Bool {
        body.contains { !$0.isWhitespace } && blanks(in: body).isEmpty
    }
}

/// Both languages of a text as somebody types them.
struct TextForm: Equatable, Sendable {
    var bodies: [Language: String]
    var revisions: [Language: Int]

    init(_ texts: [Language: PageText]) {
        bodies = texts.mapValues(\.body)
        revisions = texts.mapValues(\.revision)
    }

    init(_ fields: Fields) {
        bodies = [:]
        revisions = [:]
        for language in Language.allCases {
            bodies[language] = fields["body_\(language.rawValue)"]?.trimmingCharacters(in: .whitespacesAndNewlines)
            revisions[language] = fields.revision("revision_\(language.rawValue)")
        }
    }

    /// The same words on the texts as they are now.
    func at(_ texts: [Language: PageText]) -> TextForm {
        var form = self
        form.revisions = texts.mapValues(\.revision)
        return form
    }
}

/// What a text may start from, as the project ships it.
public struct TextTemplates: Sendable {
    private let folder: String

    /// The folder `Reference/texts`.
    public init(folder: String) { self.folder = folder }

    /// With the agency's own name, as French sentences say it too, its addresses, and the territory of the campaign, where they are
    /// given. Nil when there is none.
    func template(
        _ name: PageText.Name, _ language: Language, for agency: Agency, in campaign: Campaign? = nil
    ) -> String? {
        let path = "\(folder)/\(name.rawValue).\(language.rawValue).md"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let agencyName = agency.name(in: language)
        let spoken = SpokenName(agencyName)
        let known = [
            "agence.nom": agencyName, "agence.debut": spoken.first, "agence.sujet": spoken.inside,
            "agence.de": spoken.of,
            "agence.courriel": agency.email, "agence.telephone": agency.phone,
            "campagne.territoire": campaign?.territory(in: language) ?? "",
        ]
        // All at once: a name in which somebody typed braces stays that name.
        return text.replacing(/\{\{([a-z.]+)\}\}/) { blank in
            known[String(blank.1)].flatMap(\.ifFilled) ?? String(blank.0)
        }
    }
}
