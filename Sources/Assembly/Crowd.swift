import NIOCore
import Synchronization

/// Everybody who is connected. When the house is full, whoever makes it wait gives way to whoever comes: first of the network
/// that has the most who wait, there the one that has waited longest. A network may begin so many forms without ending them,
/// and beyond that its own oldest one gives way. So nobody keeps others out, and a room of phones behind one address gets in.
final class Crowd: Sendable {
    struct Limits: Sendable {
        /// Below the 1,024 open files that a program has by default; whoever comes then waits in the queue of the system.
        var connections = 900
        /// From here on somebody gives way.
        var comfortable = 850
        /// Forms and files under way from one IPv4 address or one /64 of IPv6: more than the phones of a large room.
        var bodiesOfOneNetwork = 400
        /// Files among them, each of which holds a file of the machine's open. One that gives way goes on from where it was.
        var filesOfOneNetwork = 60
        var patience = BodyPatience()
    }

    let limits: Limits
    private let state = Mutex(State())
    private let gone = Atomic<Int>(0)

    fileprivate struct State {
        var guests: [ObjectIdentifier: Guest] = [:]
        /// The unfinished ones of each network, oldest first; files stand among all, and once more by themselves.
        var bodies: [String: [Guest]] = [:]
        var files: [String: [Guest]] = [:]
    }

    init(_ limits: Limits = Limits()) { self.limits = limits }

    /// How many have been asked to give way.
    var givenWay: Int { gone.load(ordering: .relaxed) }

    func enter(_ guest: Guest) {
        let leaving = state.withLock { state -> Guest? in
            state.guests[ObjectIdentifier(guest)] = guest
            return state.guests.count > limits.comfortable ? state.mostPatient : nil
        }
        send(leaving)
    }

    func leave(_ guest: Guest) { state.withLock { $0.guests[ObjectIdentifier(guest)] = nil } }

    func begin(bodyOf guest: Guest, from network: String, _ kind: BodyPatience.Kind = .form) {
        let leaving = state.withLock { state in
            let leaving = Self.add(guest, to: &state.bodies[network, default: []], limits.bodiesOfOneNetwork)
            guard kind == .file else { return leaving }
            return Self.add(guest, to: &state.files[network, default: []], limits.filesOfOneNetwork) ?? leaving
        }
        send(leaving)
    }

    /// Answers the one that gives way for it.
    private static func add(_ guest: Guest, to line: inout [Guest], _ most: Int) -> Guest? {
        line.append(guest)
        return line.count > most ? line.removeFirst() : nil
    }

    func end(bodyOf guest: Guest, from network: String, _ kind: BodyPatience.Kind) {
        state.withLock { state in
            Self.remove(guest, from: &state.bodies[network])
            if kind == .file { Self.remove(guest, from: &state.files[network]) }
        }
    }

    private static func remove(_ guest: Guest, from line: inout [Guest]?) {
        line?.removeAll { $0 === guest }
        if line?.isEmpty == true { line = nil }
    }

    private func send(_ guest: Guest?) {
        guard let guest else { return }
        gone.add(1, ordering: .relaxed)
        guest.giveWay()
    }
}

extension Crowd.State {
    fileprivate var mostPatient: Crowd.Guest? {
        let waiting = Dictionary(grouping: guests.values.filter { $0.waitsSince != nil }, by: \.network)
        let most = waiting.values.max { $0.count < $1.count }
        let chosen = most?.min { ($0.waitsSince ?? .max) < ($1.waitsSince ?? .max) }
        // Not to be chosen a second time; whoever works again by then says so.
        chosen?.work()
        return chosen
    }
}

extension Crowd {
    /// One connection, as the others see it. Written by its own thread, read by all.
    final class Guest: Sendable {
        let network: String
        private let leave = Mutex<(@Sendable () -> Void)?>(nil)
        /// When it began to make the house wait, in nanoseconds of the event loops' clock; 0 while the house works for it.
        private let since = Atomic<UInt64>(0)
        private let isInBody = Atomic<Bool>(false)

        init(network: String) { self.network = network }

        fileprivate var waitsSince: UInt64? {
            let since = since.load(ordering: .relaxed)
            return since == 0 ? nil : since
        }

        /// What it does when it is asked to give way; nothing once it is over.
        func onGivingWay(_ leave: (@Sendable () -> Void)?) { self.leave.withLock { $0 = leave } }

        fileprivate func giveWay() { leave.withLock { $0 }?() }

        /// The house works for it.
        func work() {
            isInBody.store(false, ordering: .relaxed)
            since.store(0, ordering: .relaxed)
        }

        /// It has begun to say something long; that it goes on, little by little, makes it wait no less.
        func beginBody(at now: NIODeadline) {
            isInBody.store(true, ordering: .relaxed)
            since.store(now.uptimeNanoseconds, ordering: .relaxed)
        }

        /// Nothing is under way.
        func rest(at now: NIODeadline) {
            isInBody.store(false, ordering: .relaxed)
            since.store(now.uptimeNanoseconds, ordering: .relaxed)
        }

        /// It gave a sign, and something may be under way.
        func sign(at now: NIODeadline) {
            guard waitsSince != nil, !isInBody.load(ordering: .relaxed) else { return }
            since.store(now.uptimeNanoseconds, ordering: .relaxed)
        }
    }
}

/// How long a visitor may take to say all of a request.
struct BodyPatience: Sendable, Equatable {
    /// For a form, from its first line to its last: text is small, on the slowest of phones.
    var form: TimeAmount = .seconds(60)
    /// For a file there is no end, but a least rate over all of it, in bytes a second.
    var leastRate = 8 << 10
    /// For what is still sent once it was answered.
    var afterAnswer: TimeAmount = .seconds(10)
    /// In bytes: nobody says more than a little of that, and its nanoseconds can still be counted.
    private static let mostCounted = 1 << 33

    func time(for kind: Kind, received: Int) -> TimeAmount {
        switch kind {
        case .form: form
        case .file:
            form + .nanoseconds(Int64(min(received, Self.mostCounted)) * 1_000_000_000 / Int64(leastRate))
        }
    }

    enum Kind: Sendable {
        case form, file

        init(contentType: String?) {
            let type = contentType?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
            self = type == nil || type == "application/x-www-form-urlencoded" ? .form : .file
        }
    }
}
