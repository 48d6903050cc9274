#!/usr/bin/env bash
# Writes the one initial migration again from the modules' entity configurations. Until the first release there are
# no databases to keep, so there is one migration; afterwards: dotnet ef migrations add NAME, and this script goes.
set -euo pipefail
cd "$(dirname "$0")/.."

project=src/Perch.Storage
directory=$project/Migrations

dotnet tool restore > /dev/null
rm -rf "$directory"
dotnet build -v q -nologo -m:1 -p:RunAnalyzers=false "$project"
dotnet ef migrations add Initial --no-build --project "$project" --startup-project "$project" \
    --output-dir Migrations

# A fixed name: the date would make every run of this script a change.
mv "$directory"/*_Initial.cs "$directory/00000000000000_Initial.cs"
mv "$directory"/*_Initial.Designer.cs "$directory/00000000000000_Initial.Designer.cs"
sed -i -E 's/\[Migration\("[0-9]+_Initial"\)\]/[Migration("00000000000000_Initial")]/' "$directory"/*.Designer.cs
