import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations

struct OrganisationListTests {
    private static let list = "/agence/organisations"

    @Test(arguments: Engine.available)
    func `a list asks as much of 300 organisations as of 60, and reads a page of them`(engine: Engine) async throws {
        for path in [
            Self.list, "\(Self.list)?tri=-initiatives", "\(Self.list)?tri=lieu&page=2", "\(Self.list)?q=atelier",
        ] {
            let (few, many) = try await (
                Self.world(of: 60, engine).cost(of: path, for: .julien),
                Self.world(of: 300, engine).cost(of: path, for: .julien)
            )
            #expect(many.statements == few.statements, "\(path): \(few), then \(many)")
            #expect(many.rows <= few.rows + 60, "\(path): \(few), then \(many)")
        }
    }

    @Test(arguments: Engine.available)
    func `pages follow each other in the order that was chosen`(engine: Engine) async throws {
        let world = try await Self.world(of: 120, engine)
        let staff = world.visitor(.julien)
        let first = try await staff.get("\(Self.list)?q=atelier&tri=-nom").text
        #expect(first.contains("Page 1 sur 3") && first.contains("Atelier 119") && !first.contains("Atelier 060"))
        #expect(try await staff.get("\(Self.list)?q=atelier&tri=-nom&page=3").text.contains("Atelier 000"))
        let table = try await staff.get("/agence/organisations.csv?q=atelier&dep=25&tri=-nom").html
        let lines = table.split(whereSeparator: \.isNewline).dropFirst()
        #expect(lines.count == 120)
        #expect(lines.first?.contains("Atelier 119") == true)
    }

    private static func world(of count: Int, _ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.database.write { connection in
            for number in 0..<count {
                let name = "Atelier \(World.digits(number))"
                let id: Organisation.ID = World.key("0c01", number)
                try connection.run(
                    """
                    INSERT INTO organisation (id, name, name_key, department, commune_name, created_at)
                    VALUES (\(id), \(name), \(Organisation.nameKey(name)), '25', 'Ornans', \(World.monday))
                    """)
            }
        }
        return world
    }
}
