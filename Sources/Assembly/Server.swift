import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Web

/// The house behind a socket, until SIGTERM or Ctrl-C: requests under way are finished.
public struct Server: Sendable {
    private let house: House
    private let address: ListeningAddress
    private let crowd: Crowd

    public enum Refusal: Error, Equatable, CustomStringConvertible {
        case notAnAddress(String)
        case inUse(String)
        case forbidden(String)
        case noSuchHost(String)

        public var description: String {
            switch self {
            case .notAnAddress(let text): "«\(text)» is not an address and port, as 127.0.0.1:8080"
            case .inUse(let text): "\(text) is already used by another program"
            case .forbidden(let text): "this user may not listen on \(text)"
            case .noSuchHost(let text): "\(text) is no address of this machine"
            }
        }
    }

    public init(house: House, listen: String) throws {
        try self.init(house: house, listen: listen, crowd: Crowd())
    }

    init(house: House, listen: String, crowd: Crowd) throws {
        (self.house, address, self.crowd) = (house, try ListeningAddress(listen), crowd)
    }

    /// Returns once it has stopped. `overdue` is called when something is still under way two seconds after the signal, and
    /// ends the process: what was acknowledged is kept by the database.
    public func run(
        started: @escaping @Sendable (_ port: Int) async -> Void = { _ in },
        overdue: @escaping @Sendable () -> Void = { _exit(EXIT_FAILURE) }
    ) async throws {
        let log = Logger(label: "rallynov")
        let service = OpenHouse(
            house: house, address: address, crowd: crowd, log: log, started: started, overdue: overdue)
        let group = ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Refusal.inUse("\(address)")
        } catch let error as IOError where error.errnoCode == EACCES {
            throw Refusal.forbidden("\(address)")
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw Refusal.noSuchHost("\(address)")
        } catch is SocketAddressError {
            throw Refusal.noSuchHost("\(address)")
        }
    }
}

/// `127.0.0.1:8080`, `[::1]:8080` or a name and a port; port 0 takes any that is free.
struct ListeningAddress: Sendable, Equatable, CustomStringConvertible {
    let host: String
    let port: Int

    init(_ text: String) throws(Server.Refusal) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw .notAnAddress(text)
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw .notAnAddress(text)
        }
        guard !host.isEmpty else { throw .notAnAddress(text) }
        (self.host, self.port) = (String(host), Int(port))
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// What runs while the house is open, side by side: the server, the tasks, and the watch on what other processes change.
private struct OpenHouse: Service, CustomStringConvertible {
    let house: House
    let address: ListeningAddress
    let crowd: Crowd
    let log: Logger
    let started: @Sendable (Int) async -> Void
    let overdue: @Sendable () -> Void

    /// Whoever runs services writes down what each one is, also where nobody reads it: without a word of its own, that is
    /// all the house holds, and three quarters of the time a start takes.
    var description: String { "the open house" }

    func run() async throws {
        let (opened, open) = AsyncStream.makeStream(of: Int.self)
        let application = application { port in open.yield(port) }
        try await withGracefulShutdownHandler {
            // No visitor waits for the index. While the database is away, the first one after it asks again.
            try? await house.catalogue.prepare()
            try await withThrowingTaskGroup { group in
                group.addTask { try await application.run() }
                group.addTask { try await work(once: opened) }
                group.addTask {
                    await cancelWhenGracefulShutdown { await house.database.watch(every: .milliseconds(200)) }
                }
                group.addTask {
                    await cancelWhenGracefulShutdown { await house.catalogue.follow(every: .milliseconds(200)) }
                }
                // The first failure ends the others.
                for try await _ in group {}
            }
            await house.papers.stop()
        } onGracefulShutdown: {
            open.finish()
            // On a thread of its own: those of the tasks may be what is stuck.
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 2)
                overdue()
            }
        }
    }

    /// Tasks begin once the port is ours: a second program started by mistake must not send anybody's mail.
    private func work(once opened: AsyncStream<Int>) async throws {
        for await port in opened {
            try await house.tasks.start()
            await started(port)
        }
        await house.tasks.stop()
    }

    private func application(opened: @escaping @Sendable (Int) -> Void) -> Application<Site> {
        var settings = ApplicationConfiguration(address: .hostname(address.host, port: address.port), backlog: 1024)
        settings.serverName = nil
        settings.availableConnectionsDelegate = .maximum(crowd.limits.connections, logger: log)
        return Application(
            responder: house.site, server: .onEventLoops(house.site, crowd), configuration: settings,
            onServerRunning: { channel in opened(channel.localAddress?.port ?? 0) }, logger: log)
    }
}
