#!/usr/bin/env bash
# Puts the Release program and what it needs at artifacts/perch/.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/dotnet.sh

dotnet publish src/Perch.Server/Perch.Server.csproj -c Release -o artifacts/perch -v quiet -clp:NoSummary
echo "artifacts/perch/perch is built."
