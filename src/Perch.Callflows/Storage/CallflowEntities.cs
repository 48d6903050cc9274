using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>The tables of callflows and of what leads to them.</summary>
internal sealed class CallflowEntities : IEntityModule
{
    public void Configure(ModelBuilder model)
    {
        var callflows = model.Entity<CallflowRow>();

        callflows.ToTable("callflows");
        callflows.HasKey(row => row.Id);
        callflows.Property(row => row.Id).ValueGeneratedNever();
        callflows.Property(row => row.Name).HasMaxLength(CallflowLimits.MaxNameLength);
        callflows.HasIndex(row => row.AccountId);
        callflows.HasMany(row => row.Numbers).WithOne().HasForeignKey(number => number.CallflowId);

        var numbers = model.Entity<CallflowNumberRow>();

        numbers.ToTable("callflow_numbers");
        numbers.HasKey(row => new { row.AccountId, row.IsPattern, row.Number });
        numbers.Property(row => row.Number).HasMaxLength(CallflowLimits.MaxPatternLength);
    }
}
