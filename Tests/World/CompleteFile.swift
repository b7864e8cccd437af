import Forms
import Foundation
import Storage
import Submissions

/// A file in which everything that is needed is said.
public enum CompleteFile {
    public static let answers = Answers([
        "organisation.name": .text("Boulangerie Levain d'Aubépine"), "organisation.kind": .text("company"),
        "organisation.siret": .text("000 010 041 00010"), "organisation.commune": .text("Poligny"),
        "organisation.department": .text("39"), "contact.name": .text("Romain"),
        "contact.email": .text("romain@example.org"), "title": .text("Un pain qui attend le matin"),
        "strapline": .text("La nuit est rendue à ceux qui dorment."), "tags.need": .list(["working-conditions"]),
        "need": .text("On pétrissait à deux heures."), "response": .text("La pâte pousse au froid, la nuit."),
        "who_with": .text("Les deux boulangers et le médecin du travail."),
        "effects": .text("Chacun dort."), "not_measured": .text("on"), "rules_accepted": .text("on"),
    ])

    /// The default form, read.
    public static let form: Form = {
        guard let form = try? FormFile.form(from: World.defaultForm()) else { preconditionFailure("no default form") }
        return form
    }()

    /// The same questions as another version, as YAML.
    public static func yaml(version: String) throws -> String {
        try World.defaultForm().replacing("version: \(form.version)", with: "version: \(version)")
    }

    public static let fields = form.fields.filter { !answers[$0].isEmpty }

    /// Puts these answers in a file of the world.
    public static func fill(_ id: Submission.ID, in world: World, without missing: Set<String> = []) async throws {
        try await world.database.write { connection in
            for field in fields where !missing.contains(field.id) {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(id), \(field.id), \(answers[field].stored), \(World.monday))
                    """)
            }
            try SubmissionStore.noteFiles(in: connection)
        }
    }
}
