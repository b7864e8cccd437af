import Web

/// The routes of one place that takes files, under a path of its feature: `dossiers/:file/pieces`.
struct UploadAddresses: Sendable {
    /// As its feature declares it, with the names of what stands in it.
    let pattern: String

    /// Where what somebody sends in pieces is begun.
    var beginning: String { pattern + "/envois" }
    /// Where it goes on, and where is said how far it is.
    var one: String { pattern + "/envois/:upload" }
    var cancelling: String { pattern + "/envois/:upload/annuler" }
}

extension Medium {
    /// Under the path of its place.
    func cancelPath(at place: String) -> String { "\(place)/envois/\(id)/annuler" }
}
