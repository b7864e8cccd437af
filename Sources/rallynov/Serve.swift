import ArgumentParser
import Assembly
import Foundation

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the site until it is stopped.")

    @OptionGroup var place: Place

    @Option(help: "The address and port to listen on.") var listen = "127.0.0.1:8080"

    @Option(help: "The site's public address, when a proxy stands in front of it (default: http://LISTEN).")
    var address: String?

    @Option(help: "The address of a proxy whose X-Forwarded-For is believed; may be given several times.")
    var trustedProxy: [String] = []

    func run() async throws {
        do {
            var settings = HouseSettings(root: place.rootFolder, address: address ?? "http://\(listen)")
            settings.trustedProxies = Set(trustedProxy)
            let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
            let house = try House(database: database, settings: settings)
            try await Server(house: house, listen: listen).run()
        } catch {
            throw stop(error)
        }
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Brings the database to what this program needs.")

    @OptionGroup var place: Place

    func run() async throws {
        do {
            try await Databases.open(place.databaseAddress, root: place.rootFolder).close()
        } catch {
            throw stop(error)
        }
    }
}
