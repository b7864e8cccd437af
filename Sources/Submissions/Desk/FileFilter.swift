import Forms
import Organisations
import TextSimilarity
import Web

/// What staff look for in the list of files, as the address says it.
struct FileFilter: Equatable, Sendable {
    var words = ""
    var state: Submission.State?
    var eligibility: Submission.Eligibility?
    var department = ""
    var size: SizeClass?

    /// Headcounts as the lists group them.
    enum SizeClass: String, CaseIterable, Sendable {
        case tiny = "0-9"
        case small = "10-49"
        case medium = "50-249"
        case large = "250"

        func holds(_ bracket: SizeBracket) -> Bool {
            switch self {
            case .tiny: bracket.least < 10
            case .small: 10..<50 ~= bracket.least
            case .medium: 50..<250 ~= bracket.least
            case .large: bracket.least >= 250
            }
        }
    }

    init() {}

    init(_ query: Fields) {
        words = query.text("q") ?? ""
        state = query.text("etat").flatMap(Submission.State.init(rawValue:))
        eligibility = query.text("recevabilite").flatMap(Submission.Eligibility.init(rawValue:))
        department = query.text("dep") ?? ""
        size = query.text("taille").flatMap(SizeClass.init(rawValue:))
    }

    func admits(_ file: SubmissionFile) -> Bool {
        let submission = file.submission
        guard state == nil || submission.state == state else { return false }
        // A file that is not in has not been looked at.
        guard eligibility == nil || submission.state == .transmitted && submission.eligibility == eligibility else {
            return false
        }
        guard department.isEmpty || file.department == department else { return false }
        if let size { guard let bracket = file.size, size.holds(bracket) else { return false } }
        return words.isEmpty || matches(file)
    }

    private func matches(_ file: SubmissionFile) -> Bool {
        let text = fold([file.submission.number ?? "", file.title, file.organisationName].joined(separator: " "))
        return fold(words).split { $0.isWhitespace }.allSatisfy { text.contains($0) }
    }
}

extension SubmissionFile {
    var department: String { answers.text("organisation.department").uppercased() }

    var size: SizeBracket? {
        SizeBracket(answers.text("organisation.size_bracket"))
            ?? organisation?.headcount.map(SizeBracket.init(headcount:))
    }

    static let columns = ["numero", "titre", "organisation", "departement", "etat", "rempli", "modifie"]

    static func sorted(_ files: [SubmissionFile], _ order: ListOrder) -> [SubmissionFile] {
        switch order.column {
        case "titre": order.sorted(files) { fold($0.title) }
        case "organisation": order.sorted(files) { fold($0.organisationName) }
        case "departement": order.sorted(files) { $0.department }
        case "etat": order.sorted(files) { "\($0.submission.state.rawValue) \($0.submission.eligibility.rawValue)" }
        case "rempli": order.sorted(files) { $0.answers.percent }
        case "modifie": order.sorted(files) { $0.submission.updatedAt }
        // Drafts have no number: they come last.
        default: order.sorted(files) { $0.submission.number ?? "~\($0.title)" }
        }
    }
}
