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

/// `docs/states.md` says of each state who must know, where they see it and what they do next: it is complete, and it is true.
struct StatesTests {
    private struct Line {
        let thing: String
        let state: String
        let place: String

        /// What stands on a home page, when it is a home page.
        var words: String? {
            guard place.hasPrefix("my page, «"), let end = place.range(of: "»(;|$)", options: .regularExpression) else {
                return nil
            }
            return String(place[place.index(place.startIndex, offsetBy: 10)..<end.lowerBound])
        }
    }

    @Test func `each state of the code has its line`() throws {
        let lines = try Self.lines()
        let states: [String: [String]] = [
            "edition": Edition.Status.allCases.map(\.rawValue),
            "file": [Submission.State.draft, .withdrawn].map(\.rawValue)
                + Submission.Eligibility.allCases.map(\.rawValue),
            "juror": Juror.State.allCases.map(\.rawValue), "sheet": Sheet.State.allCases.map(\.rawValue),
            "assessment": [Assessment.State.draft, .sent].map(\.rawValue),
            "message": Message.State.allCases.map(\.rawValue),
        ]
        for (thing, words) in states {
            for word in words {
                #expect(lines.contains { $0.thing == thing && $0.state == word }, "\(thing) \(word)")
            }
        }
    }

    @Test func `each line that names a home page is tried`() throws {
        let told = try Self.lines().filter { $0.words != nil }.map { "\($0.thing): \($0.state)" }
        #expect(told.count > 15)
        #expect(Set(told) == Set(Trial.all.map(\.state)))
    }

    @Test(arguments: Engine.available, Trial.all.indices)
    func `whoever must know finds it on their home page`(engine: Engine, number: Int) async throws {
        let trial = Trial.all[number]
        let line = try #require(try Self.lines().first { "\($0.thing): \($0.state)" == trial.state })
        let words = try #require(line.words)
        let world = try await World(engine)
        if trial.isNews {
            #expect(try await !world.visitor(trial.person).get("/ma-page").text.contains(words), "\(trial.state)")
        }
        if trial.isComplete { try await CompleteFile.fill(World.ovens, in: world) }
        try await world.database.write { connection in
            for statement in trial.statements { try connection.run(statement) }
            try SubmissionStore.noteFiles(in: connection)
            try ResultsStore.noteAssessments(in: connection)
        }
        #expect(try await world.visitor(trial.person).get("/ma-page").text.contains(words), "\(trial.state)")
    }

    private static func lines() throws -> [Line] {
        let text = try String(contentsOfFile: World.root + "/docs/states.md", encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return Line(thing: cells[0], state: cells[1], place: cells[3])
        }
    }
}

/// How a thing comes into a state, and who must know.
private struct Trial: Sendable {
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

    private static let edition = [
        Trial(
            "edition: without a grid", .julien, "DELETE FROM edition_grid WHERE edition = \(World.edition2014)"),
        Trial(
            "edition: without a juror, and reading near", .julien,
            "UPDATE juror SET state = 'left' WHERE edition = \(World.edition2014)"),
        Trial("edition: without a partner", .julien, isNews: false),
        Trial(
            "person: without a name", .coralie, "UPDATE person SET name = email WHERE id = \(Somebody.coralie.id)"),
        Trial(
            "edition: draft, its dates", .julien,
            "UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)"),
        Trial(
            "figure: not typed", .julien,
            """
            INSERT INTO target (id, edition, position, name, goal, rule)
            VALUES (\(World.key("0033", 1) as Identifier<Trial>), \(World.edition2014), 1, \("Visites"), 3, \("Comptées"))
            """),
    ]

    private static let file = [
        Trial("file: draft", .romain, isNews: false),
        Trial("file: draft, to be sent", .julien, isNews: false),
        Trial("file: pending", .julien, verdict("pending")),
        Trial("file: pending, for its authors", .romain, isComplete: true, transmitted),
        Trial("file: to-complete", .coralie, verdict("to-complete")),
        Trial("file: not-eligible", .coralie, verdict("not-eligible")),
        Trial("file: to-complete, for the agency", .julien, verdict("to-complete")),
        Trial(
            "file: to-complete, and the call closed", .coralie, verdict("to-complete"),
            "UPDATE phase SET ends_at = \(World.monday - 3_600) WHERE id = \(World.call)"),
        Trial(
            "file: to-complete, and said to be complete", .julien, verdict("to-complete"), completed),
        Trial(
            "file: to-complete, and said to be complete, for its authors", .coralie, verdict("to-complete"), completed),
        Trial(
            "file: eligible", .romain, isComplete: true, transmitted,
            "UPDATE submission SET eligibility = 'eligible' WHERE id = \(World.ovens)"),
        Trial("file: sent, and something missing again", .coralie, isNews: false),
        Trial(
            "file: withdrawn, for the agency", .julien,
            "UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)"),
        Trial(
            "file: without an owner", .julien, "DELETE FROM submission_author WHERE submission = \(World.ovens)"),
        Trial("file: eligible, without any reader", .julien, takenBack),
        Trial("file: eligible, with few readers", .julien, isNews: false),
        Trial("file: read by all, and not decided", .julien, sent),
        Trial("file: read by all, and not decided, for the chair", .genevieve, sent),
        Trial("invitation: sent", .helene, invited), Trial("invitation: sent, for the owner", .romain, invited),
    ]

