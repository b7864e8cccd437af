import Testing

@testable import Web

struct MenuTests {
    private let menu: Menu = {
        var menu = Menu()
        menu.bar = [.init("My page", to: "/ma-page"), .init("My readings", to: "/jury")]
        menu.edition = [
            .init("Overview", to: "/agence/editions/:edition"),
            .init("Files", to: "/agence/editions/:edition/dossiers", covers: ["/agence/dossiers"]),
            .init("Results", to: "/jury/:edition/resultats"),
        ]
        return menu
    }()

    @Test(arguments: [
        ("/ma-page", "My page"), ("/jury", "My readings"), ("/jury/dossiers/1", "My readings"),
        ("/jury/2014/resultats/1", "Results"), ("/agence/editions/2014", "Overview"),
        ("/agence/editions/2014/dossiers", "Files"), ("/agence/dossiers/1/", "Files"),
    ])
    func `a page belongs to the nearest entry it stands under`(path: String, title: String) {
        #expect(menu.current(at: path, of: "2014")?.title == title)
    }

    @Test(arguments: ["/agence/editions", "/agence/editions/2014/phases", "/ma-page-2", "/"])
    func `a page that stands under no entry belongs to none`(path: String) {
        #expect(menu.current(at: path, of: "2014") == nil)
    }

    @Test(arguments: [
        ("/agence/editions/2013/dossiers/saisir", "2013" as String?), ("/jury/2012/resultats", "2012"),
        ("/jury/dossiers/1", nil), ("/agence/editions/nouvelle", nil), ("/ma-page", nil),
    ])
    func `an address says its edition where the menu has such a page`(path: String, edition: String?) {
        #expect(menu.edition(in: path) == edition)
    }
}
