import Foundation
import NIOCore
import NIOPosix
import Testing
import World

@testable import Assembly

/// A connection to a server on this machine, byte by byte: what a well-behaved client would never send.
enum Wire {
    /// Everything that comes back until the server closes, after `talk` has said its part; `finish` says that no more comes.
    static func bytes(
        port: Int, _ talk: (NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Void
    ) async throws -> ByteBuffer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without it, `finish` would say nothing, and both sides wait for the other.
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await talk(outbound)
            var all = ByteBuffer()
            for try await part in inbound { all.writeImmutableBuffer(part) }
            return all
        }
    }

    static func answer(
        port: Int, _ talk: (NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Void
    ) async throws -> String {
        String(buffer: try await bytes(port: port, talk))
    }

    static func answer(port: Int, _ request: String, isAll: Bool = false) async throws -> String {
        try await answer(port: port) { out in
            try await out.write(ByteBuffer(string: request))
            if isAll { out.finish() }
        }
    }

    /// What a server of its own says to one request; `isAll` says that no more comes.
    static func answer(to request: String, isAll: Bool = false) async throws -> String {
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let house = try await World().house
        let running = Task {
            defer { opened.finish() }
            try await Server(house: house, listen: "127.0.0.1:0").run(started: { opened.yield($0) }, overdue: {})
        }
        defer { running.cancel() }
        return try await answer(port: try #require(await ports.first { _ in true }), request, isAll: isAll)
    }
}
