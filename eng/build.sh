#!/usr/bin/env bash
# Puts the Release program and what it needs at artifacts/perch/. Compiled ahead for this machine, because a server that
# comes back after a crash should not spend its first seconds on translating itself.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/dotnet.sh

dotnet publish src/Perch.Server/Perch.Server.csproj -c Release --use-current-runtime --self-contained false \
    -p:PublishReadyToRun=true -o artifacts/perch -v quiet -clp:NoSummary
echo "artifacts/perch/perch is built."
