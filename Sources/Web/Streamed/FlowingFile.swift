import HTTPTypes
import Hummingbird
import NIOCore

/// A file that is made while it is sent, a share at a time: how long it becomes, nobody knows before. A line that breaks off before
/// its end tells whoever receives it that something is missing.
public struct FlowingFile: Sendable {
    public let name: String
    public let type: String
    /// SHA-256 in hexadecimal digits of what it is made of: nobody holds the whole to tell its own.
    public let contents: String
    private let open: @Sendable () -> () async throws -> [UInt8]?

    /// Each share is asked for once the one before was taken.
    public init<Shares: AsyncSequence & Sendable>(name: String, type: String, contents: String, _ shares: Shares)
    where Shares.Element == [UInt8] {
        (self.name, self.type, self.contents) = (name, type, contents)
        open = {
            var iterator = shares.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    var response: Response {
        let body = ResponseBody { [open] writer in
            let next = open()
            while let share = try await next() { try await writer.write(ByteBuffer(bytes: share)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .contentDisposition: Fields.disposition("attachment", name),
                .cacheControl: "private, no-store",
            ], body: body)
    }
}
