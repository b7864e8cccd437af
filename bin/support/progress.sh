# One line that says what a long command is doing and for how long; all that it says itself goes into a log.

# with_progress TITLE LOG COMMAND …   the command's own answer; a failure is shown whole, with the log's place.
with_progress() {
    local title=$1 log=$2 started=$SECONDS shown=-1 code=0
    shift 2
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null &
    progress_child=$!
    # A command in the background does not hear Ctrl-C by itself.
    trap 'stop_progress; exit 130' INT
    trap 'stop_progress; exit 143' TERM HUP
    while kill -0 "$progress_child" 2>/dev/null; do
        if [ $((SECONDS - started)) != "$shown" ]; then
            shown=$((SECONDS - started))
            show_progress "$title" "$log" "$shown"
        fi
        sleep 0.2
    done
    wait "$progress_child" || code=$?
    trap - INT TERM HUP
    end_progress
    [ "$code" = 0 ] || show_failure "$title" "$log"
    return "$code"
}

stop_progress() {
    kill "$progress_child" 2>/dev/null
    wait "$progress_child" 2>/dev/null
    end_progress
}

# On a terminal the line is written over each second; elsewhere one is added at the start and then every half minute.
show_progress() {
    local line
    line="$1, $(duration "$3")$(doing "$2")"
    if [ -t 2 ]; then
        printf '\r\033[K%.*s' "$(($(tput cols 2>/dev/null || echo 80) - 1))" "$line" >&2
    elif [ "$3" = 1 ] || [ $(($3 % 30)) = 0 ]; then
        say "$line"
    fi
}

end_progress() { [ ! -t 2 ] || printf '\r\033[K' >&2; }

duration() { if [ "$1" -lt 60 ]; then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi; }

# The last thing said: of `[143/253] Compiling Organisations Initiative.swift`, all but the file.
doing() {
    tail -c 4000 "$1" 2>/dev/null | tr '\r' '\n' \
        | sed -nE 's/^\[([0-9]+)\/([0-9]+)\] ([^ ]+( [^ ]+)?).*/: \1 of \2, \3/p; t
            s/^(Fetching|Fetched|Cloning|Updating|Computing|Creating|Working|Resolving|Building|Unpacking|Setting up|Selecting|Get:[0-9]+) ?(.*)/: \1 \2/p
            s/^(Another instance.*)/: \1/p' \
        | tail -n 1 | cut -c 1-110
}

# From the first error on, without the lines that only count.
show_failure() {
    say "$1: failed."
    if grep -q 'error:' "$2"; then sed -n '/error:/,$p' "$2"; else tail -n 40 "$2"; fi \
        | grep -vE '^\[[0-9]+/[0-9]+\] ' >&2 || true
    say "All that was said: $2"
}
