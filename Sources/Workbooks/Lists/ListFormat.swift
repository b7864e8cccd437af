import Web

/// As what a list leaves.
public enum ListFormat: String, CaseIterable, Sendable {
    case csv, xlsx
}

extension Routes {
    /// A list as a file: `PATH.csv` and `PATH.xlsx`, under the same policy and of the same rows.
    public func list(
        _ path: String, for policy: Policy,
        _ handler: @escaping @Sendable (Visit, ListFormat) async throws -> Answer
    ) {
        for format in ListFormat.allCases {
            get("\(path).\(format.rawValue)", for: policy) { visit in try await handler(visit, format) }
        }
    }
}
