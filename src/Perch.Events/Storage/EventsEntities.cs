using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>The tables of this module.</summary>
internal sealed class EventsEntities : IEntityModule
{
    public void Configure(ModelBuilder model) => model.Entity<OutboxRow>(outbox =>
    {
        outbox.ToTable("outbox");
        outbox.HasKey(row => row.Id);
        outbox.Property(row => row.Id).ValueGeneratedOnAdd();
        outbox.HasIndex(row => row.At);
        outbox.HasIndex(row => new { row.AccountId, row.Id });
    });
}
