using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>What a dialled string means in an account.</summary>
/// <param name="Shown">The string without anything secret.</param>
internal abstract record Destination(string Shown)
{
    /// <param name="Rest">What was dialled after the number, or what the pattern's group caught.</param>
    public sealed record ToCallflow(Callflow Callflow, string Rest, string Shown) : Destination(Shown)
    {
        public override string ToString() => Shown;
    }

    /// <summary>A feature code.</summary>
    public sealed record ToProgram(ICallProgram Program, string Rest, string Shown) : Destination(Shown)
    {
        public override string ToString() => Shown;
    }

    /// <summary>An extension, through its implicit callflow.</summary>
    public sealed record ToUser(User User, string Shown) : Destination(Shown);

    /// <summary>A number that always means help.</summary>
    public sealed record ToEmergency(string Shown) : Destination(Shown);
}
