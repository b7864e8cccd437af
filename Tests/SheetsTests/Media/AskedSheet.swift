import Storage
import World

@testable import Forms

extension World {
    /// The edition of 2014 asks these questions, a line each, before the two that every form has, and its sheets tell these parts.
    func ask(_ questions: [String], told parts: [(title: String, field: String)]) async throws {
        let asked = questions.map { "      - {\($0)}" }.joined(separator: "\n")
        let told = parts.map { "  - {title: {fr: \($0.title)}, fields: [{id: \($0.field)}]}" }.joined(separator: "\n")
        try await database.write { connection in
            let form = try FormStore.adopt(
                """
                schema: rallynov.form/1
                form: {id: asked, version: 1.0.0, title: {fr: Demandé}}
                sections:
                  - id: asked
                    address: demande
                    title: {fr: Demandé}
                    fields:
                \(asked)
                  - id: who
                    address: qui
                    title: {fr: Qui}
                    fields:
                      - {id: title, kind: line, limit: 150, needed: true, label: {fr: Titre}}
                      - {id: organisation.name, kind: line, limit: 150, needed: true, label: {fr: Nom}}
                sheet:
                \(told)
                """, now: World.monday, in: connection)
            try FormStore.bind(form, to: World.edition2014, in: connection)
        }
    }

    /// The nursery's file answers this.
    func answer(_ field: String, _ value: AnswerValue) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), \(field), \(value.stored), \(World.monday))
                """)
        }
    }
}
