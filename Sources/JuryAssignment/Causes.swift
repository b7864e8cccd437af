/// Why something could not be met.
extension AssignmentNetwork {
    func unmet(_ chosen: [PairArc]) -> [AssignmentAnswer.Unmet] {
        var readers = kept.ofEntry.map(\.count)
        for pair in chosen { readers[pair.entry] += 1 }
        return problem.entries.indices.compactMap { entry in
            let missing = problem.entries[entry].readers - readers[entry]
            guard missing > 0 else { return nil }
            let (conflicts, unknown) = refused(entry: entry)
            return AssignmentAnswer.Unmet(
                entry: entry, missing: missing, cause: cause(entry, conflicts, unknown), conflicts: conflicts,
                unknown: unknown)
        }
    }

    /// Entries that have too few readers in the present flow, and would in any other.
    func beyondReach() -> Set<Int> {
        let short = shortfalls.filter { simplex.arcs[Int($0.arc)].flow > 0 }.map(\.entry)
        return Set(
            short.filter { entry in
                let (conflicts, unknown) = refused(entry: entry)
                return cause(entry, conflicts, unknown) != .load
            })
    }

    /// Who has left counts no more, but for what is finished.
    private func candidates(for entry: Int) -> [Int] {
        problem.jurors.indices.filter { problem.jurors[$0].mostLoad > 0 || kept.ofEntry[entry].contains($0) }
    }

    private func refused(entry: Int) -> (conflicts: Int, unknown: Int) {
        var (conflicts, unknown) = (0, 0)
        for juror in candidates(for: entry) where !kept.ofEntry[entry].contains(juror) {
            switch problem.affinities[juror, entry] {
            case .conflict: conflicts += 1
            case .unknown: unknown += 1
            case .affinity: break
            }
        }
        return (conflicts, unknown)
    }

    private func cause(_ entry: Int, _ conflicts: Int, _ unknown: Int) -> AssignmentAnswer.Cause {
        let (wanted, all) = (problem.entries[entry].readers, candidates(for: entry).count)
        guard all >= wanted else { return .jurors }
        guard all - conflicts >= wanted else { return .conflict }
        guard all - conflicts - unknown >= wanted else { return unknown >= conflicts ? .affinity : .conflict }
        guard mostUnderPools(entry) >= wanted else { return .pool }
        let open = all - conflicts - unknown - kept.ofEntry[entry].count
        guard open * Int(pairCapacity) >= (wanted - kept.ofEntry[entry].count) * Int(parts) else { return .pairLimit }
        return .load
    }

    private func mostUnderPools(_ entry: Int) -> Int {
        guard let cap = problem.poolCap else { return problem.jurors.count }
        var (free, pools) = (0, [String: Int]())
        for juror in candidates(for: entry) {
            guard problem.affinities[juror, entry].isAffinity || kept.ofEntry[entry].contains(juror) else { continue }
            if let pool = problem.jurors[juror].pool { pools[pool, default: 0] += 1 } else { free += 1 }
        }
        return pools.values.reduce(free) { $0 + min(cap, $1) }
    }

    func underloaded(_ chosen: [PairArc]) -> [AssignmentAnswer.Underloaded] {
        var loads = kept.ofJuror.map(\.count)
        for pair in chosen { loads[pair.juror] += 1 }
        return problem.jurors.indices.compactMap { juror in
            let missing = problem.jurors[juror].leastLoad - loads[juror]
            guard missing > 0 else { return nil }
            return AssignmentAnswer.Underloaded(juror: juror, missing: missing, cause: cause(juror))
        }
    }

    private func cause(_ juror: Int) -> AssignmentAnswer.Cause {
        var (open, conflicts, unknown) = (kept.ofJuror[juror].count, 0, 0)
        for entry in problem.entries.indices where !kept.ofJuror[juror].contains(entry) {
            switch problem.affinities[juror, entry] {
            case .affinity: open += 1
            case .conflict: conflicts += 1
            case .unknown: unknown += 1
            }
        }
        guard open < problem.jurors[juror].leastLoad else { return .demand }
        return open + conflicts + unknown < problem.jurors[juror].leastLoad
            ? .demand : unknown > conflicts ? .affinity : .conflict
    }
}
