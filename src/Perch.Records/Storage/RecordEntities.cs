using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Records;

/// <summary>The tables of what has happened.</summary>
internal sealed class RecordEntities : IEntityModule
{
    private const int EnumLength = 32;

    public void Configure(ModelBuilder model)
    {
        var calls = model.Entity<CallRecordRow>();

        calls.ToTable("call_records");
        calls.HasKey(row => row.Id);
        calls.Property(row => row.Id).ValueGeneratedNever();
        calls.Property(row => row.Ending).HasConversion<string>().HasMaxLength(EnumLength);
        calls.HasIndex(row => new { row.AccountId, row.StartedAt });
        calls.HasIndex(row => row.SipCallId);

        var audit = model.Entity<AuditRow>();

        audit.ToTable("audit");
        audit.HasKey(row => row.Id);
        audit.Property(row => row.Id).ValueGeneratedNever();
        audit.HasIndex(row => new { row.AccountId, row.At });
        audit.HasIndex(row => row.ObjectId);
    }
}
