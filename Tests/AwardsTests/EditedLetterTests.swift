import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// A letter that somebody changed by hand is theirs: it is read again, and made anew only if they say so.
struct EditedLetterTests {
    private static let path = "/agence/editions/2014/publication"
    private static let mine = "Nous vous le disons de vive voix."

    @Test(arguments: Engine.available)
    func `a letter changed by hand is said to be so where letters are told to say their decision`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.preparedLetter()
        #expect(try await julien.get(Self.path).text.contains("Chaque lettre dit sa décision"))
        // Saved as it was, it is nobody's.
        _ = try await julien.submit(letter, on: julien.get(letter + "/modifier"), [:])
        #expect(try await julien.get(Self.path).text.contains("Chaque lettre dit sa décision"))
        _ = try await julien.submit(letter, on: julien.get(letter + "/modifier"), ["lead": Self.mine])
        let page = try await julien.get(Self.path)
        #expect(!page.text.contains("Chaque lettre dit sa décision"))
        #expect(page.text.contains("1 lettre modifiée à la main"))
        #expect(page.html.contains("href=\"\(letter)\""))
    }

    @Test(arguments: Engine.available)
    func `when the decision changes it is asked whether such a letter stays, and it does`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.editedLetter(Self.mine)
        try await DecisionStore(database: world.database).decide("retained", "Mieux dit", at: 1)
        let field = "letter-\(letter.suffix(36))"
        let page = try await julien.get(Self.path)
        #expect(page.html.contains("name=\"\(field)\""))
        let refused = try await julien.submit("\(Self.path)/lettres", on: page, [:])
        #expect(refused.status == .unprocessableContent && refused.text.contains("dites si elle reste"))
        #expect(try await world.releaseLetters().map(\.state) == ["held"])
        _ = try await julien.submit("\(Self.path)/lettres", on: page, [field: "keep"])
        #expect(try await world.releaseLetters().map(\.state) == ["held"])
        #expect(try await julien.get(letter + "/lettre").html.contains(Self.mine))
        #expect(try await julien.get(Self.path).text.contains("1 lettre modifiée à la main"))
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.releaseLetters().map(\.state) == ["waiting"])
    }

    @Test(arguments: Engine.available, ["keep", "anew"])
    func `what was chosen before the letter or its decision changed again is asked again, and nothing is prepared`(
        engine: Engine, choice: String
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.editedLetter(Self.mine)
        let (decisions, field) = (DecisionStore(database: world.database), "letter-\(letter.suffix(36))")
        try await decisions.decide("retained", "Mieux dit", at: 1)
        let first = try await julien.get(Self.path)
        try await decisions.decide("not-retained", "Tout autre chose", at: 2)
        let second = try await julien.get(Self.path)
        _ = try await julien.submit(letter, on: julien.get(letter + "/modifier"), ["lead": "Encore autre chose."])
        for page in [first, second] {
            let refused = try await julien.submit("\(Self.path)/lettres", on: page, [field: choice])
            #expect(refused.status == .unprocessableContent && refused.text.contains("dites si elle reste"))
            #expect(!refused.html.contains("value=\"\(choice)\" checked"))
            #expect(try await world.releaseLetters().map(\.state) == ["held"])
            #expect(try await !julien.get(Self.path).text.contains("Chaque lettre dit sa décision"))
        }
        let answer = try await julien.submit("\(Self.path)/lettres", on: julien.get(Self.path), [field: choice])
        #expect(answer.status == .seeOther)
        #expect(try await world.releaseLetters().last?.state == "held")
    }

    @Test(arguments: Engine.available)
    func `or is made anew`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.editedLetter(Self.mine)
        try await DecisionStore(database: world.database).decide("retained", "Mieux dit", at: 1)
        let page = try await julien.get(Self.path)
        _ = try await julien.submit("\(Self.path)/lettres", on: page, ["letter-\(letter.suffix(36))": "anew"])
        let letters = try await world.releaseLetters()
        #expect(letters.map(\.state) == ["cancelled", "held"])
        #expect(try await !julien.get("/agence/messages/\(letters[1].id)/lettre").html.contains(Self.mine))
        #expect(try await julien.get(Self.path).text.contains("Chaque lettre dit sa décision"))
    }

    @Test func `a letter that is emptied of its text is refused, with the rest of what was typed`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let letter = try await world.preparedLetter()
        let refused = try await julien.submit(
            letter, on: julien.get(letter + "/modifier"), ["lead": Self.mine, "text": " \n "])
        #expect(refused.status == .unprocessableContent && refused.html.contains("href=\"#text\""))
        #expect(refused.html.contains(Self.mine))
    }
}

extension World {
    /// A letter on the decision, with another first sentence.
    fileprivate func editedLetter(_ lead: String) async throws -> String {
        let (letter, julien) = (try await preparedLetter(), visitor(.julien))
        _ = try await julien.submit(letter, on: julien.get(letter + "/modifier"), ["lead": lead])
        return letter
    }
}
