import Web

/// Removing an edition: what goes with it first, then by a typed word, or why it stays.
struct EditionRemovalPages: Sendable {
    let removals: EditionRemovalStore

    func ask(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.editionRemovalPage(try await removal(visit)))
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let removal = try await removal(visit)
        let slug = removal.edition.slug
        let typed = visit.fields.text("confirmation") ?? ""
        guard EditionRemoval.words(slug).contains(visit.fields.search("confirmation").lowercased()) else {
            return .refused(visit.reader.editionRemovalPage(removal, typed: typed, isUnconfirmed: true))
        }
        do {
            _ = try await removals.remove(
                slug, at: visit.fields.revision(), shown: visit.fields.text("shown"), by: visit.person, time: visit.time
            ).orNotFound()
            return .seeOther(try await isStaffStill(visit) ? "/agence/editions?ok=removed" : "/ma-page")
        } catch is EditionRemoval.Refusal {
            return .refused(visit.reader.editionRemovalPage(try await self.removal(visit), typed: typed))
        } catch is Outdated {
            let now = try await self.removal(visit)
            return .outOfDate(visit.reader.editionRemovalPage(now, typed: typed, isOutdated: true))
        }
    }

    /// Whoever led that one alone has no list of editions any more.
    private func isStaffStill(_ visit: Visit) async throws -> Bool {
        let roles = try await removals.roles.grants(of: visit.person).map(\.role)
        return !Set(roles).isDisjoint(with: Set<Role>.staff)
    }

    private func removal(_ visit: Visit) async throws -> EditionRemoval {
        try await removals.removal(of: visit.word("edition"), for: visit.person).orNotFound()
    }
}
