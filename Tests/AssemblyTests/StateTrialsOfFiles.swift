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

// Editions, files, and who reads them.
extension StateTrial {
    static let edition = [
        StateTrial(
            "edition: without a grid", .julien, "DELETE FROM edition_grid WHERE edition = \(World.edition2014)"),
        StateTrial(
            "edition: without a juror, and reading near", .julien,
            "UPDATE juror SET state = 'left' WHERE edition = \(World.edition2014)"),
        StateTrial("edition: without a partner", .julien, isNews: false),
        StateTrial(
            "person: without a name", .coralie, "UPDATE person SET name = email WHERE id = \(Somebody.coralie.id)"),
        StateTrial(
            "edition: draft, its dates", .julien,
            "UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)"),
        StateTrial(
            "figure: not typed", .julien,
            """
            INSERT INTO target (id, edition, position, name, goal, rule)
            VALUES (\(World.key("0033", 1) as Identifier<StateTrial>), \(World.edition2014), 1, \("Visites"), 3, \("Comptées"))
            """),
    ]

    static let file = [
        StateTrial("file: draft", .romain, isNews: false),
        StateTrial(
            "file: draft, and its call closed", .romain,
            "UPDATE phase SET ends_at = \(World.monday - 3_600) WHERE id = \(World.call)"),
        StateTrial(
            "file: draft, and its call not open yet", .romain,
            "UPDATE phase SET starts_at = \(World.monday + 3_600) WHERE id = \(World.call)"),
        StateTrial(
            "file: draft, and its edition closed", .romain,
            "UPDATE edition SET status = 'closed' WHERE id = \(World.edition2014)"),
        StateTrial("file: draft, and its form changed", .romain, published, followed),
        StateTrial("file: draft, to be sent", .julien, isNews: false),
        StateTrial(
            "file: chosen for the shortlist", .julien,
            """
            INSERT INTO edition (id, campaign, slug, name, status, created_at, round_of)
            VALUES (\(World.key("0003", 142) as Edition.ID), \(World.campaign), '2014-2', 'Finalistes', 'draft', \(World.monday),
                \(World.edition2014))
            """,
            """
            INSERT INTO shortlisted (submission, round, chosen_at)
            VALUES (\(World.nursery), \(World.key("0003", 142) as Edition.ID), \(World.monday))
            """),
        StateTrial("file: pending", .julien, verdict("pending")),
        StateTrial("file: pending, for its authors", .romain, isComplete: true, transmitted),
        StateTrial("file: to-complete", .coralie, verdict("to-complete")),
        StateTrial("file: not-eligible", .coralie, verdict("not-eligible")),
        StateTrial("file: to-complete, for the agency", .julien, verdict("to-complete")),
        StateTrial(
            "file: to-complete, and the call closed", .coralie, verdict("to-complete"),
            "UPDATE phase SET ends_at = \(World.monday - 3_600) WHERE id = \(World.call)"),
        StateTrial(
            "file: to-complete, and said to be complete", .julien, verdict("to-complete"), completed),
        StateTrial(
            "file: to-complete, and said to be complete, for its authors", .coralie, verdict("to-complete"), completed),
        StateTrial(
            "file: eligible", .romain, isComplete: true, transmitted,
            "UPDATE submission SET eligibility = 'eligible' WHERE id = \(World.ovens)"),
        StateTrial("file: sent, and something missing again", .coralie, isNews: false),
        StateTrial(
            "file: withdrawn, for the agency", .julien,
            "UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)"),
        StateTrial(
            "file: without an owner", .julien, "DELETE FROM submission_author WHERE submission = \(World.ovens)"),
        StateTrial("file: eligible, without any reader", .julien, takenBack),
        StateTrial("file: eligible, with few readers", .julien, isNews: false),
        StateTrial("file: read by all, and not decided", .julien, sent),
        StateTrial("file: read by all, and not decided, for the chair", .genevieve, sent),
        StateTrial("invitation: sent", .thierry, invited),
        StateTrial("invitation: sent, for the owner", .romain, invited),
        StateTrial("invitation: sent, and the letter did not arrive", .romain, invited, lost),
    ]

    static let jury = [
        StateTrial(
            "juror: invited, without an answer", .julien,
            "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.benoit))"),
        StateTrial(
            "juror: invited", .benoit,
            "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.benoit))"),
        StateTrial(
            "juror: an author of a file that was sent since", .julien,
            """
            INSERT INTO submission_author (submission, person, role)
            VALUES (\(World.nursery), \(Somebody.awa.id), 'co-author')
            """,
            "UPDATE submission SET transmitted_at = \(World.monday) WHERE id = \(World.nursery)"),
        StateTrial("juror: active", .awa, isNews: false),
        StateTrial("tie: not stated", .julien, "DELETE FROM interest WHERE juror = \(World.juror(.benoit))"),
        StateTrial(
            "tie: not stated, for the juror", .benoit, "DELETE FROM interest WHERE juror = \(World.juror(.benoit))"),
        StateTrial("assessment: draft", .awa, isNews: false),
        StateTrial("assessment: draft, for the agency", .julien, isNews: false),
        StateTrial("assessment: sent", .genevieve, isNews: false, sent),
        StateTrial(
            "assessment: sent, and its juror’s role taken back", .julien, sent,
            "DELETE FROM role_grant WHERE person = \(Somebody.awa.id)"),
        StateTrial(
            "assessment: sent, and its juror tied since", .julien, sent,
            """
            INSERT INTO submission_author (submission, person, role)
            VALUES (\(World.nursery), \(Somebody.awa.id), 'co-author')
            """),
        StateTrial("assessment: sent, and its file changed since", .awa, sent, changed),
        StateTrial(
            "point: not documented", .julien, sent,
            """
            INSERT INTO mark (assessment, checkpoint, kind, updated_at)
            VALUES (\(World.reading), \("need-established"), 'not-documented', \(World.monday))
            """),
        StateTrial(
            "point: not documented, and asked about", .julien, sent,
            """
            INSERT INTO mark (assessment, checkpoint, kind, updated_at)
            VALUES (\(World.reading), \("need-established"), 'not-documented', \(World.monday))
            """,
            """
            INSERT INTO submission_event (id, submission, kind, at, note)
            VALUES (\(World.key("0036", 1) as Identifier<StateTrial>), \(World.nursery), 'precisions-asked', \(World.monday),
                \("need-established"))
            """),
    ]
}
