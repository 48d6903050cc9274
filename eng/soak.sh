#!/usr/bin/env bash
# Nothing acknowledged is lost in fifty kills, and half an hour of calls leaves no memory behind. About 40 minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/dotnet.sh
eng/install.sh eng/bench-packages.txt

dotnet build tests/Perch.Scenarios.Tests -c Release -v quiet -clp:NoSummary
PERCH_KILLS=${PERCH_KILLS:-50} artifacts/bin/Perch.Scenarios.Tests/release/Perch.Scenarios.Tests \
    -class Perch.Scenarios.Tests.OneOrder.KilledAgainAndAgain
python3 bench/soak.py --minutes "${SOAK_MINUTES:-30}"
