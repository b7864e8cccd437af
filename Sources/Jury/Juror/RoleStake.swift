import Campaigns
import Web

extension JuryFeature {
    /// What a juror leaves behind.
    public var roleStakes: [RoleStakes] {
        [
            { [jurors] person, hat, visit in
                guard Set<Role>.jury.contains(hat.role) else { return [] }
                let stake = try await jurors.jurors.stake(of: person, without: hat, for: visit.person)
                return visit.reader.sentences(for: stake, isChair: hat.role == .chair)
            }
        ]
    }
}

extension Hat {
    /// This role judges files as well, in every edition of that one.
    func judges(wherever hat: Hat) -> Bool {
        Set<Role>.jury.contains(role) && (edition == nil || edition == hat.edition)
    }
}

extension Reader {
    fileprivate func sentences(for stake: RoleStake, isChair: Bool) -> [String] {
        var sentences: [String] = isChair ? [t("This person chairs the jury: give the chair to somebody else.")] : []
        if stake.sent > 0 {
            sentences.append(
                t(
                    "\(stake.sent) reading sent: it counts nowhere until you say whether it stays.",
                    "\(stake.sent) readings sent: they count nowhere until you say which stay.", count: stake.sent))
        }
        if stake.begun > 0 {
            sentences.append(
                t(
                    "\(stake.begun) reading begun and not sent: its marks are lost.",
                    "\(stake.begun) readings begun and not sent: their marks are lost.", count: stake.begun))
        }
        if stake.unsent > 0 {
            sentences.append(
                t(
                    "\(stake.unsent) file to read: give it to somebody else.",
                    "\(stake.unsent) files to read: give them to somebody else.", count: stake.unsent))
        }
        return sentences
    }
}
