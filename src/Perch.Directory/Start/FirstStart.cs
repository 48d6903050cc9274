namespace Perch.Directory;

/// <summary>What the first start makes: account <c>default</c> with this realm, and user <c>admin</c>.</summary>
/// <param name="AdminPassword">Null: a random one, told once.</param>
public sealed record FirstAccount(string Realm, Secret? AdminPassword);

/// <summary>Whether this start was the first one with its data directory; known after the database is open.</summary>
public sealed class FirstStart
{
    public bool IsFirst { get; internal set; }

    /// <summary>The administrator's password where nobody gave one, to be shown once and never logged.</summary>
    public Secret? GeneratedPassword { get; internal set; }
}
