#!/usr/bin/env bash
# install.sh LIST: installs the Debian packages whose command is missing. Lines of LIST: command package.
# Not as root: prints the one command to run, and fails.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

missing=()
while read -r command package; do
    case $command in '' | '#'*) continue ;; esac
    command -v "$command" > /dev/null || missing+=("$package")
done < "$1"

[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Some programs are missing. Run this, then try again:"
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    exit 1
fi

echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
{ apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } > "$log" 2>&1 < /dev/null || {
    cat "$log"
    echo "Could not install: ${missing[*]}"
    exit 1
}
rm -f "$log"
