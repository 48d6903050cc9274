#!/usr/bin/env bash
# Builds the solution once, runs every test program, and ends with `N passed, N failed` alone on its line.
# Counts come from the summary line that each program prints; a program that prints none counts as one failure.
# TEST_ONLY='Perch.Sip.Tests …' runs only those.
set -uo pipefail
cd "$(dirname "$0")/.."
. eng/dotnet.sh

# Programs that measure time, or start other programs: they run one after another, when the rest is done.
alone=" Perch.Media.Tests Perch.Transport.Tests Perch.Scenarios.Tests Perch.Interop.Tests "
limit=25m
results=artifacts/test-results
passed=0 failed=0 skipped=0

# Total, Errors, Failed, Skipped, or Not Run; nothing where the program did not come to its end.
count() {
    grep -a '^ *[^ ]* *Total: ' "$results/$2.log" | tail -n 1 | grep -o "$1: [0-9]*" | tr -dc 0-9
}

run() {
    local name=$1 began=$SECONDS word=ok status bad
    timeout --kill-after=30s "$limit" "artifacts/bin/$name/release/$name" -noLogo -noColor -longRunning 60 \
        > "$results/$name.log" 2>&1 < /dev/null
    status=$?
    echo "$status" > "$results/$name.status"
    [ "$status" -eq 0 ] || word=FAILED
    if [ -n "$(count Total "$name")" ]; then
        bad=$(($(count Errors "$name") + $(count Failed "$name")))
        printf '%-6s %-28s %5d passed %3d failed %4d s\n' \
            "$word" "$name" "$(passed_of "$name")" "$bad" "$((SECONDS - began))"
    else
        printf '%-6s %-28s ended with %d after %d s and printed no summary\n' \
            "$word" "$name" "$status" "$((SECONDS - began))"
    fi
}

passed_of() {
    echo $(($(count Total "$1") - $(count Failed "$1") - $(count Skipped "$1") - $(count "Not Run" "$1")))
}

add() {
    local name=$1 bad=0
    if [ -n "$(count Total "$name")" ]; then
        passed=$((passed + $(passed_of "$name")))
        skipped=$((skipped + $(count Skipped "$name")))
        bad=$(($(count Errors "$name") + $(count Failed "$name")))
    fi

    # It crashed, was killed for taking too long, or failed outside any test.
    [ "$(cat "$results/$name.status")" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
    failed=$((failed + bad))
    [ "$bad" -eq 0 ] || { echo; echo "== $name =="; tail -n 400 "$results/$name.log"; }
}

end() {
    [ "$skipped" -eq 0 ] || echo "$skipped skipped"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

if ! eng/install.sh eng/test-packages.txt; then
    failed=1
    end
fi

echo "Building"
if ! dotnet build Perch.slnx -c Release -v quiet -clp:NoSummary; then
    echo "The build failed."
    failed=1
    end
fi

rm -rf "$results"
mkdir -p "$results"
names=${TEST_ONLY:-$(basename -a tests/*.Tests)}

for name in $names; do
    [[ $alone != *" $name "* ]] || continue
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
    run "$name" &
done
wait

for name in $names; do
    [[ $alone == *" $name "* ]] || continue
    run "$name"
done

for name in $names; do add "$name"; done
end
