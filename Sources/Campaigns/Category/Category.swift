import Foundation
import Identifiers
import Storage
import TextSimilarity
import Web

/// One kind of file that an edition tells from others: questions, jurors and awards may be for it alone. Most editions have none.
public struct Category: Equatable, Sendable {
    public typealias ID = Identifier<Category>

    /// No category's code: in the address of a list, of what has none.
    public static let none = "-"

    /// More than anybody chooses among.
    public static let most = 12

    public let id: ID
    /// `sante-au-travail`: by this the form names it, and so does the edition made from this one. It never changes.
    public let code: String
    public var nameFR: String
    /// Empty where nobody wrote one; so is what it is for.
    public var nameEN: String
    public var purposeFR: String
    public var purposeEN: String

    public init(
        id: ID, code: String, nameFR: String, nameEN: String = "", purposeFR: String = "", purposeEN: String = ""
    ) {
        (self.id, self.code, self.nameFR, self.nameEN) = (id, code, nameFR, nameEN)
        (self.purposeFR, self.purposeEN) = (purposeFR, purposeEN)
    }

    /// A code of small letters made from a name, that no other category of the edition has.
    static func code(from name: String, unlike taken: Set<String>) -> String {
        let words = fold(name).split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        var code = ""
        for word in words where code.count + word.count < longestCode { code += (code.isEmpty ? "" : "-") + word }
        if code.first?.isLetter != true { code = "categorie" + (code.isEmpty ? "" : "-" + code) }
        guard taken.contains(code) else { return code }
        return (2...most + taken.count).lazy.map { "\(code)-\($0)" }.first { !taken.contains($0) } ?? code
    }

    private static let longestCode = 40
}

extension Edition {
    /// The category of a file or an award of this edition; nil without one.
    public func category(_ id: Category.ID?) -> Category? { id.flatMap { id in categories.first { $0.id == id } } }

    public func category(code: String) -> Category? { categories.first { $0.code == code } }
}

/// What stands for a category in other features, in sentences: it is removed only where there is none. Asked in the transaction.
public typealias CategoryUseFinder =
    @Sendable (_ category: Category, _ edition: Edition, _ reader: Reader, _ connection: any Connection) throws
    -> [String]

/// A category that others use still, and what uses it, in sentences.
struct CategoryUsed: Error, Equatable {
    let by: [String]
}

/// A category as somebody types it.
struct CategoryForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, tooLong
        /// Another category of the edition reads the same.
        case nameTaken
        /// The form was sent before, with something else in it.
        case keyTaken
        case tooMany
    }

    /// In letters.
    static let longestName = 80
    static let longestPurpose = 200

    var key = ""
    var nameFR = ""
    var nameEN = ""
    var purposeFR = ""
    var purposeEN = ""
    /// Of the edition, when the form was shown.
    var revision = 0

    init(key: String) { self.key = key }

    init(_ category: Category, revision: Int) {
        (key, nameFR, nameEN) = (category.id.description, category.nameFR, category.nameEN)
        (purposeFR, purposeEN, self.revision) = (category.purposeFR, category.purposeEN, revision)
    }

    init(_ fields: Fields) {
        (key, revision) = (fields.text("key") ?? "", fields.revision())
        (nameFR, nameEN) = (fields.text("name_fr") ?? "", fields.text("name_en") ?? "")
        (purposeFR, purposeEN) = (fields.text("purpose_fr") ?? "", fields.text("purpose_en") ?? "")
    }

    var problems: Set<Problem> {
        var problems: Set<Problem> = nameFR.isEmpty ? [.nameMissing] : []
        let isLong = [nameFR, nameEN].contains { $0.count > Self.longestName }
        if isLong || [purposeFR, purposeEN].contains(where: { $0.count > Self.longestPurpose }) {
            problems.insert(.tooLong)
        }
        return problems
    }

    func category(_ id: Category.ID, code: String) -> Category {
        Category(id: id, code: code, nameFR: nameFR, nameEN: nameEN, purposeFR: purposeFR, purposeEN: purposeEN)
    }

    /// Whether nobody could tell it from that one.
    func isCalled(as other: Category) -> Bool {
        fold(nameFR) == fold(other.nameFR) || !nameEN.isEmpty && fold(nameEN) == fold(other.nameEN)
    }
}
