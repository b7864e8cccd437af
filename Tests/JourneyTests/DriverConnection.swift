import Foundation

/// Asks a program of this machine over HTTP. `URLSession` cannot: it refuses the header lines that chromedriver writes.
struct DriverConnection: Sendable {
    let port: UInt16

    /// The status and the body of the answer.
    func ask(_ method: String, _ path: String, _ body: Data) async throws -> (status: Int, body: Data) {
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            Connection: close\r
            \r

            """
        let answer = try await exchange(Data(head.utf8) + body)
        let status = String(decoding: answer.prefix(12), as: UTF8.self).split(separator: " ").last.flatMap { Int($0) }
        guard let status, let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else {
            throw Trouble("chromedriver gave no answer to \(method) \(path)")
        }
        return (status, answer[end.upperBound...])
    }

    private func exchange(_ request: Data) async throws -> Data {
        try await withCheckedThrowingContinuation { continuation in
            // A thread of its own, since it waits.
            Thread.detachNewThread { continuation.resume(with: Result { try blockingExchange(request) }) }
        }
    }

    private func blockingExchange(_ request: Data) throws -> Data {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafeBytes(of: &address) { bytes in
            connect(socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), size)
        }
        guard connected == 0 else { throw Trouble("chromedriver does not listen on port \(port)") }
        try FileHandle(fileDescriptor: socket, closeOnDealloc: false).write(contentsOf: request)
        return answer(from: socket)
    }

    /// As much as the answer says it holds: the other side may keep the connection open.
    private func answer(from socket: Int32) -> Data {
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
            answer += buffer[..<count]
            guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else { continue }
            let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
            let length = head.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) }
            if let length, answer.count >= end.upperBound + length { break }
        }
        return answer
    }
}
