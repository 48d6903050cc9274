using System.Diagnostics.CodeAnalysis;
using Serilog.Core;
using Serilog.Events;

namespace Perch.Server.Observing;

/// <summary>
/// Nothing is taken apart for the log, not even where a message asks for it: a secret prints as stars, but its fields
/// would not.
/// </summary>
internal sealed class AsTheyPrint : IDestructuringPolicy
{
    public bool TryDestructure(
        object value, ILogEventPropertyValueFactory propertyValueFactory, [NotNullWhen(true)] out LogEventPropertyValue? result)
    {
        result = new ScalarValue(value.ToString());

        return true;
    }
}
