import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Submissions
import Web
import WebTesting
import World

/// The world's edition of 2014 with a second round: from 20 to 31 October, when the call is over.
struct RoundJourney {
    static let tour = "/agence/editions/2014/tour"
    static let selection = "/jury/2014/selection"
    static let telling = "/agence/editions/2014/tour/annoncer"

    let world: World
    /// Tuesday 21 October, when the first call is over and the second part can be written.
    let october: World

    init(_ engine: Engine = .sqlite) async throws {
        world = try await World(engine)
        october = try world.told(by: SiteClock(campaign: { World.monday + 29 * 86_400 }))
        try await CompleteFile.fill(World.nursery, in: world, without: ["title"])
    }

    /// At that day of the campaign, counted from the world's Monday.
    func world(on day: Double) throws -> World {
        try world.told(by: SiteClock(campaign: { World.monday + day * 86_400 }))
    }

    @discardableResult func open() async throws -> Screen {
        let julien = world.visitor(.julien)
        return try await julien.submit(
            Self.tour, on: julien.get(Self.tour),
            ["start_day": "20/10/2014", "end_day": "31/10/2014", "end_hour": "18:00"])
    }

    /// The chair chooses the nursery's file.
    @discardableResult func choose(_ reason: String = "") async throws -> Screen {
        let chair = october.visitor(.genevieve)
        return try await chair.submit(
            Self.selection, on: chair.get(Self.selection),
            ["chosen": World.nursery.description, "reason-\(World.nursery)": reason])
    }

    @discardableResult func tell() async throws -> Screen {
        let julien = october.visitor(.julien)
        return try await julien.submit(Self.telling, on: julien.get(Self.telling), ["others": "on"])
    }

    var part: Submission.ID? {
        get async throws {
            try await world.database.read { connection in
                try connection.row("SELECT part FROM shortlisted WHERE submission = \(World.nursery)")?["part"]
            }
        }
    }

    /// The second part asks what the first did, so that all of it can be answered, and coralie sends it.
    func sendPart() async throws -> Submission.ID? {
        guard let part = try await part else { return nil }
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET form = (SELECT form.id FROM form WHERE form.brought_at IS NOT NULL)
                WHERE id = \(part)
                """)
        }
        // Its name came along from the first part, and its title is that of the file.
        try await CompleteFile.fill(part, in: world, without: ["title", "organisation.name"])
        let coralie = october.visitor(.coralie)
        _ = try await coralie.submit("\(part.path)/transmettre", on: coralie.get("\(part.path)/transmettre"), [:])
        return part
    }

    func letters() async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address, subject FROM message ORDER BY id").map { row in
                let (address, subject): (String, String) = (try row["address"], try row["subject"])
                return "\(address) \(subject.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " "))"
            }
        }
    }
}
