import Campaigns
import Storage
import StorageTesting
import Testing
import World

@testable import Forms

struct FormStoreTests {
    @Test(arguments: Engine.available)
    func `an edition keeps the form its first file was begun with, and the first file sent fixes it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (first, second) = (CompleteFile.form.version, try CompleteFile.yaml(version: "8.0.0"))
        try await world.database.write { connection in
            let edition = World.edition2014
            #expect(try FormStore.form(of: edition, in: connection).version == first)
            try FormStore.settle(edition, in: connection)
            let other = try FormStore.adopt(second, now: World.monday, in: connection)
            #expect(try FormStore.adopt(second + "# Twice\n", now: World.monday, in: connection) == other)
            try FormStore.bind(other, to: edition, in: connection)
            try FormStore.settle(edition, in: connection)
            #expect(try FormStore.form(of: edition, in: connection).version == "8.0.0")
            try FormStore.freeze(edition, at: World.monday, in: connection)
            try FormStore.bind(other, to: edition, in: connection)
            let third = try FormStore.adopt(
                CompleteFile.yaml(version: "9.0.0"), now: World.monday, in: connection)
            #expect(throws: FormStore.Refusal.frozen(since: World.monday)) {
                try FormStore.bind(third, to: edition, in: connection)
            }
        }
    }

    @Test func `a version that says something else is refused`() async throws {
        let world = try await World()
        let yaml = try World.defaultForm()
        try await world.database.write { connection in
            _ = try FormStore.adopt(yaml, now: World.monday, in: connection)
            #expect(throws: FormStore.Refusal.versionTaken(CompleteFile.form.version)) {
                try FormStore.adopt(yaml.replacing("SIRET", with: "Siret"), now: World.monday, in: connection)
            }
        }
    }
}
