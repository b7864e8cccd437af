import HTTPTypes
import Hummingbird
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import Testing
import Web
import WebTesting

/// What a visitor does wrong, or leaves half done, is no error of this side.
struct LeavingTests {
    private static let partings: [any Error] = [
        HTTPParserError.invalidChunkSize, HTTPParserError.invalidEOFState, CancellationError(),
        ChannelError.inputClosed,
        IOError(errnoCode: 104, reason: "reset"),
    ]

    @Test(arguments: partings)
    func `a form that does not come whole is answered 400 and is no error in the log`(_ error: any Error) async throws {
        let log = Lines()
        let status = try await post("/open", breaking: error, log)
        #expect(status == .badRequest)
        #expect(log.levels.contains(.info))
        #expect(!log.levels.contains(.error))
    }

    @Test func `what fails on this side still is one`() async throws {
        let log = Lines()
        #expect(try await Visitor(SmallSite().site, log: log.logger).get("/broken").status == .internalServerError)
        #expect(log.levels.contains(.error))
    }

    private func post(_ path: String, breaking error: any Error, _ log: Lines) async throws -> HTTPResponse.Status {
        let body = AsyncThrowingStream<ByteBuffer, any Error> { stream in
            stream.yield(ByteBuffer(string: "a="))
            stream.finish(throwing: error)
        }
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "rallynov.test", path: path,
            headerFields: [.contentType: "application/x-www-form-urlencoded"])
        let request = Request(head: head, body: RequestBody(asyncSequence: body))
        return try await SmallSite().site.respond(to: request, context: SiteContext(log: log.logger)).status
    }
}

/// A log of levels alone.
private final class Lines: LogHandler, @unchecked Sendable {
    private let kept = NIOLockedValueBox<[Logger.Level]>([])
    var levels: [Logger.Level] { kept.withLockedValue { $0 } }
    var logger: Logger { Logger(label: "test", factory: { _ in self }) }

    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(
        level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
        function: String, line: UInt
    ) { kept.withLockedValue { $0.append(level) } }
}
