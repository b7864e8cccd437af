import Forms
import Organisations
import Web

// What the jury reads of whose a file is: whoever writes one may name any organisation in it.
extension SubmissionFile {
    /// The record that staff have confirmed the file to be of; nil until then.
    private var confirmedRecord: Organisation? {
        organisation.flatMap { $0.id == submission.confirmedOrganisation ? $0 : nil }
    }

    /// It calls its organisation so, and nobody has confirmed that.
    var isNamedByOwner: Bool {
        confirmedRecord == nil && !answers.text(OrganisationFact.name.rawValue).isEmpty
    }

    /// Its answers as they are shown to whoever asks: to the jury, what names the organisation is what its record says, once that
    /// is confirmed. Authors and the agency read what was typed.
    var shownAnswers: Answers {
        var answers = toldAnswers
        guard omitsContact, let record = confirmedRecord else { return answers }
        for fact in OrganisationFact.naming {
            let known = fact.value(of: record)
            guard !known.isEmpty, let field = form[id: fact.rawValue] else { continue }
            answers[field] = .text(known)
        }
        return answers
    }

    /// True of an answer that names the organisation, where no confirmed record bears it out.
    func isOwnersWord(_ field: FormField) -> Bool {
        guard omitsContact, let fact = OrganisationFact(rawValue: field.id), OrganisationFact.naming.contains(fact)
        else {
            return false
        }
        return confirmedRecord.map { fact.value(of: $0).isEmpty } ?? true
    }
}

extension OrganisationFact {
    /// By these one organisation is told from another.
    static let naming: [OrganisationFact] = [.name, .siret, .rna]
}

extension Reader {
    /// What the jury calls the organisation of a file, above it.
    public func organisationWords(of file: SubmissionFile) -> String {
        let name = typeset(file.organisationName)
        return file.isNamedByOwner ? "\(name) (\(ownersWord))" : name
    }

    /// Beside what names an organisation and was not confirmed.
    var ownersWord: String { t("according to the owner of the file, not confirmed by the agency") }
}
