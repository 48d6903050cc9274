using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>The tables of this module.</summary>
internal sealed class NotificationEntities : IEntityModule
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<NotificationRow>(notification =>
        {
            notification.ToTable("notifications");
            notification.HasKey(row => row.Id);
            notification.Property(row => row.Id).ValueGeneratedNever();
            notification.Property(row => row.Kind).HasConversion<string>();
            notification.HasIndex(row => new { row.UserId, row.Id });
            notification.HasIndex(row => row.At);
        });
        model.Entity<NotificationChoiceRow>(choice =>
        {
            choice.ToTable("notification_choices");
            choice.HasKey(row => new { row.UserId, row.Kind });
            choice.Property(row => row.Kind).HasConversion<string>();
        });
        model.Entity<ToldConditionRow>(told =>
        {
            told.ToTable("told_conditions");
            told.HasKey(row => new { row.AccountId, row.Key });
        });
        model.Entity<ToldEventsRow>(told =>
        {
            told.ToTable("told_events");
            told.HasKey(row => row.Id);
            told.Property(row => row.Id).ValueGeneratedNever();
        });
    }
}
