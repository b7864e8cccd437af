import Foundation
import NIOPosix
import Workers

/// Reads papers: of a PDF the first page and the words of the first fifty pages, by poppler's tools; of a text its words. An office
/// file is judged whole (`OfficeArchive`), and read no further.
///
/// A PDF that opens only with a password is refused: neither the scanner nor a juror could look into it. One that is broken or made
/// to exhaust whoever reads it has neither page nor words, nor has any where poppler is not installed: it is given as it is.
public struct PapersTool: PaperReader {
    /// Of signs; more of a paper's words is not kept.
    static let mostSigns = 200_000

    private let pictures: (any PictureMaker)?
    private let limits: Tool.Limits

    /// poppler has no limits of its own: 2,500 bytes can make it write for ever.
    public static let limits = Tool.Limits(memory: 800_000_000, seconds: 8, patience: 30, largestFile: 50_000_000)

    /// - Parameter pictures: makes of the first page what is shown of it, without any field.
    public init(pictures: (any PictureMaker)?, limits: Tool.Limits = Self.limits) {
        (self.pictures, self.limits) = (pictures, limits)
    }

    public func read(_ file: String, into folder: String) async throws -> PaperRead {
        let head = try await Self.apart { try ArchiveFile(file).beginning(8) }
        if head.starts(with: Array("%PDF-".utf8)) { return try await readPDF(file, into: folder) }
        if head.starts(with: Array("PK".utf8)) {
            _ = try await Self.apart { try OfficeArchive(of: file) }
            return PaperRead(firstPage: nil, text: "")
        }
        return PaperRead(firstPage: nil, text: try await Self.apart { try PaperText.whole(file) })
    }

    /// A thread of its own: an archive takes up to a second, in which whoever reads a file would wait.
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
        return pool
    }()

    private static func apart<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await pool.runIfActive(work)
    }

    private func readPDF(_ file: String, into folder: String) async throws -> PaperRead {
        guard let pages = try await pages(of: file) else { return PaperRead(firstPage: nil, text: "") }
        return PaperRead(
            firstPage: try await firstPage(file, into: folder), text: try await words(file, into: folder), pages: pages)
    }

    /// What poppler complains of where a PDF asks for a password that nobody gave.
    private static let complaintOfLock = "Incorrect password"

    /// Nil where they cannot be counted.
    private func pages(of file: String) async throws(PreparationRefusal) -> Int? {
        do throws(Tool.Failure) {
            let told = try await Tool("pdfinfo", limits: limits).run(["-enc", "UTF-8", file], most: 100_000)
            return PaperText.pages(told)
        } catch {
            if case .failed(_, let complaint) = error, complaint.contains(Self.complaintOfLock) { throw .locked }
            return nil
        }
    }

    private func words(_ file: String, into folder: String) async throws -> String {
        let words = "\(folder)/words.txt"
        guard await answer("pdftotext", ["-l", "50", "-enc", "UTF-8", file, words]) != nil else { return "" }
        return try await Self.apart { PaperText.cleaned(try ArchiveFile(words).beginning(PaperText.mostBytes)) }
    }

    /// 800 pixels at its longer side: however large a page says it is.
    private func firstPage(_ file: String, into folder: String) async throws -> MadeForm? {
        let drawn = "\(folder)/drawn"
        let arguments = ["-f", "1", "-l", "1", "-scale-to", "800", "-jpeg", "-singlefile", file, drawn]
        guard let pictures, await answer("pdftoppm", arguments) != nil else { return nil }
        do {
            let forms = try await pictures.make(from: "\(drawn).jpg", into: folder)
            return forms.first { $0.type == "image/webp" }.map(Self.page)
        } catch is PreparationRefusal {
            return nil
        }
    }

    private static func page(_ form: MadeForm) -> MadeForm {
        MadeForm(variant: "page.webp", path: form.path, type: form.type, width: form.width, height: form.height)
    }

    /// Nil where the tool makes nothing of it, or is not there: what was sent waits for no tool.
    private func answer(_ program: String, _ arguments: [String]) async -> [UInt8]? {
        try? await Tool(program, limits: limits).run(arguments, most: 100_000)
    }
}
