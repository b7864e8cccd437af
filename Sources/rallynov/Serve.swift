import ArgumentParser
import Assembly
import Foundation
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the site until it is stopped.")

    @OptionGroup var place: Place

    @Option(help: "The address and port to listen on.") var listen = "127.0.0.1:8080"

    @Option(help: "The site's public address, when a proxy stands in front of it (default: http://LISTEN).")
    var address: String?

    @Option(help: "The address of a proxy whose X-Forwarded-For is believed; may be given several times.")
    var trustedProxy: [String] = []

    @Option(help: "The least that is logged.") var logLevel = Logger.Level.info

    func run() async throws {
        do {
            JSONLog.begin(logLevel)
            var settings = HouseSettings(root: place.rootFolder, address: address ?? "http://\(listen)")
            settings.trustedProxies = Set(trustedProxy)
            try settings.readMachine(database: place.databaseAddress)
            try Databases.refuseFilesOfAnother(in: place.rootFolder)
            let database = try await Databases.open(place.databaseAddress, root: place.rootFolder)
            try await Demonstration.refuse(database, at: place.databaseAddress)
            if try await !settings.sealSecrets(in: database) {
                Logger(label: "rallynov").warning(
                    "the password of the mail account lies in clear in the database: name a key in RALLYNOV_KEY")
            }
            let house = try House(database: database, settings: settings)
            let lacks = settings.lacks
            try await Server(house: house, listen: listen).run(started: { _ in
                for lack in lacks { Logger(label: "rallynov").warning("\(lack)") }
            })
            try await database.close()
        } catch {
            throw stop(error)
        }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
