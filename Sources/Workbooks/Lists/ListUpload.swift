import Foundation
import Tables
import Web

/// A list that somebody chooses on a page: text in any of the usual encodings, or an XLSX workbook.
public enum ListUpload {
    /// In bytes: more than the longest list that a page takes.
    public static let most = 5_000_000
    /// What was typed beside it is as long as a pasted list. What is larger than a list, and no film, is refused by the page itself,
    /// which keeps that.
    public static let bounds = UploadBounds(most: 4 * most, fields: 512 << 10, texts: .file)

    /// Why it is not read. Nothing of it was taken.
    public enum Refusal: Error, Equatable, Sendable {
        /// No file was chosen, or it is empty.
        case missing
        case tooLarge(most: Int)
        case workbook(WorkbookRefusal)
        case table(TableRefusal)
    }

    /// A line that breaks is for the site to answer: it throws `UploadFailure` then, and `Refusal` else.
    public static func source(_ upload: Upload, by reader: WorkbookReader) async throws -> ListSource {
        let bytes: [UInt8]
        do {
            bytes = try await upload.all()
        } catch UploadFailure.tooLarge {
            throw Refusal.tooLarge(most: most)
        }
        guard upload.name != nil, !bytes.isEmpty else { throw Refusal.missing }
        guard bytes.count <= most else { throw Refusal.tooLarge(most: most) }
        do { return try await ListSource(Data(bytes), by: reader) } catch { throw Refusal.workbook(error) }
    }
}
