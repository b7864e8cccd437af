import Foundation
import Identifiers
import Sheets
import Submissions
import Testing
import World

@testable import Jury

struct EvenShareTests {
    static let files: [Submission.ID] = (1...12).map { World.key("0006", $0) }
    static let jurors: [Juror.ID] = (1...6).map { World.key("0010", $0) }

    @Test func `each file has its readers, and nobody reads more than another`() {
        let proposal = share().proposal()
        #expect(proposal.short.isEmpty)
        for file in Self.files { #expect(proposal.pairs.count { $0.submission == file } == 3) }
        for juror in Self.jurors { #expect(proposal.pairs.count { $0.juror == juror } == 6) }
    }

    @Test func `the same values give the same share, another seed another one`() {
        #expect(share().proposal() == share().proposal())
        var other = share()
        other.seed = 2015
        #expect(other.proposal() != share().proposal())
    }

    @Test func `a strong tie is respected, even when a file then lacks a reader`() {
        let bound = Set(Self.jurors.dropFirst(2).map { Pairing(submission: Self.files[0], juror: $0) })
        let proposal = share(bound: bound).proposal()
        #expect(proposal.pairs.isDisjoint(with: bound))
        #expect(proposal.short == [Self.files[0]: 1] && proposal.held.isEmpty)
    }

    @Test func `what is given stays, and counts`() {
        let kept: Set = [Pairing(submission: Self.files[0], juror: Self.jurors[0])]
        let proposal = share(kept: kept).proposal()
        #expect(kept.isSubset(of: proposal.pairs))
        #expect(proposal.pairs.count { $0.submission == Self.files[0] } == 3)
    }

    @Test func `nobody gets more than the most`() {
        let proposal = share(most: 2).proposal()
        for juror in Self.jurors { #expect(proposal.pairs.count { $0.juror == juror } == 2) }
        #expect(proposal.short.values.reduce(0, +) == 36 - 12)
        #expect(proposal.held == Set(proposal.short.keys))
    }

    @Test func `without jurors every file lacks its readers`() {
        let proposal = EvenShare(files: Self.files, jurors: [], bound: [], kept: [], readers: 2, most: 5).proposal()
        #expect(proposal.pairs.isEmpty)
        #expect(proposal.short.count == 12)
    }

    private func share(bound: Set<Pairing> = [], kept: Set<Pairing> = [], most: Int = 6) -> EvenShare {
        EvenShare(files: Self.files, jurors: Self.jurors, bound: bound, kept: kept, readers: 3, most: most)
    }
}
