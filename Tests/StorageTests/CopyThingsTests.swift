import Testing

@testable import PostgresEngine

/// What a copy's script is found to do, without a server.
struct CopyThingsTests {
    @Test func `making things and filling them is all that a copy does`() {
        var copy = CopyThings(ofCopy: true)
        copy.take(
            """
            SET statement_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE TABLE public.thing (id text NOT NULL);
            ALTER TABLE ONLY public.thing ADD CONSTRAINT thing_pkey PRIMARY KEY (id);
            SELECT pg_catalog.setval('public.thing_number_seq', 1, false);
            """)
        #expect(copy.all == ["table thing": ""])
    }

    @Test(arguments: [
        "DELETE FROM public.interest", "DO 'BEGIN END'", "ALTER ROLE owner SUPERUSER", "GRANT ALL ON thing TO PUBLIC",
        "SELECT pg_catalog.setval('a', (SELECT act()))", "SELECT act()",
    ])
    func `whatever else a copy does is told, while a step may do it`(act: String) {
        var (copy, step) = (CopyThings(ofCopy: true), CopyThings())
        copy.take("\(act);")
        step.take("\(act);")
        #expect(copy.all == ["statement \(act)": ""])
        #expect(step.all.isEmpty)
    }
}
