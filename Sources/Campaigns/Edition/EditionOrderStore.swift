import Storage

// Which edition came when: by its dates, since a former year may be recorded after a later one.
extension EditionStore {
    /// For `ORDER BY`. `edition` is the table or an alias of it.
    public static func newestFirst(_ edition: SQL = "edition") -> SQL {
        "\(begins(edition)) DESC, \(edition).created_at DESC, \(edition).slug DESC"
    }

    /// True when one edition came before another. Both are aliases of the table: `"earlier"`, `"edition"`.
    public static func isBefore(_ earlier: SQL, _ later: SQL) -> SQL {
        """
        (\(begins(earlier)) < \(begins(later)) OR \(begins(earlier)) = \(begins(later))
            AND (\(earlier).created_at < \(later).created_at
                OR \(earlier).created_at = \(later).created_at AND \(earlier).slug < \(later).slug))
        """
    }

    /// The first moment of its first phase; one without phases counts from when it was made.
    private static func begins(_ edition: SQL) -> SQL {
        """
        coalesce((SELECT min(begun.starts_at) FROM phase AS begun WHERE begun.edition = \(edition).id), \(edition).created_at)
        """
    }
}
