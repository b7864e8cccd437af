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

// What was decided of files, what comes out of it, and letters.
extension StateTrial {
    static let release = [
        StateTrial(
            "release: planned, and whoever planned it may release no more", .julien,
            "INSERT INTO release (edition, planned_for) VALUES (\(World.edition2014), \(World.monday + 3600))"),
        StateTrial(
            "release: asked, and a second person is needed", .julien,
            """
            INSERT INTO release (edition, needs_two, asked_by) VALUES (\(World.edition2014), 1, \(Somebody.mireille.id))
            """),
        StateTrial(
            "release: asked, and a second person is needed, for whoever asked", .mireille,
            """
            INSERT INTO release (edition, needs_two, asked_by) VALUES (\(World.edition2014), 1, \(Somebody.mireille.id))
            """),
        StateTrial(
            "release: out, and asked for by one of two people", .julien,
            """
            INSERT INTO release_set (id, edition, released_at, released_by, confirmed_by)
            VALUES (\(World.key("0036", 2) as Identifier<StateTrial>), \(World.edition2014), \(World.monday - 3_600),
                \(Somebody.julien.id), \(Somebody.mireille.id))
            """),
        StateTrial(
            "release: missed", .julien,
            """
            INSERT INTO release (edition, planned_for, missed_why)
            VALUES (\(World.edition2014), \(World.monday - 3_600), 'late')
            """),
    ]

    static let decision = [
        StateTrial(
            "decision: released, and its change waits for a second person", .julien, decided("retained"), out,
            changeAsked(by: .mireille)),
        StateTrial(
            "decision: released, and its change waits for a second person, for whoever asked", .julien,
            decided("retained"), out, changeAsked(by: .julien)),
        StateTrial(
            "decision: released, for the jury", .awa,
            """
            INSERT INTO release_set (id, edition, released_at)
            VALUES (\(World.key("0036", 1) as Identifier<StateTrial>), \(World.edition2014), \(World.monday - 3_600))
            """),
        StateTrial("decision: released, and its file withdrawn since", .julien, decided("retained"), out, noted, gone),
        StateTrial(
            "decision: released, and its file withdrawn since, for the chair", .genevieve, decided("retained"), out,
            noted, gone),
        StateTrial("decision: voided by a withdrawal", .julien, void, gone),
        StateTrial("decision: voided by a withdrawal, for the chair", .genevieve, void, gone),
        StateTrial(
            "decision: kept for later", .julien, decided("retained"),
            "UPDATE decision SET is_left_out = 1 WHERE submission = \(World.nursery)"),
        StateTrial(
            "decision: released, for its authors: an award", .coralie, award, decided("award", award: prize), out),
        StateTrial("decision: released, for its authors: retained", .edith, decided("retained"), out),
        StateTrial("decision: released, for its authors: not retained", .coralie, decided("not-retained"), out),
        StateTrial(
            "decision: released, for its authors: withdrawn since", .coralie, decided("retained"), out,
            """
            UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday) WHERE id = \(World.nursery)
            """),
    ]

    static let sheet = [
        StateTrial("sheet: not begun, of a retained file", .sabine, decided("retained"), out),
        StateTrial("sheet: draft, of a retained file", .sabine, decided("retained"), out, sheet("draft")),
        StateTrial(
            "sheet: draft, of a retained file, for the leads", .julien, decided("retained"), out, sheet("draft")),
        StateTrial("sheet: awaiting-approval", .coralie, sheet("awaiting-approval")),
        StateTrial("sheet: awaiting-approval, for those who publish", .sabine, sheet("awaiting-approval")),
        StateTrial("sheet: approved", .sabine, sheet("approved"), out),
        StateTrial("sheet: approved, of a file whose decision is not out", .sabine, sheet("approved")),
        StateTrial(
            "sheet: sent back", .sabine, sheet("draft"),
            """
            INSERT INTO sheet_event (id, sheet, kind, at, version)
            VALUES (\(World.key("0032", 1) as SheetEvent.ID), \(one), 'changes-asked', \(World.monday), 1)
            """),
        StateTrial(
            "sheet: published, and wanted otherwise", .sabine, sheet("published"),
            """
            INSERT INTO sheet_event (id, sheet, kind, at, version)
            VALUES (\(World.key("0032", 1) as SheetEvent.ID), \(one), 'changes-asked', \(World.monday), 1)
            """),
    ]

    static let turnedSheet = [
        StateTrial("sheet: approved, for its owner", .coralie, sheet("approved"), out),
        StateTrial(
            "sheet: approved, of a file whose decision is not out, for its owner", .coralie, sheet("approved")),
        StateTrial("sheet: rewritten since it was shown, for its owner", .coralie, sheet("draft"), event("asked")),
        StateTrial("sheet: ready, of a file whose decision is not out, for its owner", .coralie, sheet("published")),
        StateTrial("sheet: unpublished", .sabine, out, sheet("unpublished"), event("unpublished")),
        StateTrial(
            "sheet: no longer kept ready, of a file whose decision is not out", .sabine, sheet("unpublished"),
            event("unpublished")),
        StateTrial(
            "sheet: published, and wanted otherwise, for its owner", .coralie, sheet("published"),
            event("changes-asked")),
        StateTrial("sheet: its agreement withdrawn", .sabine, sheet("unpublished"), event("consent-withdrawn")),
        StateTrial(
            "sheet: its agreement given again", .sabine, sheet("unpublished"),
            event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        StateTrial(
            "sheet: its agreement given again, for its owner", .coralie, sheet("unpublished"),
            event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        StateTrial(
            "sheet: its agreement given again, for who wrote along", .edith, decided("retained"), out,
            sheet("unpublished"), event("consent-withdrawn", number: 2, at: World.monday - 60), event("consent-given")),
        StateTrial(
            "sheet: its agreement withdrawn, for its owner", .coralie, decided("retained"), out, sheet("unpublished"),
            event("consent-withdrawn")),
        StateTrial(
            "sheet: unpublished, for its owner", .edith, decided("retained"), out, sheet("unpublished"),
            event("unpublished")),
    ]

    static let message = [
        StateTrial("message: held", .julien, message("held")),
        StateTrial("message: failed", .julien, message("failed")),
    ]
}
