# Sourced: how this repository calls the SDK. Quiet, without telemetry, and without a home directory if need be.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_UI_LANGUAGE=en

if [ ! -w "${HOME:-/nonexistent}" ]; then
    DOTNET_CLI_HOME="${TMPDIR:-/tmp}/perch-dotnet-$(id -u)"
    export DOTNET_CLI_HOME
    mkdir -p "$DOTNET_CLI_HOME"
fi

command -v dotnet > /dev/null || {
    echo "The .NET 10 SDK is missing: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
}
