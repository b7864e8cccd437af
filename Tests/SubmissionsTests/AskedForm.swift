import Foundation
import StorageTesting
import World

@testable import Forms

/// A world whose edition of 2014 asks by another form.
enum AskedForm {
    /// What the program has in `Reference/forms/NAME.yaml`.
    static func world(_ name: String) async throws -> World {
        let text = try String(
            contentsOfFile: "\(World.root)/Reference/forms/\(name).yaml", encoding: .utf8)
        let world = try await World()
        try await bind(text, in: world)
        return world
    }

    /// One part of these questions, before the two that every form has.
    static func world(asking fields: String, _ engine: Engine = .sqlite) async throws -> World {
        let world = try await World(engine)
        try await bind(
            """
            schema: rallynov.form/1
            form: {id: asked, version: 1.0.0, title: {fr: Demandé}}
            sections:
              - id: asked
                address: demande
                title: {fr: Demandé, en: Asked}
                fields:
            \(fields)
              - id: who
                address: qui
                title: {fr: Qui}
                fields:
                  - {id: title, kind: line, limit: 150, needed: true, label: {fr: Titre}}
                  - {id: organisation.name, kind: line, limit: 150, needed: true, label: {fr: Nom}}
            sheet: []
            """, in: world)
        return world
    }

    private static func bind(_ yaml: String, in world: World) async throws {
        try await world.database.write { connection in
            let form = try FormStore.adopt(yaml, now: World.monday, in: connection)
            try FormStore.bind(form, to: World.edition2014, in: connection)
        }
    }
}
