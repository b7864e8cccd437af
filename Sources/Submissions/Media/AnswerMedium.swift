import Forms
import Media

/// A file or a picture that answers a question, with what was made of it to show it.
struct AnswerMedium: Equatable, Sendable {
    /// In place of a form: the file as it came, and of a picture the largest that was made of it.
    static let whole = "entier"

    let medium: Medium
    let forms: [StoredForm]

    /// Of a type that browsers know, the one that is nearest to that many pixels.
    func form(_ type: String, near width: Int) -> StoredForm? {
        forms.filter { $0.type == type }.min { ($0.width - width).magnitude < ($1.width - width).magnitude }
    }
}

extension MediaLimits {
    /// Of one file or picture, in bytes.
    static let mostOfAnswer = 20_000_000
    /// Of all that the file of a practice holds, in bytes.
    static let mostOfFile = 200_000_000

    /// Nil where the question is not answered by files.
    init?(of field: FormField) {
        switch field.kind {
        case .file:
            self.init([.paper], most: Self.mostOfAnswer, mostInAll: Self.mostOfFile, count: field.mostRows)
            // Known by its first bytes: what this question does not take is not waited for.
            types = Set(field.mediaTypes.map(\.name))
        case .picture: self.init([.picture], most: Self.mostOfAnswer, mostInAll: Self.mostOfFile, count: field.mostRows)
        default: return nil
        }
    }
}

extension FormField {
    /// What is offered to be chosen for it; nothing where pictures are asked for, of which each machine has its own.
    var mediaTypes: [MediaType] {
        guard case .file(let papers) = kind else { return [] }
        return papers.kinds.flatMap(\.types)
    }

    /// Whether it may be answered by something of that type, as `application/pdf`.
    func takes(_ type: String) -> Bool {
        guard case .file(let papers) = kind else { return kind.isOfMedia }
        return papers.kinds.flatMap(\.types).contains { $0.name == type }
    }
}

extension FormField.Papers.Kind {
    fileprivate var types: [MediaType] {
        switch self {
        case .pdf: [.pdf]
        case .document: [.docx, .odt, .text]
        case .table: [.xlsx, .ods, .csv]
        case .slides: [.pptx, .odp]
        }
    }
}