    private static let invited: SQL = """
        INSERT INTO author_invitation (digest, submission, address, address_key, language, invited_by, created_at, ends_at)
        VALUES (\("digest"), \(World.ovens), \(Somebody.helene.email), \(Somebody.helene.email), 'fr', \(Somebody.romain.id),
            \(World.monday), \(Date() + 86_400))
        """

    private static let jury = [
        Trial(
            "juror: invited, without an answer", .julien,
            "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.benoit))"),
        Trial(
            "juror: invited", .benoit,
            "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.benoit))"),
        Trial("juror: active", .awa, isNews: false),
        Trial("tie: not stated", .julien, "DELETE FROM interest WHERE juror = \(World.juror(.benoit))"),
        Trial("tie: not stated, for the juror", .benoit, "DELETE FROM interest WHERE juror = \(World.juror(.benoit))"),
        Trial("assessment: draft", .awa, isNews: false),
        Trial("assessment: draft, for the agency", .julien, isNews: false),
        Trial("assessment: sent", .genevieve, isNews: false, sent),
        Trial(
            "assessment: sent, and its juror’s role taken back", .julien, sent,
            "DELETE FROM role_grant WHERE person = \(Somebody.awa.id)"),
        Trial(
            "assessment: sent, and its juror tied since", .julien, sent,
            """
            INSERT INTO submission_author (submission, person, role)
            VALUES (\(World.nursery), \(Somebody.awa.id), 'co-author')
            """),
        Trial(
            "point: not documented", .julien, sent,
            """
            INSERT INTO mark (assessment, checkpoint, kind, updated_at)
            VALUES (\(World.reading), \("need-established"), 'not-documented', \(World.monday))
            """),
        Trial(
            "point: not documented, and asked about", .julien, sent,
            """
            INSERT INTO mark (assessment, checkpoint, kind, updated_at)
            VALUES (\(World.reading), \("need-established"), 'not-documented', \(World.monday))
            """,
            """
            INSERT INTO submission_event (id, submission, kind, at, note)
            VALUES (\(World.key("0036", 1) as Identifier<Trial>), \(World.nursery), 'precisions-asked', \(World.monday),
                \("need-established"))
            """),
    ]

    private static let release = [
        Trial(
            "release: asked, and a second person is needed", .julien,
            """
            INSERT INTO release (edition, needs_two, asked_by) VALUES (\(World.edition2014), 1, \(Somebody.mireille.id))
            """),
        Trial(
            "release: asked, and a second person is needed, for whoever asked", .mireille,
            """
            INSERT INTO release (edition, needs_two, asked_by) VALUES (\(World.edition2014), 1, \(Somebody.mireille.id))
            """),
        Trial(
            "release: out, and asked for by one of two people", .julien,
            """
            INSERT INTO release_set (id, edition, released_at, released_by, confirmed_by)
            VALUES (\(World.key("0036", 2) as Identifier<Trial>), \(World.edition2014), \(World.monday - 3_600),
                \(Somebody.julien.id), \(Somebody.mireille.id))
            """),
        Trial(
            "release: missed", .julien,
            """
            INSERT INTO release (edition, planned_for, missed_why)
            VALUES (\(World.edition2014), \(World.monday - 3_600), 'late')
            """),
    ]

    private static let decision = [
        Trial(
            "decision: released, for the jury", .awa,
            """
            INSERT INTO release_set (id, edition, released_at)
            VALUES (\(World.key("0036", 1) as Identifier<Trial>), \(World.edition2014), \(World.monday - 3_600))
            """),
        Trial("decision: voided by a withdrawal", .julien, void, gone),
        Trial("decision: voided by a withdrawal, for the chair", .genevieve, void, gone),
        Trial(
            "decision: kept for later", .julien, decided("retained"),
            "UPDATE decision SET is_left_out = 1 WHERE submission = \(World.nursery)"),
        Trial("decision: released, for its authors: an award", .coralie, award, decided("award", award: prize), out),
        Trial("decision: released, for its authors: retained", .edith, decided("retained"), out),
        Trial("decision: released, for its authors: not retained", .coralie, decided("not-retained"), out),
        Trial(
            "decision: released, for its authors: withdrawn since", .coralie, decided("retained"), out,
            """
            UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)
            """),
    ]

