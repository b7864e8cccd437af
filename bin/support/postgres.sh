# A PostgreSQL cluster for the life of a script: on loopback only, trusting whoever is on this machine, its data in a
# temporary folder and careless of power cuts.

start_postgres() {
    postgres_programs=$(find_postgres_programs)
    cluster=$(mktemp -d "${TMPDIR:-/tmp}/rallynov-postgres.XXXXXX")
    trap stop_postgres EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    [ "$(id -u)" != 0 ] || chown postgres "$cluster"
    as_postgres initdb --pgdata="$cluster/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync >"$cluster/log" 2>&1 || fail "initdb failed: $(tail -n 1 "$cluster/log")"
    local port
    port=$(free_port)
    cat >>"$cluster/data/postgresql.conf" <<SETTINGS
port = $port
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
SETTINGS
    as_postgres pg_ctl start --pgdata="$cluster/data" --wait --silent >"$cluster/log" 2>&1 \
        || fail "PostgreSQL did not start: $(grep FATAL "$cluster/log" || tail -n 1 "$cluster/log")"
    export RALLYNOV_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres
}

stop_postgres() {
    as_postgres pg_ctl stop --pgdata="$cluster/data" --mode=immediate --silent >/dev/null 2>&1 || true
    rm -rf "$cluster"
}

# The newest server that is installed: Debian keeps its programs out of the path.
find_postgres_programs() {
    local found
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort --version-sort | tail -n 1)
    [ -x "$found" ] || found=$(command -v initdb) || fail "the PostgreSQL server is missing: run bin/setup --with-postgres"
    dirname "$found"
}

# The server refuses to run as root, and must not stand in a folder that it may not read.
as_postgres() {
    local program=$postgres_programs/$1
    shift
    if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$program" "$@"); else (cd / && exec "$program" "$@"); fi
}
