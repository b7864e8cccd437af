import Foundation
import Testing
import Web
import World

@testable import Assembly

/// Who gives a role or a file is who they are, by whichever form they do.
struct GivingTests {
    /// Where the code gives a role or a file, and by which forms that is come to: a new place is asked about here.
    /// Trials go without; what does it asks by itself (`ListPagesTests`).
    private static let asking: Set<String> = ["/agence/listes"]
    private static let giving: [String: Set<String>] = [
        "Campaigns/People/PeoplePages.swift": ["/agence/personnes/:person/roles"],
        "Campaigns/People/PeopleStore.swift": ["/agence/personnes/nouvelle"],
        "Campaigns/Edition/SuccessorStore.swift": ["/agence/editions/nouvelle"],
        "Sheets/Lists/ListPeople.swift": ["/agence/listes"],
        // To those who wrote the first part.
        "Submissions/Round/SecondPartStore.swift": ["/agence/editions/:edition/tour/annoncer"],
        "Jury/Juror/ChairStore.swift": ["/agence/editions/:edition/jury/:juror/presidence"],
        "Jury/Juror/SeatStore.swift": [
            "/agence/editions/:edition/jury", "/agence/editions/:edition/jury/:juror/remplacer",
            "/agence/editions/:edition/jury/propositions/:person/inviter",
        ],
        // Whoever begins a file, or accepts to write along, has opened a link of their own mail for it.
        "Submissions/File/AuthorStore.swift": [
            "/agence/dossiers/:submission/porteur", "/agence/editions/:edition/dossiers/saisir",
        ],
        // On the machine alone.
        "Assembly/AccountCommand.swift": [], "Assembly/Demonstration/DemonstrationSubmissions.swift": [],
    ]

    @Test func `each place that gives a role or a file is known, and its forms ask for a fresh proof`() async throws {
        let sources = URL(filePath: World.root + "/Sources", directoryHint: .isDirectory)
        let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        let found = try names.filter { $0.hasSuffix(".swift") }.filter { name in
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            let gives = /(RoleStore|roles)\.grant\(|INSERT INTO submission_author/
            return text.contains(gives)
        }
        #expect(Set(found) == Set(Self.giving.keys))
        let fresh = Set(try await World().house.site.entries.filter { $0.proof == .fresh }.map(\.path))
        for (place, paths) in Self.giving {
            #expect(paths.subtracting(fresh).subtracting(Self.asking) == [], "\(place)")
        }
    }
}
