extension Connection {
    /// Does what is to be kept in some cases alone, and the very same in the others, where it is undone again: by how long it takes,
    /// or by what the database was asked, nobody tells which it was.
    public func doing<Result>(isKept: Bool, _ body: () throws -> Result) throws -> Result? {
        try run("SAVEPOINT kept_or_not")
        let result = try body()
        // As many statements either way: what is still open after the second ends with the transaction.
        try run(isKept ? "RELEASE SAVEPOINT kept_or_not" : "ROLLBACK TO SAVEPOINT kept_or_not")
        return isKept ? result : nil
    }
}
