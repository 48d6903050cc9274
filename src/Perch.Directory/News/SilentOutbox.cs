using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Where nobody listens.</summary>
public sealed class SilentOutbox : IOutbox
{
    public void Add(DbContext database, OutboxEvent happened)
    {
    }

    public void AddSoon(OutboxEvent happened)
    {
    }
}
