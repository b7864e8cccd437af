import Foundation
import Hummingbird
import Logging
import NIOCore
import Web

/// The house behind a socket, until SIGTERM or Ctrl-C: requests under way are finished.
public struct Server: Sendable {
    private let house: House
    private let host: String
    private let port: Int

    public enum Refusal: Error, CustomStringConvertible {
        case notAnAddress(String)
        case inUse(String)

        public var description: String {
            switch self {
            case .notAnAddress(let text): "«\(text)» is not an address and port, as 127.0.0.1:8080"
            case .inUse(let text): "\(text) is already used by another program"
            }
        }
    }

    public init(house: House, listen: String) throws {
        let parts = listen.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (0...65535).contains(port) else {
            throw Refusal.notAnAddress(listen)
        }
        (self.house, host, self.port) = (house, String(parts[0]), port)
    }

    public func run(started: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        var logger = Logger(label: "rallynov") { _ in JSONLog() }
        logger.logLevel = .info
        let application = Application(
            responder: house.site,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil, backlog: 1024),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? 0) }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Refusal.inUse("\(host):\(port)")
        }
    }
}