    private static let sheet = [
        Trial("sheet: not begun, of a retained file", .sabine, decided("retained"), out),
        Trial("sheet: draft, of a retained file", .sabine, decided("retained"), out, sheet("draft")),
        Trial("sheet: draft, of a retained file, for the leads", .julien, decided("retained"), out, sheet("draft")),
        Trial("sheet: awaiting-approval", .coralie, sheet("awaiting-approval")),
        Trial("sheet: awaiting-approval, for those who publish", .sabine, sheet("awaiting-approval")),
        Trial("sheet: approved", .sabine, sheet("approved"), out),
        Trial("sheet: approved, of a file whose decision is not out", .sabine, sheet("approved")),
        Trial(
            "sheet: sent back", .sabine, sheet("draft"),
            """
            INSERT INTO sheet_event (id, sheet, kind, at, version)
            VALUES (\(World.key("0032", 1) as SheetEvent.ID), \(one), 'changes-asked', \(World.monday), 1)
            """),
        Trial(
            "sheet: published, and wanted otherwise", .sabine, sheet("published"),
            """
            INSERT INTO sheet_event (id, sheet, kind, at, version)
            VALUES (\(World.key("0032", 1) as SheetEvent.ID), \(one), 'changes-asked', \(World.monday), 1)
            """),
    ]

    private static let turnedSheet = [
        Trial("sheet: approved, for its owner", .coralie, sheet("approved"), out),
        Trial(
            "sheet: approved, of a file whose decision is not out, for its owner", .coralie, sheet("approved")),
        Trial("sheet: rewritten since it was shown, for its owner", .coralie, sheet("draft"), event("asked")),
        Trial("sheet: ready, of a file whose decision is not out, for its owner", .coralie, sheet("published")),
        Trial("sheet: unpublished", .sabine, out, sheet("unpublished"), event("unpublished")),
        Trial(
            "sheet: no longer kept ready, of a file whose decision is not out", .sabine, sheet("unpublished"),
            event("unpublished")),
        Trial(
            "sheet: published, and wanted otherwise, for its owner", .coralie, sheet("published"),
            event("changes-asked")),
        Trial("sheet: its agreement withdrawn", .sabine, sheet("unpublished"), event("consent-withdrawn")),
        Trial(
            "sheet: its agreement given again", .sabine, sheet("unpublished"),
            event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        Trial(
            "sheet: its agreement given again, for its owner", .coralie, sheet("unpublished"),
            event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        Trial(
            "sheet: its agreement given again, for who wrote along", .edith, decided("retained"), out,
            sheet("unpublished"), event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        Trial(
            "sheet: its agreement withdrawn, for its owner", .coralie, decided("retained"), out, sheet("unpublished"),
            event("consent-withdrawn")),
        Trial(
            "sheet: unpublished, for its owner", .edith, decided("retained"), out, sheet("unpublished"),
            event("unpublished")),
    ]

    private static let message = [
        Trial("message: held", .julien, message("held")), Trial("message: failed", .julien, message("failed")),
    ]

    private static let one: Sheet.ID = World.key("0031", 1)
    private static let sent: SQL = """
        UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)
        """

    private static let takenBack: SQL = "UPDATE assessment SET ended_at = \(World.monday) WHERE id = \(World.reading)"

    private static let prize: Identifier<Trial> = World.key("0035", 1)
    private static let award: SQL = """
        INSERT INTO award (id, edition, position, name_fr) VALUES (\(prize), \(World.edition2014), 0, \("Prix du travail"))
        """
    private static let out: SQL = """
        UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)
        """

    private static let void: SQL = """
        INSERT INTO decision_event (id, submission, kind, at, outcome, reason)
        VALUES (\(World.key("0037", 1) as Identifier<Trial>), \(World.nursery), 'void', \(World.monday), 'retained', \("Bien"))
        """
    private static let gone: SQL = """
        UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)
        """

    private static func decided(_ outcome: String, award: Identifier<Trial>? = nil) -> SQL {
        """
        INSERT INTO decision (submission, outcome, award, reason, recorded_at)
        VALUES (\(World.nursery), \(outcome), \(award), \("Une équipe qui décide"), \(World.monday - 7_200))
        """
    }

    private static let transmitted: SQL = """
        UPDATE submission SET state = 'transmitted', number = \("2014-002"), transmitted_at = \(World.monday)
        WHERE id = \(World.ovens)
        """

    private static func verdict(_ word: String) -> SQL {
        "UPDATE submission SET eligibility = \(word) WHERE id = \(World.nursery)"
    }

    private static let completed: SQL =
        "UPDATE submission SET completed_at = \(World.monday) WHERE id = \(World.nursery)"

    private static func sheet(_ state: String) -> SQL {
        """
        INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
        SELECT \(one), initiative, edition, id, \(state), title, \(World.monday)
        FROM submission WHERE id = \(World.nursery)
        """
    }

    private static func event(_ kind: String, number: Int = 1, at moment: Date = World.monday) -> SQL {
        """
        INSERT INTO sheet_event (id, sheet, kind, at, version)
        VALUES (\(World.key("0032", number) as SheetEvent.ID), \(one), \(kind), \(moment), 1)
        """
    }

    private static func message(_ state: String) -> SQL {
        """
        INSERT INTO message (id, edition, address, language, subject, letter, plain, html, state, created_at, send_after)
        VALUES (\(World.key("0034", 1) as Identifier<Trial>), \(World.edition2014), \("x@example.org"), 'fr', \("Objet"),
            \("{}"), \("Texte"), \("Texte"), \(state), \(World.monday), \(World.monday))
        """
    }
}
