# What the scripts of bin/ share: they speak on standard error only, so that their output can be piped.

say() { echo "$*" >&2; }

fail() { say "${0##*/}: $*"; exit 1; }

# The comment at the head of the script is its help.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
