import Campaigns
import Foundation
import Identifiers
import Jury
import Mail
import Sheets
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// How a thing comes into a state, and who must know.
struct StateTrial: Sendable {
    let state: String
    let person: Somebody
    let statements: [SQL]
    /// The home page did not say it before.
    let isNews: Bool
    /// All that the form needs is answered in Romain's file.
    let isComplete: Bool

    init(
        _ state: String, _ person: Somebody, isNews: Bool = true, isComplete: Bool = false, _ statements: SQL...
    ) {
        (self.state, self.person, self.statements) = (state, person, statements)
        (self.isNews, self.isComplete) = (isNews, isComplete)
    }

    static let all = edition + file + jury + release + decision + sheet + turnedSheet + message
}

// What brings things there.
extension StateTrial {
    static let invited: SQL = """
        INSERT INTO author_invitation (digest, submission, address, address_key, language, invited_by, created_at, ends_at)
        VALUES (\("digest"), \(World.ovens), \(Somebody.thierry.email), \(Somebody.thierry.email), 'fr', \(Somebody.romain.id),
            \(World.monday), \(Date() + 86_400))
        """

    static let lost: SQL = """
        INSERT INTO message (id, edition, about, address, language, subject, letter, plain, html, state, created_at, send_after)
        VALUES (\(World.key("0062", 2) as Message.ID), \(World.edition2014), \("submission:\(World.ovens)"),
            \(Somebody.thierry.email), 'fr', \("Invitation"), \("{}"), \("Invitation"), \(""), 'failed', \(World.monday),
            \(World.monday))
        """

    static let publication: Identifier<StateTrial> = World.key("0057", 1)

    /// Another version of the form, which the drafts have followed.
    static let published: SQL = """
        INSERT INTO form_publication (id, edition, number, former, form, at, drafts)
        SELECT \(publication), \(World.edition2014), 1, form.id, form.id, \(World.monday), 1 FROM form WHERE form.brought_at IS NOT NULL
        """
    static let followed: SQL = """
        INSERT INTO submission_rebase (submission, publication) VALUES (\(World.ovens), \(publication))
        """

    static let one: Sheet.ID = World.key("0031", 1)
    static let sent: SQL = """
        UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)
        """

    /// The file that was read, a minute after that.
    static let changed: SQL = """
        INSERT INTO submission_answer (submission, field, value, updated_at)
        VALUES (\(World.nursery), \("need"), \("Un besoin"), \(World.monday + 60))
        ON CONFLICT (submission, field) DO UPDATE SET updated_at = excluded.updated_at
        """

    static let takenBack: SQL = "UPDATE assessment SET ended_at = \(World.monday) WHERE id = \(World.reading)"

    static let prize: Identifier<StateTrial> = World.key("0035", 1)
    static let award: SQL = """
        INSERT INTO award (id, edition, position, name_fr) VALUES (\(prize), \(World.edition2014), 0, \("Prix du travail"))
        """
    static let out: SQL = """
        UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)
        """

    static let void: SQL = """
        INSERT INTO decision_event (id, submission, kind, at, outcome, reason)
        VALUES (\(World.key("0037", 1) as Identifier<StateTrial>), \(World.nursery), 'void', \(World.monday), 'retained', \("Bien"))
        """

    /// The same of a decision that was out.
    static let noted: SQL = """
        INSERT INTO decision_event (id, submission, kind, at, outcome, reason)
        VALUES (\(World.key("0037", 1) as Identifier<StateTrial>), \(World.nursery), 'withdrawn', \(World.monday), 'retained', \("Bien"))
        """
    static let gone: SQL = """
        UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)
        """

    static func decided(_ outcome: String, award: Identifier<StateTrial>? = nil) -> SQL {
        """
        INSERT INTO decision (submission, outcome, award, reason, recorded_at)
        VALUES (\(World.nursery), \(outcome), \(award), \("Une équipe qui décide"), \(World.monday - 7_200))
        """
    }

    static func changeAsked(by somebody: Somebody) -> SQL {
        """
        INSERT INTO amendment (submission, outcome, reason, why, revision, asked_by, asked_at)
        VALUES (\(World.nursery), 'not-retained', \("Une erreur de plume"), \("Lu de nouveau"), 1, \(somebody.id),
            \(World.monday))
        """
    }

    static let transmitted: SQL = """
        UPDATE submission SET state = 'transmitted', number = \("2014-002"), transmitted_at = \(World.monday)
        WHERE id = \(World.ovens)
        """

    static func verdict(_ word: String) -> SQL {
        "UPDATE submission SET eligibility = \(word) WHERE id = \(World.nursery)"
    }

    static let completed: SQL =
        "UPDATE submission SET completed_at = \(World.monday) WHERE id = \(World.nursery)"

    static func sheet(_ state: String) -> SQL {
        """
        INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
        SELECT \(one), initiative, edition, id, \(state), title, \(World.monday)
        FROM submission WHERE id = \(World.nursery)
        """
    }

    static func event(_ kind: String, number: Int = 1, at moment: Date = World.monday) -> SQL {
        """
        INSERT INTO sheet_event (id, sheet, kind, at, version)
        VALUES (\(World.key("0032", number) as SheetEvent.ID), \(one), \(kind), \(moment), 1)
        """
    }

    static func message(_ state: String) -> SQL {
        """
        INSERT INTO message (id, edition, address, language, subject, letter, plain, html, state, created_at, send_after)
        VALUES (\(World.key("0034", 1) as Identifier<StateTrial>), \(World.edition2014), \("x@example.org"), 'fr', \("Objet"),
            \("{}"), \("Texte"), \("Texte"), \(state), \(World.monday), \(World.monday))
        """
    }
}
