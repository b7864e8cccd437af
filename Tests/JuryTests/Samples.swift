import Foundation
import Grids
import World

@testable import Jury

extension World {
    /// The first instant that is too late to mark in 2014.
    static let closing = monday + 39 * 86_400

    static let theGrid: Grid = {
        guard let (_, grid) = try? defaultGrid() else { preconditionFailure("the default grid cannot be read") }
        return grid
    }()

    static let need = Checkpoint.ID("need-established")!
    static let beneficiaries = Checkpoint.ID("beneficiaries")!
    static let page = "/jury/dossiers/\(reading)"
    static let needForm = "\(page)/points/need-established"
}

extension Assessment {
    /// Awa's, untouched.
    static var sample: Assessment {
        Assessment(
            id: World.reading, grid: World.theGrid,
            window: ReadingWindow(opensAt: World.monday - 14 * 86_400, closesAt: World.closing), state: .draft,
            sentAt: nil, revision: 1, lines: [:])
    }

    /// Every checkpoint at a level that needs no reason.
    static var full: Assessment {
        var full = sample
        for checkpoint in World.theGrid.checkpoints {
            full.lines[checkpoint.id] = Line(mark: .level(2), revision: 1, savedAt: World.monday)
        }
        return full
    }
}
