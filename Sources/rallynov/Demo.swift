import ArgumentParser
import Assembly
import Foundation

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves an invented campaign, with a sign-in link for each role. No mail leaves it.")

    @Option(help: "Where the demonstration keeps its data: sqlite:PATH or postgres://…") var database =
        "var/demo.sqlite"

    @Option(help: "The folder with Site, Locale, Migrations and Reference (default: $RALLYNOV_ROOT, then this one).")
    var root: String?

    @Option(help: "The address and port to listen on.") var listen = "127.0.0.1:8080"

    func run() async throws {
        do {
            let root = root ?? ProcessInfo.processInfo.environment["RALLYNOV_ROOT"] ?? "."
            try Databases.refuseFilesOfAnother(in: root)
            let demonstration = try Demonstration(root: root)
            let database = try await demonstration.open(database, root: root)
            let house = try House(database: database, settings: try settings(root, demonstration))
            try await DemonstrationPictures(root: root).take(into: house, now: demonstration.start())
            let doors = try await demonstration.doors(in: database)
            try await Server(house: house, listen: listen).run { _ in announce(doors) }
        } catch {
            throw stop(error)
        }
    }

    private func settings(_ root: String, _ demonstration: Demonstration) throws -> HouseSettings {
        var settings = HouseSettings(root: root, address: "http://\(listen)")
        settings.clock = try demonstration.clock()
        settings.sendsMail = false
        try settings.readMachine(database: database)
        return settings
    }

    private func announce(_ doors: [DemonstrationDoor]) {
        let width = (doors.map(\.role.count).max() ?? 0) + 2
        let lines = doors.map { door in
            "\(door.role.padding(toLength: width, withPad: " ", startingAt: 0))http://\(listen)\(door.path)  \(door.name)"
        }
        let text = "Rallynov, demonstration: http://\(listen)/\n\n" + lines.joined(separator: "\n") + "\n"
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
