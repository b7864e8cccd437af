/// What anyone can check with a proof and a root, without the log (the algorithms of RFC 9162, sections 2.1.3.2 and
/// 2.1.4.2).
public enum MerkleProof {
    public static func includes(
        _ receipt: Fingerprint, at place: Int, in count: Int, root: Fingerprint, path: [Fingerprint]
    ) -> Bool {
        guard place >= 0, place < count else { return false }
        var (node, last, hash) = (place, count - 1, receipt)
        for step in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleLog.node(step, hash)
                let shift = node & 1 == 1 ? 0 : node.trailingZeroBitCount
                (node, last) = (node >> shift, last >> shift)
            } else {
                hash = MerkleLog.node(hash, step)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    public static func extends(
        _ first: (count: Int, root: Fingerprint), to second: (count: Int, root: Fingerprint), path: [Fingerprint]
    ) -> Bool {
        guard first.count > 0, first.count <= second.count else { return false }
        guard first.count < second.count else { return path.isEmpty && first.root == second.root }
        var path = path[...]
        if first.count.nonzeroBitCount == 1 { path = ([first.root] + path)[...] }
        guard let start = path.popFirst() else { return false }
        let shift = (~(first.count - 1)).trailingZeroBitCount
        var (node, last) = ((first.count - 1) >> shift, (second.count - 1) >> shift)
        var (old, new) = (start, start)
        for step in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                (old, new) = (MerkleLog.node(step, old), MerkleLog.node(step, new))
                let shift = node & 1 == 1 || node == 0 ? 0 : node.trailingZeroBitCount
                (node, last) = (node >> shift, last >> shift)
            } else {
                new = MerkleLog.node(new, step)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && old == first.root && new == second.root
    }
}
