import Testing

@testable import Workbooks

/// What is found in a part of a workbook, however it comes.
struct PartScanTests {
    private static func refusal(_ text: String, shares: Int = 1 << 16) -> WorkbookRefusal? {
        let bytes = Array(text.utf8)
        do throws(WorkbookRefusal) {
            var scan = PartScan(WorkbookLimits())
            for start in stride(from: 0, to: bytes.count, by: shares) {
                try scan.take(bytes[start..<min(start + shares, bytes.count)], isSheet: true)
            }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("<a/><!DocType x>", WorkbookRefusal.suspicious), ("<<!doctype", .suspicious),
        ("<row><c t='n' r = \"XFD2\"/></row>", .tooManyCells),
        ("<c r='000000000000000000000001048576'/>", .tooManyCells),
        ("<c r r=\"A20001\"/>", .tooManyCells),
    ])
    func `what is refused is refused wherever the shares of a part are cut`(text: String, refusal: WorkbookRefusal) {
        for shares in 1...text.utf8.count { #expect(Self.refusal(text, shares: shares) == refusal, "\(shares)") }
    }

    @Test(arguments: [
        "<c r='A1' t=\"inlineStr\"><t>r=\"XFD99999\" ! doctype <b/></t></c>",
        "<!-- r=\"about this list, and more\" -->",
    ])
    func `what people write is taken wherever the shares are cut`(text: String) {
        for shares in 1...text.utf8.count { #expect(Self.refusal(text, shares: shares) == nil, "\(shares)") }
    }

    @Test func `rows that say nowhere where they are, are counted within a long value too`() {
        let rows = String(repeating: "<row/>", count: WorkbookLimits().rows * 20)
        #expect(Self.refusal(rows) == nil)
        #expect(Self.refusal(rows + "<!-- r=\"<row/>") == .tooManyCells)
    }

    @Test(arguments: ["<a>", "<a ", "<a r=\"x\" "])
    func `sixty million blanks are leapt over, wherever they stand`(before: String) throws {
        let blanks = [UInt8](repeating: 0x20, count: 1 << 16)
        var scan = PartScan(WorkbookLimits())
        try scan.take(Array(before.utf8)[...], isSheet: true)
        let time = try ContinuousClock().measure {
            for _ in 0..<(60 << 20) >> 16 { try scan.take(blanks[...], isSheet: true) }
        }
        // Each of them looked at by itself takes forty seconds where nothing is optimised.
        #expect(time < .seconds(8))
    }

    @Test func `one workbook is read at a time`() async {
        let turn = WorkbookTurn()
        await turn.take()
        let (order, said) = AsyncStream.makeStream(of: Int.self)
        let second = Task {
            await turn.take()
            said.yield(2)
            await turn.leave()
        }
        while await turn.waits == 0 { await Task.yield() }
        said.yield(1)
        await turn.leave()
        await second.value
        said.finish()
        #expect(await order.reduce(into: []) { $0.append($1) } == [1, 2])
    }
}
