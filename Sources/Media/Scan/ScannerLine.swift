import Foundation

/// A line to a scanner. It blocks its thread, never longer than until its end.
final class ScannerLine {
    private let descriptor: Int32
    private let end: ContinuousClock.Instant

    /// Throws `ScannerAway` where nobody takes it.
    init(to address: ScannerAddress, until end: ContinuousClock.Instant) throws {
        self.end = end
        switch address {
        case .socket(let path): descriptor = try Self.opened(toSocket: path, until: end)
        case .host(let name, let port): descriptor = try Self.opened(to: name, port, until: end)
        }
    }

    deinit { close(descriptor) }

    /// False where the other side has hung up: what it says of that can still be read.
    func write(_ bytes: [UInt8]) throws -> Bool {
        var place = 0
        while place < bytes.count {
            try Self.wait(for: POLLOUT, of: descriptor, until: end)
            let count = bytes.withUnsafeBytes { room in
                // A peer that is gone is no reason to end the program.
                send(descriptor, room.baseAddress! + place, bytes.count - place, Int32(MSG_NOSIGNAL))
            }
            if count < 0, [EINTR, EAGAIN].contains(errno) { continue }
            guard count > 0 else { return false }
            place += count
        }
        return true
    }

    /// To its end or a zero, at most 4,096 bytes.
    func read() throws -> String {
        var answer: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1_024)
        while answer.count < 4_096, answer.last != 0 {
            try Self.wait(for: POLLIN, of: descriptor, until: end)
            let count = recv(descriptor, &room, room.count, 0)
            if count < 0, [EINTR, EAGAIN].contains(errno) { continue }
            // Whoever hangs up on somebody who still speaks may be heard no more.
            guard count > 0 else { break }
            answer += room.prefix(count)
        }
        return String(decoding: answer.filter { $0 != 0 }, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    private static func wait(for event: Int32, of descriptor: Int32, until end: ContinuousClock.Instant) throws {
        var asked = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        while true {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { throw ScannerAway(description: "no answer in time") }
            let count = poll(&asked, 1, Int32(min(left.rounded(.up), 600_000)))
            if count > 0 { return }
            guard count == 0 || errno == EINTR else { throw ScannerAway(description: complaint()) }
        }
    }

    private static func opened(toSocket path: String, until end: ContinuousClock.Instant) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return try withUnsafePointer(to: &address) { place in
            try place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try connected(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), until: end)
            }
        }
    }

    private static func opened(to host: String, _ port: Int, until end: ContinuousClock.Instant) throws -> Int32 {
        var wanted = addrinfo()
        wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &wanted, &first) == 0 else {
            throw ScannerAway(description: "nobody is called \(host)")
        }
        defer { freeaddrinfo(first) }
        var failure = ScannerAway(description: "nobody is called \(host)")
        for place in sequence(first: first, next: { $0?.pointee.ai_next }) {
            guard let info = place?.pointee else { break }
            do {
                return try connected(info.ai_family, info.ai_addr, info.ai_addrlen, until: end)
            } catch let away as ScannerAway {
                failure = away
            }
        }
        throw failure
    }

    private static func connected(
        _ family: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t, until end: ContinuousClock.Instant
    ) throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw ScannerAway(description: complaint()) }
        do {
            if connect(descriptor, address, size) != 0 {
                guard errno == EINPROGRESS else { throw ScannerAway(description: complaint()) }
                try wait(for: POLLOUT, of: descriptor, until: end)
                var (fault, room) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
                getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &room)
                guard fault == 0 else { throw ScannerAway(description: String(cString: strerror(fault))) }
            }
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func complaint() -> String { String(cString: strerror(errno)) }
}
