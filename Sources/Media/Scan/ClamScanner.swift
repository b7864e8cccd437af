import Foundation
import NIOPosix

/// Asks a ClamAV daemon (clamd) of each file whether it knows something bad in it. The daemon is given the bytes and no path.
public final class ClamScanner: VirusScanner {
    /// What the daemon looks at, in bytes: of more it says that all is well (its MaxFileSize and MaxScanSize).
    public struct Reach: Sendable {
        public var part = 25_000_000
        public var all = 100_000_000

        public init() {}
    }

    /// Two at once: it waits long.
    private let pool = NIOThreadPool(numberOfThreads: 2)
    private let address: ScannerAddress
    private let patience: Duration
    private let reach: Reach

    public init(at address: ScannerAddress, patience: Duration = .seconds(40), reach: Reach = Reach()) {
        (self.address, self.patience, self.reach) = (address, patience, reach)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// Throws `ScannerAway` where nobody answers in time.
    public func scan(_ file: String) async throws -> ScanAnswer {
        try await pool.runIfActive { [self] in
            let answer = try Self.answer(try ask(about: file, until: .now + patience))
            guard answer == .clean, let gap = try beyondReach(file) else { return answer }
            return .notScanned(gap.rawValue)
        }
    }

    /// `zINSTREAM`, then pieces, each with its size before it, then an empty one.
    private func ask(about path: String, until end: ContinuousClock.Instant) throws -> String {
        let (file, line) = (try ArchiveFile(path), try ScannerLine(to: address, until: end))
        var isHeard = try line.write(Array("zINSTREAM\0".utf8))
        for start in stride(from: 0, to: file.size, by: 262_144) where isHeard {
            let piece = try file.bytes(at: start, count: min(262_144, file.size - start))
            isHeard = try line.write(Self.size(piece.count) + piece)
        }
        // It says what is too much for it, and hangs up.
        if isHeard { _ = try line.write(Self.size(0)) }
        return try line.read()
    }

    private static func size(_ count: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } }

    /// `stream: OK`, `stream: NAME FOUND`, or a complaint that ends with `ERROR`: of a file that is too large for it, for good; any
    /// other, as of a full disk of its own, says nothing of the file, which is asked about again.
    static func answer(_ line: String) throws -> ScanAnswer {
        if line == "stream: OK" { return .clean }
        if line.hasPrefix("stream: "), line.hasSuffix(" FOUND") {
            let name = String(line.dropFirst(8).dropLast(6).prefix(120))
            return name.hasPrefix("Heuristics.Limits.Exceeded") ? .notScanned(ScanGap.limits.rawValue) : .found(name)
        }
        if line.hasPrefix("INSTREAM size limit exceeded") { return .notScanned(ScanGap.size.rawValue) }
        throw ScannerAway(description: "hung up: «\(line.prefix(200))»")
    }

    /// Why it cannot have looked at all of it; nil where it can. Of a part that is too large for it, it says nothing.
    private func beyondReach(_ path: String) throws -> ScanGap? {
        let file = try ArchiveFile(path)
        if file.size > reach.part { return .size }
        guard try file.beginning(2).elementsEqual(Array("PK".utf8)) else { return nil }
        do {
            let archive = try OfficeArchive(of: path)
            let isWithin = archive.largestPart <= reach.part && archive.unpacked <= reach.all
            return isWithin ? nil : .parts
        } catch is PreparationRefusal {
            return .packing
        }
    }
}
