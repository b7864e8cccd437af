import Accounts
import Campaigns
import Identifiers
import Mail
import Storage
import Tasks
import Web
import Words

extension House {
    /// What every feature writes letters with: in the agency's name and colour, in each person's language.
    static func correspondence(
        queue: TaskQueue, phrasebooks: [Language: Phrasebook], address: String
    ) -> Correspondence {
        let marks = phrasebooks.reduce(into: [String: String]()) { marks, book in
            let reader = Reader(language: book.key, phrasebook: book.value)
            marks[book.key.rawValue] = reader.t("DEMONSTRATION")
        }
        return Correspondence(outbox: Outbox(queue: queue), phrasebooks: phrasebooks, address: address) { connection in
            let agency = try AgencyStore.find(in: connection)
            let name = agency.shortName.isEmpty ? agency.nameFR : agency.shortName
            var look = MailLook(name: name, accent: agency.accent?.description ?? "")
            // What it is called for short is in French.
            look.names[Language.english.rawValue] = agency.name(in: .english)
            if try DemonstrationStore.isMarked(in: connection) { look.marks = marks }
            return look
        } signer: { language, connection in
            let agency = try AgencyStore.find(in: connection)
            return (agency.name(in: language), agency.phone)
        } answers: { connection in
            try? EmailAddress(try AgencyStore.find(in: connection).email)
        }
    }
}
