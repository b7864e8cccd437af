import Forms
import Foundation
import Organisations
import Sheets
import Submissions

extension DemonstrationWriter {
    /// What the file's form holds, by field.
    func answers(_ entry: InitiativeEntry) throws -> [(field: String, value: String)] {
        var answers = organisation(entry)
        answers += [
            ("contact.name", entry.contact?.first_name ?? ""), ("contact.role", entry.contact?.role ?? ""),
            ("contact.email", entry.contact?.email ?? ""), ("title", entry.title), ("strapline", entry.strapline ?? ""),
        ]
        for (field, value) in entry.content(try FormStore.standard(in: connection).form).values
        where !["title_en", "summary_en"].contains(field) {
            if case .text(let text) = value {
                answers.append((field, text))
            } else {
                answers.append((field, try json(value)))
            }
        }
        for (vocabulary, terms) in entry.tags { answers.append(("tags.\(vocabulary)", try json(terms))) }
        if entry.transmitted != nil { answers += [("rules_accepted", "on"), ("publication_agreed", "on")] }
        return answers
    }

    private func organisation(_ entry: InitiativeEntry) -> [(field: String, value: String)] {
        guard let organisation = files.organisations.first(where: { $0.id == entry.organisation }) else { return [] }
        return [
            ("organisation.name", organisation.name), ("organisation.kind", organisation.formKind),
            ("organisation.siret", organisation.siret ?? ""), ("organisation.rna", organisation.rna ?? ""),
            ("organisation.commune", organisation.commune.name),
            ("organisation.department", organisation.commune.department),
            ("organisation.activity", organisation.activity.fr),
            ("organisation.size_bracket", organisation.size_bracket ?? ""),
        ]
    }
}
