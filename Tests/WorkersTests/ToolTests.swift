import Testing
import Workers

@Suite struct ToolTests {
    @Test func `a tool answers what it writes, and reads what it is given`() async throws {
        #expect(try await Tool("cat").run([], input: Array("bonjour".utf8)) == Array("bonjour".utf8))
    }

    @Test func `a tool that is not installed says so`() async throws {
        await #expect { try await Tool("no-such-program").run([]) } throws: { error in
            if case Tool.Failure.missing = error { true } else { false }
        }
    }

    @Test func `a tool that wants too much memory is ended`() async throws {
        let tool = Tool("python3", limits: .init(memory: 100_000_000))
        await #expect(throws: Tool.Failure.self) { try await tool.run(["-c", "x = 'a' * 300_000_000"]) }
    }

    @Test func `a tool that does not end is ended`() async throws {
        await #expect(throws: Tool.Failure.exhausted) {
            try await Tool("sleep", limits: .init(patience: 1)).run(["30"])
        }
    }

    @Test func `a tool that computes for ever is ended`() async throws {
        await #expect(throws: Tool.Failure.exhausted) {
            try await Tool("python3", limits: .init(seconds: 1, patience: 20)).run(["-c", "while True: pass"])
        }
    }

    @Test func `a tool is told nothing of this process's settings`() async throws {
        let told = try await Tool("env").run([])
        #expect(!String(decoding: told, as: UTF8.self).contains("HOME="))
    }
}
