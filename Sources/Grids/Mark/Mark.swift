import Words

/// What was answered at a checkpoint. «Not documented» is a question left open, never a 0.
public enum Mark: Hashable, Sendable, LosslessStringConvertible {
    case level(Int), notApplicable, notDocumented

    /// A whole number, or one of the identifiers of a grid's file.
    public init?(_ text: String) {
        switch text {
        case "not-applicable": self = .notApplicable
        case "not-documented": self = .notDocumented
        default:
            guard let level = Int(text), String(level) == text else { return nil }
            self = .level(level)
        }
    }

    public var description: String {
        switch self {
        case .level(let level): String(level)
        case .notApplicable: "not-applicable"
        case .notDocumented: "not-documented"
        }
    }

    public var level: Int? {
        if case .level(let level) = self { level } else { nil }
    }
}

/// Why a mark cannot be given at all.
public enum MarkRefusal: Error, Equatable, Sendable {
    case notAsked, offScale, alwaysApplicable
}

/// What stands between a set of marks and a final one.
public struct MarkingGaps: Equatable, Sendable {
    public let missing: [Checkpoint.ID]
    public let notDocumented: [Checkpoint.ID]
    /// Marked at a level that needs a reason, without one.
    public let withoutReason: [Checkpoint.ID]
    /// Sets whose checkpoints are all said not applicable.
    public let setsNotApplicable: [MarkingRules.OneOfSet]

    public var isEmpty: Bool {
        missing.isEmpty && notDocumented.isEmpty && withoutReason.isEmpty && setsNotApplicable.isEmpty
    }
}

extension Grid {
    public typealias Marks = [Checkpoint.ID: Mark]

    /// Refuses what this grid does not ask or does not allow; says nothing of reasons, which may come later.
    public func check(_ mark: Mark, at checkpoint: Checkpoint.ID) throws(MarkRefusal) {
        guard let checkpoint = self[checkpoint] else { throw .notAsked }
        switch mark {
        case .level(let level) where !scale.levels.contains(level): throw .offScale
        case .notApplicable where !checkpoint.isOptional: throw .alwaysApplicable
        default: break
        }
    }

    public func needsReason(_ mark: Mark) -> Bool {
        mark.level.map(rules.levelsNeedingReason.contains) ?? false
    }

    public func lacksReason(_ mark: Mark, _ reason: String) -> Bool { needsReason(mark) && reason.isBlank }

    /// Everything still open, in the order of the grid.
    public func gaps(in marks: Marks, reasons: [Checkpoint.ID: String] = [:]) -> MarkingGaps {
        let ids = checkpoints.map(\.id)
        return MarkingGaps(
            missing: ids.filter { marks[$0] == nil },
            notDocumented: ids.filter { marks[$0] == .notDocumented },
            withoutReason: ids.filter { id in marks[id].map { lacksReason($0, reasons[id] ?? "") } == true },
            setsNotApplicable: rules.oneOfSets.filter { set in
                !set.members.isEmpty && set.members.allSatisfy { marks[$0] == .notApplicable }
            })
    }
}
