import Campaigns
import Foundation
import Storage
import Web

/// Puts the frame of every page together: the agency's name and colour, the running edition, where one can go.
struct Framing: Sendable {
    let database: any Database

    func frame(for reader: Reader, at now: Date) async throws -> Frame {
        var frame = Frame()
        frame.publicLinks = [
            .init(reader.t("Initiatives"), to: "/catalogue"), .init(reader.t("Laureates"), to: "/laureats"),
            .init(reader.t("The checkpoints"), to: "/grille"),
        ]
        frame.deskLinks = deskLinks(for: reader)
        return frame
    }

    private func deskLinks(for reader: Reader) -> [Frame.Link] {
        [.init(reader.t("My page"), to: "/ma-page")]
    }
}
