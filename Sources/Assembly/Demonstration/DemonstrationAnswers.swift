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
            ("need", entry.need ?? ""), ("before", entry.before ?? ""), ("response", entry.response ?? ""),
            ("who_with", entry.who_with ?? ""), ("effects", entry.effects ?? ""), ("risk", entry.risk ?? ""),
            ("reuse", entry.reuse ?? ""),
        ]
        if let steps = entry.steps { answers.append(("steps", try json(steps))) }
        if let indicators = entry.indicators { answers.append(("indicators", try json(indicators))) }
        if let cost = entry.cost { answers.append(("cost", try json(cost))) }
        if let quote = entry.quote { answers.append(("quote", try json(quote))) }
        let lists = [
            ("difficulties", entry.difficulties), ("levers", entry.levers),
            ("reuse_conditions", entry.reuse_conditions),
        ]
        for (field, entries) in lists { if let entries { answers.append((field, try json(entries))) } }
        for (vocabulary, terms) in entry.tags { answers.append(("tags.\(vocabulary)", try json(terms))) }
        if entry.transmitted != nil { answers += [("rules_accepted", "on"), ("publication_agreed", "on")] }
        return answers
    }

    private func organisation(_ entry: InitiativeEntry) -> [(field: String, value: String)] {
        guard let organisation = files.organisations.first(where: { $0.id == entry.organisation }) else { return [] }
        return [
            ("organisation.name", organisation.name), ("organisation.kind", organisation.kind),
            ("organisation.siret", organisation.siret ?? ""), ("organisation.rna", organisation.rna ?? ""),
            ("organisation.commune", organisation.commune.name),
            ("organisation.department", organisation.commune.department),
            ("organisation.activity", organisation.activity.fr),
            ("organisation.size_bracket", organisation.size_bracket ?? ""),
        ]
    }
}
