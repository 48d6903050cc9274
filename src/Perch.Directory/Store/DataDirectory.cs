namespace Perch.Directory;

/// <summary>Where everything that must survive is kept. Registered in DI by whoever composes the server.</summary>
public sealed record DataDirectory(string Root)
{
    public string Database => Path.Combine(Root, "perch.db");

    /// <summary>Held by the process that uses the directory.</summary>
    public string Lock => Path.Combine(Root, "perch.lock");

    /// <summary>The journal of registrations.</summary>
    public string Bindings => Path.Combine(Root, "bindings");

    public string Keys => Path.Combine(Root, "keys");
}
