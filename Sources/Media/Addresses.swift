import Web

/// The routes of one place that takes files, under a path of its feature: `dossiers/:file/photos`. Proxies know them, and what is served
/// of such files, by the word that all have: they take any size there, and keep nothing (packaging/).
struct UploadAddresses: Sendable {
    let pattern: String

    /// - Parameter place: as its feature declares it, with the names of what stands in it.
    init(under place: String) { pattern = place + "/fichiers" }

    /// Where what somebody sends in pieces is begun.
    var beginning: String { pattern + "/envois" }
    /// Where it goes on, and where is said how far it is.
    var one: String { pattern + "/envois/:upload" }
    var cancelling: String { pattern + "/envois/:upload/annuler" }
}

extension Medium {
    /// Under the path of its place.
    func cancelPath(under place: String) -> String { "\(place)/fichiers/envois/\(id)/annuler" }
}
