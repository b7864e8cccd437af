import Testing

@testable import Web

struct RouteTableTests {
    private static let declared = [
        "/", "/thing", "/thing/:name", "/thing/new", "/thing/:name/parts/:part", "/thing/new/parts/first", "/:page",
        "/:page/:rest", "/a/b/c/d", "/thing/:name/", "/thing",
    ]
    private static let entries = declared.enumerated().map { place, path in
        Routes.Entry(method: place % 2 == 0 ? "GET" : "POST", path: path, policy: .always)
    }

    @Test(arguments: [
        "/", "", "//", "/thing", "/thing/", "//thing", "/thing/new", "/thing/other", "/thing/new/parts/first",
        "/thing/x/parts/first", "/thing/new/parts/second", "/a/b/c/d", "/a/b/c", "/a/b/c/d/e", "/:name", "/thing/:name",
        "/th%69ng", "/Thing", "/é/e\u{301}",
    ])
    func `a path's routes are those that say they match it, in the order they were declared`(path: String) {
        let found = RouteTable(Self.entries).matching(path).map { "\($0.method) \($0.path)" }
        #expect(found == Self.entries.filter { $0.matches(path) }.map { "\($0.method) \($0.path)" })
    }

    @Test func `a name stands before what is open, and both are found`() {
        let found = RouteTable(Self.entries).matching("/thing/new").map(\.path)
        #expect(found == ["/thing/:name", "/thing/new", "/:page/:rest", "/thing/:name/"])
    }
}
