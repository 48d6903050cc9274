using Perch.Directory;

namespace Perch.Calls;

/// <summary>Tells decisions in words, with the names that people and phones have now.</summary>
public interface INarrator
{
    /// <param name="decision">What was decided.</param>
    /// <param name="account">Whose clock counts.</param>
    /// <param name="exactly">
    /// Whether to say which of ID and PIN was wrong: to an administrator, and to nobody who could guess with it.
    /// </param>
    Told Tell(Decision decision, AccountId account, bool exactly);
}

/// <summary>A decision in words.</summary>
/// <param name="Why">A name for programs; the set grows.</param>
/// <param name="Text">A sentence for people.</param>
/// <param name="IsVeiled">It is more than the reader may know: neither may they learn whom and what it was about.</param>
public sealed record Told(string Why, string Text, bool IsVeiled);

/// <summary>For compositions that keep no records: the names of decisions, and no veil over anything.</summary>
public sealed class PlainNarrator : INarrator
{
    public Told Tell(Decision decision, AccountId account, bool exactly)
    {
        var name = decision.What.ToString();
        return new(name, name, IsVeiled: false);
    }
}
