using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Perch.Directory;

namespace Perch.Events;

/// <summary>The tables of this module.</summary>
internal sealed class EventsEntities : IEntityModule
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<OutboxRow>(Outbox);
        model.Entity<WebhookRow>(Webhook);
        model.Entity<RefusedEventRow>(Refused);
        model.Entity<RepeatableRow>(Repeatable);
    }

    private static void Outbox(EntityTypeBuilder<OutboxRow> outbox)
    {
        outbox.ToTable("outbox");
        outbox.HasKey(row => row.Id);
        outbox.Property(row => row.Id).ValueGeneratedOnAdd();
        outbox.HasIndex(row => row.At);
        outbox.HasIndex(row => new { row.AccountId, row.Id });
    }

    private static void Webhook(EntityTypeBuilder<WebhookRow> webhook)
    {
        webhook.HasKey(row => row.Id);
        webhook.Property(row => row.Id).ValueGeneratedNever();
        webhook.HasIndex(row => row.AccountId);
    }

    private static void Refused(EntityTypeBuilder<RefusedEventRow> refused)
    {
        refused.ToTable("refused_events");
        refused.HasKey(row => row.Id);
        refused.Property(row => row.Id).ValueGeneratedNever();
        refused.HasOne<WebhookRow>().WithMany().HasForeignKey(row => row.WebhookId).OnDelete(DeleteBehavior.Cascade);
        refused.HasIndex(row => new { row.WebhookId, row.EventId }).IsUnique();
        refused.HasIndex(row => row.At);
    }

    private static void Repeatable(EntityTypeBuilder<RepeatableRow> repeatable)
    {
        repeatable.ToTable("repeatable_requests");
        repeatable.HasKey(row => new { row.AccountId, row.Key });
        repeatable.HasIndex(row => row.At);
    }
}
