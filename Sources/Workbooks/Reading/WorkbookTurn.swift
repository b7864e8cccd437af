/// One workbook is read at a time in this process: what is left of the machine is for pages.
actor WorkbookTurn {
    static let only = WorkbookTurn()

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// How many wait beside the one that has it.
    var waits: Int { waiting.count }

    /// Returns once it is one's turn. Whoever took it leaves it.
    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard !waiting.isEmpty else {
            isTaken = false
            return
        }
        waiting.removeFirst().resume()
    }
}
