import Documents
import Media

/// Lends a paper the pictures that it shows, for as long as it is made: whoever makes papers reads nothing else of the house.
public struct FilePictures: Sendable {
    /// In bytes, of all that one paper shows; what is beyond is told by its words.
    static let most = 30_000_000
    /// In pixels: sharp on paper at the width of a page.
    static let width = 800

    let house: MediaHouse

    public init(_ house: MediaHouse) { self.house = house }

    /// `file` is one that whoever asks was found to read: as the jury reads it, where it is for the jury.
    public func lent<Made: Sendable>(
        to paper: Paper, of file: SubmissionFile, _ make: @Sendable (Paper) async throws -> Made
    ) async throws -> Made {
        let forms = paper.pictures.compactMap { picture in
            file.printable(named: picture.name).map { (name: picture.name, form: $0) }
        }
        return try await house.lend(forms, most: Self.most) { files in
            var paper = paper
            paper.files = files
            return try await make(paper)
        }
    }
}

extension SubmissionFile {
    fileprivate func printable(named name: String) -> StoredForm? {
        media.values.first { $0.printedName == name }?.printable
    }
}

extension AnswerMedium {
    /// As a paper calls it.
    var printedName: String { "\(medium.id).jpg" }

    /// What of it stands on paper; nil where it is no picture, or was not looked at yet.
    var printable: StoredForm? {
        medium.kind == .picture && medium.isOpen ? form("image/jpeg", near: FilePictures.width) : nil
    }
}
