import Identifiers
import Storage

// Whether there is room for one more: on the disk, at its place, and in what one person may send in a day. It is looked at before
// bytes are kept, since those that are kept stay for a day whatever becomes of them.
extension Arrival {
    /// Said before it is sent: a disk that would be full afterwards takes none of it.
    func makeSureOfDisk(for size: Int) throws {
        guard house.hasRoom(for: size) else { throw ArrivalRefusal.full }
    }

    func makeSureOfDay(for size: Int, in connection: any Connection) throws {
        let brought = try BroughtBytesStore.size(of: person, now: now, in: connection)
        guard brought + size <= house.mostOfDay else { throw ArrivalRefusal.tooMuchOfDay(most: house.mostOfDay) }
    }

    /// Of one that is all there and is to be kept.
    ///
    /// - Parameter isKnown: it was begun before, and stands among what is on its way.
    func makeSureOfRoom(for size: Int, isKnown: Bool, in connection: any Connection) throws {
        // Others may have filled the place since it was begun.
        let arriving =
            isKnown ? (0, 0) : try MediaStore.arriving(at: place, beside: person, now: now, in: connection)
        try place.makeSureOfRoom(for: size, beside: arriving, in: connection)
    }

    /// Counts it among what this person has sent, for good: it is in the store from here on, even where nothing names it in the end.
    func count(_ medium: Medium, _ size: Int, isKnown: Bool) async throws {
        try await house.database.write(for: .insiders) { connection in
            try makeSureOfRoom(for: size, isKnown: isKnown, in: connection)
            let brought = try BroughtBytesStore.note(medium.id, size, by: person, now: now, in: connection)
            guard brought <= house.mostOfDay else { throw ArrivalRefusal.tooMuchOfDay(most: house.mostOfDay) }
        }
    }
}
