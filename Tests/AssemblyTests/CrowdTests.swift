import NIOCore
import Synchronization
import Testing
import World

@testable import Assembly

/// A handful of visitors in a house that is full when a few are there.
@Suite(.timeLimit(.minutes(5)))
struct CrowdTests {
    private static let begun =
        "POST /agence/reglages HTTP/1.1\r\nHost: rallynov.test\r\nContent-Length: 7\r\nConnection: close\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=1"

    private func served(_ crowd: Crowd, _ test: (_ port: Int) async throws -> Void) async throws {
        let house = try await World().house
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { opened.finish() }
            try await Server(house: house, listen: "127.0.0.1:0", crowd: crowd)
                .run(started: { opened.yield($0) }, overdue: {})
        }
        defer { running.cancel() }
        try await test(try #require(await ports.first { _ in true }))
        running.cancel()
        _ = await running.result
    }

    private func status(of path: String, _ port: Int) async throws -> Substring {
        let request = "GET \(path) HTTP/1.1\r\nHost: rallynov.test\r\nConnection: close\r\n\r\n"
        return try await Wire.answer(port: port, request).prefix(12)
    }

    /// Opens a form for each, waits until as many have been asked to give way, and lets the others say the rest.
    private func answers(to count: Int, _ crowd: Crowd, givingWay: Int, _ port: Int) async throws -> [Substring] {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let opened = Task { for await _ in gate {} }
        return try await withThrowingTaskGroup(of: Substring.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let answer = try? await Wire.answer(port: port) { wire in
                        try await wire.write(ByteBuffer(string: Self.begun))
                        await opened.value
                        try? await wire.write(ByteBuffer(string: "&b=2"))
                    }
                    // Whoever was asked to give way, and goes on all the same, may find the line cut before the answer is read.
                    return answer?.prefix(12) ?? "cut"
                }
            }
            while crowd.givenWay < givingWay, !Task.isCancelled { await Task.yield() }
            #expect(try await status(of: "/catalogue", port) == "HTTP/1.1 200")
            open.finish()
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `of too many slow forms from one place the oldest gives way, and all others are answered`() async throws
    {
        let crowd = Crowd(.init(bodiesOfOneNetwork: 3))
        try await served(crowd) { port in
            let answers = try await answers(to: 4, crowd, givingWay: 1, port)
            #expect(answers.filter { $0 == "HTTP/1.1 401" }.count == 3)
        }
        #expect(crowd.givenWay == 1)
    }

    @Test func `when the house is full, whoever makes it wait gives way to whoever comes`() async throws {
        let crowd = Crowd(.init(connections: 6, comfortable: 3))
        try await served(crowd) { port in
            // Eight for six places: without somebody who gives way, nobody else would get in.
            let answers = try await answers(to: 8, crowd, givingWay: 5, port)
            #expect(answers.contains("HTTP/1.1 401"))
            #expect(answers.filter { $0 != "HTTP/1.1 401" }.count >= 5)
        }
    }

    @Test func `a form that does not end is ended when its time is over`() async throws {
        let crowd = Crowd(.init(patience: BodyPatience(form: .milliseconds(50))))
        try await served(crowd) { port in
            let answer = try await Wire.answer(port: port, Self.begun)
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            #expect(answer.lowercased().contains("connection: close"))
        }
        #expect(crowd.givenWay == 0)
    }

    @Test func `a form has its time whatever it trickles, a file has more the more has come`() {
        let patience = BodyPatience(form: .seconds(60), leastRate: 1000)
        #expect(patience.time(for: .form, received: 0) == .seconds(60))
        #expect(patience.time(for: .form, received: 1_000_000) == .seconds(60))
        #expect(patience.time(for: .file, received: 1_000) == .seconds(61))
        #expect(patience.time(for: .file, received: 10_000_000) == .seconds(10_060))
        for type in [nil, "application/x-www-form-urlencoded", "Application/x-www-form-urlencoded; charset=utf-8"] {
            #expect(BodyPatience.Kind(contentType: type) == .form)
        }
        #expect(BodyPatience.Kind(contentType: "multipart/form-data; boundary=x") == .file)
        #expect(BodyPatience.Kind(contentType: "image/jpeg") == .file)
    }

    @Test func `however much somebody says, the time it may take is counted`() {
        let patience = BodyPatience()
        let long = patience.time(for: .file, received: 1 << 30)
        for received in [1 << 33, 10_000_000_000, 1 << 50, .max] {
            #expect(patience.time(for: .file, received: received) > long, "\(received)")
        }
    }

    @Test func `whoever says a form little by little waits no less`() {
        let (crowd, left) = (Crowd(.init(comfortable: 2)), Left())
        func guest(_ name: String) -> Crowd.Guest {
            let guest = Crowd.Guest(network: "192.0.2.1")
            guest.onGivingWay { left.add(name) }
            return guest
        }
        let (slow, other, late) = (guest("slow"), guest("other"), guest("late"))
        slow.beginBody(at: .uptimeNanoseconds(1))
        other.beginBody(at: .uptimeNanoseconds(5))
        slow.sign(at: .uptimeNanoseconds(9))
        late.rest(at: .uptimeNanoseconds(10))
        for one in [slow, other, late] { crowd.enter(one) }
        #expect(left.names == ["slow"])
    }

    @Test func `three hundred phones behind one address send their forms at once, nine hundred do not`() {
        let (crowd, network) = (Crowd(), "192.0.2.1")
        for _ in 0..<300 { crowd.begin(bodyOf: Crowd.Guest(network: network), from: network) }
        #expect(crowd.givenWay == 0)
        for _ in 0..<605 { crowd.begin(bodyOf: Crowd.Guest(network: network), from: network) }
        #expect(crowd.givenWay > 0)
    }

    @Test func `the network with the most who wait gives way, and there the one that waits longest`() {
        let crowd = Crowd(.init(comfortable: 5, bodiesOfOneNetwork: 100))
        let (many, few) = ("192.0.2.1", "2001:db8:0:0/64")
        let left = Left()
        func come(_ name: String, _ network: String, at second: Int64) -> Crowd.Guest {
            let guest = Crowd.Guest(network: network)
            guest.onGivingWay { left.add(name) }
            guest.rest(at: .uptimeNanoseconds(UInt64(second) * 1_000_000_000))
            crowd.enter(guest)
            return guest
        }
        let early = [come("few 1", few, at: 1), come("few 2", few, at: 2)]
        let busy = come("many at work", many, at: 3)
        busy.work()
        let rest = [come("many 4", many, at: 4), come("many 5", many, at: 5)]
        #expect(left.names == [])
        let more = [come("many 6", many, at: 6), come("many 7", many, at: 7)]
        #expect(left.names == ["many 4", "many 5"])
        for guest in early + [busy] + rest + more { crowd.leave(guest) }
        _ = come("alone", few, at: 8)
        #expect(left.names.count == 2)
    }
}

private final class Left: Sendable {
    private let all = Mutex<[String]>([])
    var names: [String] { all.withLock { $0 } }
    func add(_ name: String) { all.withLock { $0.append(name) } }
}
