import Subprocess

/// A program of somebody else that is run once and may die of what it is given: bounded in memory, processor, time and output.
/// What people send is a file or standard input of it, never an argument that it could take for an option.
public struct Tool: Sendable {
    /// What a run may use before it is ended.
    public struct Limits: Sendable {
        /// Address space, in bytes.
        public var memory: Int
        /// Of processor.
        public var seconds: Int
        /// Of any clock.
        public var patience: Int
        /// The largest file it may write, in bytes.
        public var largestFile: Int

        public init(
            memory: Int = 800_000_000, seconds: Int = 8, patience: Int = 12, largestFile: Int = 50_000_000
        ) {
            (self.memory, self.seconds, self.patience, self.largestFile) = (memory, seconds, patience, largestFile)
        }
    }

    public enum Failure: Error, Equatable, Sendable {
        /// It is not installed, or cannot be started.
        case missing(String)
        /// It ended otherwise than well; what it complained of, at most 2,000 characters.
        case failed(Int, String)
        /// It reached one of its limits.
        case exhausted
    }

    let program: String
    let limits: Limits

    /// - Parameter program: a path, or a name that is looked for in PATH.
    public init(_ program: String, limits: Limits = Limits()) { (self.program, self.limits) = (program, limits) }

    /// Answers its standard output, at most `most` bytes of it.
    public func run(
        _ arguments: [String], input: [UInt8] = [], most: Int = 20_000_000
    ) async throws(Failure) -> [UInt8] {
        let result: ExecutionResult<Void, BytesOutput, StringOutput<UTF8>>
        do {
            result = try await Subprocess.run(
                .name("prlimit"), arguments: Arguments(bounded(arguments)), environment: Self.environment,
                input: .array(input), output: .bytes(limit: most), error: .string(limit: 64_000))
        } catch {
            throw .failed(-1, String(String(describing: error).prefix(2_000)))
        }
        try Self.check(result.terminationStatus, result.standardError ?? "")
        return result.standardOutput
    }

    /// Under the limits of the machine's own tools, which hold for whatever it starts as well.
    private func bounded(_ arguments: [String]) -> [String] {
        [
            "--as=\(limits.memory)", "--cpu=\(limits.seconds)", "--fsize=\(limits.largestFile)", "--nofile=64",
            "--core=0",
            "timeout", "--kill-after=1", "\(limits.patience)", program,
        ] + arguments
    }

    // It is told nothing of what this process knows.
    private static let environment = Environment.custom(["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"])

    private static func check(_ status: TerminationStatus, _ complaint: String) throws(Failure) {
        switch status {
        case .exited(0): return
        case .exited(124), .exited(137), .signaled: throw .exhausted
        case .exited(126), .exited(127): throw .missing(String(complaint.prefix(2_000)))
        case .exited(let code): throw .failed(Int(code), String(complaint.prefix(2_000)))
        }
    }
}
