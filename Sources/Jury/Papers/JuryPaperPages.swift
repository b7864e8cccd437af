import Campaigns
import Documents
import Grids
import Identifiers
import Storage
import Submissions
import Web

/// What a juror takes along on paper: a file that is theirs to read, and the grid of an edition whose jury they sit in.
struct JuryPaperPages: Sendable {
    let database: any Database
    let papers: Papers
    let pictures: FilePictures

    /// Nothing that is not for the jury is in it; a tie hides it as it hides the page.
    func file(_ visit: Visit) async throws -> Answer {
        let screens = MarkingScreenStore(database: database)
        let screen = try await screens.find(visit.path("assessment"), by: .juror(visit.person)).orNotFound()
        let reader = visit.reader
        return try await pictures.lent(to: reader.filePaper(screen.file, after: screen.first), of: screen.file) {
            paper in
            await papers.answer(paper, named: reader.fileName(of: screen.file), to: visit)
        }
    }

    func grid(_ visit: Visit) async throws -> Answer {
        let person = try visit.person
        let edition = try await EditionStore(database: database).find(visit.word("edition")).orNotFound()
        let grid = try await database.read { connection in
            try Seats.isHeld(by: person, in: edition.id, connection)
                ? GridStore.grid(of: edition.id, in: connection) : nil
        }.orNotFound()
        let paper = visit.reader.gridPaper(grid, kicker: visit.reader.typeset(edition.name))
        return await papers.answer(paper, named: visit.reader.paperName(of: grid), to: visit)
    }
}
