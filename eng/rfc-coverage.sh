#!/usr/bin/env bash
# Renews the generated half of docs/rfc-coverage.md from the citations in the code and the names of the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/dotnet.sh
dotnet build -v quiet -clp:NoSummary tests/Perch.Architecture.Tests
PERCH_WRITE_RFC_COVERAGE=1 artifacts/bin/Perch.Architecture.Tests/debug/Perch.Architecture.Tests \
    -noLogo -class '*RfcCoverageDocument'
