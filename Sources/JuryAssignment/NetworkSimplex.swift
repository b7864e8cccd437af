/// Minimum-cost flow by the primal network simplex method: strongly feasible trees, block search for the arc that enters
/// (Ahuja, Magnanti and Orlin, «Network Flows», 1993, chapter 11; Cunningham, «A network simplex method», 1976).
///
/// The caller hands over a feasible flow with its tree: node 0 is the root, each other node joins under a node that is
/// there already. The tree must be *strongly feasible*: from each node a little flow can go up to the root, that is, an
/// arc to the parent is not full and an arc from the parent is not empty. Each pivot keeps this, so that the method
/// cannot cycle. Costs are integers; the caller proves that sums along a path fit 64 bits.
struct NetworkSimplex {
    /// `flow` outside the tree is 0 or `capacity`, which is at least 1.
    struct Arc {
        let source: Int32
        let target: Int32
        var cost: Int64
        let capacity: Int32
        var flow: Int32
    }

    /// A node with its place in the tree: children are a linked list.
    struct Node {
        var parent: Int32
        /// The tree arc between the node and its parent.
        var arc: Int32
        var depth: Int32
        var child = none
        var next = none
        var previous = none
        /// What a unit costs from the root to here along the tree.
        var potential: Int64 = 0
    }

    static let none: Int32 = -1

    private(set) var nodes: [Node] = [Node(parent: none, arc: none, depth: 0)]
    private(set) var arcs: [Arc] = []
    private(set) var pivots = 0
    private var position = 0

    /// A new node below `parent`, held by an arc to it (`isUp`) or from it.
    mutating func addNode(under parent: Int32, isUp: Bool, cost: Int64, capacity: Int32, flow: Int32) -> Int32 {
        let node = Int32(nodes.count)
        let (source, target) = isUp ? (node, parent) : (parent, node)
        let arc = addArc(from: source, to: target, cost: cost, capacity: capacity, flow: flow)
        nodes.append(Node(parent: parent, arc: arc, depth: nodes[Int(parent)].depth + 1))
        nodes[Int(node)].potential = nodes[Int(parent)].potential + (isUp ? -cost : cost)
        nodes.withUnsafeMutableBufferPointer { SpanningTree(nodes: $0).link(node, under: parent, by: arc) }
        return node
    }

    /// A new arc; outside the tree its flow must be 0 or its capacity.
    @discardableResult
    mutating func addArc(from source: Int32, to target: Int32, cost: Int64, capacity: Int32, flow: Int32 = 0) -> Int32 {
        arcs.append(Arc(source: source, target: target, cost: cost, capacity: capacity, flow: flow))
        return Int32(arcs.count - 1)
    }

    /// Takes effect when `solve` runs again.
    mutating func setCost(_ cost: Int64, of arc: Int32) { arcs[Int(arc)].cost = cost }

    /// Pivots from the flow at hand to one of least cost: after it, no arc has a reduced cost that could still save.
    mutating func solve() {
        nodes.withUnsafeMutableBufferPointer { nodes in
            arcs.withUnsafeMutableBufferPointer { arcs in
                let pivoting = Pivoting(tree: SpanningTree(nodes: nodes), arcs: arcs)
                pivoting.setPotentials()
                while let arc = pivoting.entering(from: &position) {
                    pivoting.pivot(arc)
                    pivots += 1
                }
            }
        }
    }
}

/// The tree as the pivots change it.
struct SpanningTree {
    let nodes: UnsafeMutableBufferPointer<NetworkSimplex.Node>

    subscript(node: Int32) -> NetworkSimplex.Node {
        get { nodes[Int(node)] }
        nonmutating _modify { yield &nodes[Int(node)] }
    }

    func link(_ node: Int32, under parent: Int32, by arc: Int32) {
        let first = self[parent].child
        self[node].parent = parent
        self[node].arc = arc
        self[node].previous = NetworkSimplex.none
        self[node].next = first
        if first != NetworkSimplex.none { self[first].previous = node }
        self[parent].child = node
    }

    func unlink(_ node: Int32) {
        let (previous, next) = (self[node].previous, self[node].next)
        if previous == NetworkSimplex.none { self[self[node].parent].child = next } else { self[previous].next = next }
        if next != NetworkSimplex.none { self[next].previous = previous }
    }

    /// Each node of the subtree, parents first.
    @inline(__always)
    func forEach(below top: Int32, _ body: (Int32) -> Void) {
        var node = top
        while true {
            body(node)
            if self[node].child != NetworkSimplex.none {
                node = self[node].child
                continue
            }
            while node != top, self[node].next == NetworkSimplex.none { node = self[node].parent }
            guard node != top else { return }
            node = self[node].next
        }
    }

    func commonAncestor(_ first: Int32, _ second: Int32) -> Int32 {
        var (first, second) = (first, second)
        while first != second {
            if self[first].depth >= self[second].depth {
                first = self[first].parent
            } else {
                second = self[second].parent
            }
        }
        return first
    }

