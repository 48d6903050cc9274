namespace Perch.Registrar;

/// <summary>What the gate thinks of a request's credentials.</summary>
internal enum Verdict
{
    Right,
    NoCredentials,

    /// <summary>Nobody's password: the name may exist or not.</summary>
    Wrong,

    /// <summary>The right password with a nonce that is too old, another's, or used up.</summary>
    Stale,

    /// <summary>The right password, in a digest made for another server.</summary>
    ForAnotherServer,

    TooManyFailures,
}
