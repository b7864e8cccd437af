/// Does the same with each at once; answers what came of it, in no order.
public func atOnce<One: Sendable, Outcome: Sendable>(
    _ all: [One], _ act: @escaping @Sendable (One) async throws -> Outcome
) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
        for one in all { group.addTask { try await act(one) } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
}
