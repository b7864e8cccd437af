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
        var patience = BodyPatience()
    }

    let limits: Limits
    private let state = Mutex(State())
    private let gone = Atomic<Int>(0)

    fileprivate struct State {
        var guests: [ObjectIdentifier: Guest] = [:]
        /// The unfinished ones of each network, oldest first.
        var bodies: [String: [Guest]] = [:]
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

    func begin(bodyOf guest: Guest, from network: String) {
        let leaving = state.withLock { state -> Guest? in
            let bodies = state.bodies[network, default: []] + [guest]
            let isOver = bodies.count > limits.bodiesOfOneNetwork
            state.bodies[network] = isOver ? Array(bodies.dropFirst()) : bodies
            return isOver ? bodies[0] : nil
        }
        send(leaving)
    }

    func end(bodyOf guest: Guest, from network: String) {
        state.withLock { state in
            state.bodies[network]?.removeAll { $0 === guest }
            if state.bodies[network]?.isEmpty == true { state.bodies[network] = nil }
        }
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
