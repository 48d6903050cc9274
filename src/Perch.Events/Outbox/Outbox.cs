using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>The outbox over the database.</summary>
internal sealed class Outbox(OutboxTail tail, LaterEvents later) : IOutbox
{
    public void Add(DbContext database, OutboxEvent happened)
    {
        database.Add(OutboxRow.Of(happened));
        tail.Expect();
    }

    public void AddSoon(OutboxEvent happened) => later.Add(happened);
}