    /// Hangs the subtree of `leaving`, turned so that `inner` is its top, under `outer`.
    func rehang(_ inner: Int32, leaving: Int32, under outer: Int32, by entering: Int32) {
        var (node, parent, arc) = (inner, outer, entering)
        while true {
            let (oldParent, oldArc) = (self[node].parent, self[node].arc)
            unlink(node)
            link(node, under: parent, by: arc)
            guard node != leaving else { return }
            (parent, arc, node) = (node, oldArc, oldParent)
        }
    }
}

/// One run of pivots. Plain `&+` and `&-` are safe here: see `CostScale` for the bound of every sum.
private struct Pivoting {
    let tree: SpanningTree
    let arcs: UnsafeMutableBufferPointer<NetworkSimplex.Arc>

    func setPotentials() {
        tree.forEach(below: 0) { node in
            guard node != 0 else { return }
            let place = tree[node]
            let arc = arcs[Int(place.arc)]
            let above = tree[place.parent].potential
            tree[node].potential = arc.source == node ? above &- arc.cost : above &+ arc.cost
        }
    }

    @inline(__always)
    private func reducedCost(_ arc: NetworkSimplex.Arc) -> Int64 {
        arc.cost &+ tree[arc.source].potential &- tree[arc.target].potential
    }

    /// The most violated arc of the first block that has one; nil when a whole round finds none.
    func entering(from position: inout Int) -> Int? {
        let count = arcs.count
        let block = max(64, Int(Double(count).squareRoot()))
        var (worst, best, left) = (Int64(0), NetworkSimplex.none, block)
        for _ in 0..<count {
            if position >= count { position = 0 }
            let arc = arcs[position]
            let reduced = reducedCost(arc)
            let saving = arc.flow == 0 ? 0 &- reduced : reduced
            // A tree arc has the reduced cost 0, whatever its flow.
            if saving > worst { (worst, best) = (saving, Int32(position)) }
            position += 1
            left -= 1
            if left == 0 {
                if best != NetworkSimplex.none { break }
                left = block
            }
        }
        return best == NetworkSimplex.none ? nil : Int(best)
    }

    /// Sends flow round the cycle that the arc closes, from `first` over the arc to `second` and back through the tree.
    func pivot(_ entering: Int) {
        let arc = arcs[entering]
        let isRising = arc.flow == 0
        let (first, second) = isRising ? (arc.source, arc.target) : (arc.target, arc.source)
        let apex = tree.commonAncestor(first, second)
        var amount = arc.capacity
        var (leaving, inner) = (NetworkSimplex.none, NetworkSimplex.none)
        // Strong feasibility: of the arcs that block, the last one met from the apex along the flow leaves.
        climb(from: first, to: apex) { node in
            let room = roomDown(to: node)
            if room < amount { (amount, leaving, inner) = (room, node, first) }
        }
        climb(from: second, to: apex) { node in
            let room = roomUp(from: node)
            if room <= amount { (amount, leaving, inner) = (room, node, second) }
        }
        push(amount, round: entering, isRising: isRising, first: first, second: second, apex: apex)
        guard leaving != NetworkSimplex.none else { return }
        let reduced = reducedCost(arc)
        let outer = inner == first ? second : first
        tree.rehang(inner, leaving: leaving, under: outer, by: Int32(entering))
        shift(below: inner, by: inner == arc.source ? 0 &- reduced : reduced)
    }

    @inline(__always)
    private func climb(from start: Int32, to apex: Int32, _ body: (Int32) -> Void) {
        var node = start
        while node != apex {
            body(node)
            node = tree[node].parent
        }
    }

    @inline(__always)
    private func roomUp(from node: Int32) -> Int32 {
        let arc = arcs[Int(tree[node].arc)]
        return arc.source == node ? arc.capacity &- arc.flow : arc.flow
    }

    @inline(__always)
    private func roomDown(to node: Int32) -> Int32 {
        let arc = arcs[Int(tree[node].arc)]
        return arc.source == node ? arc.flow : arc.capacity &- arc.flow
    }

    private func push(_ amount: Int32, round entering: Int, isRising: Bool, first: Int32, second: Int32, apex: Int32) {
        guard amount > 0 else { return }
        arcs[entering].flow &+= isRising ? amount : 0 &- amount
        climb(from: first, to: apex) { node in
            let arc = Int(tree[node].arc)
            arcs[arc].flow &+= arcs[arc].source == node ? 0 &- amount : amount
        }
        climb(from: second, to: apex) { node in
            let arc = Int(tree[node].arc)
            arcs[arc].flow &+= arcs[arc].source == node ? amount : 0 &- amount
        }
    }

    private func shift(below top: Int32, by change: Int64) {
        tree.forEach(below: top) { node in
            tree[node].potential &+= change
            tree[node].depth = tree[tree[node].parent].depth &+ 1
        }
    }
}
