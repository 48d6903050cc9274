using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>The ledger's table, and those of wrong tries, their locks, refused log-ins, and what desks are watched for.</summary>
internal sealed class HotDeskingEntities : IEntityModule
{
    private const int EnumLength = 16;
    private const int WhyLength = 32;

    public void Configure(ModelBuilder model)
    {
        Sessions(model);
        Guesses(model);
        Refusals(model);
        Facts(model);
    }

    private static void Sessions(ModelBuilder model)
    {
        var sessions = model.Entity<HotDeskSessionRow>();

        sessions.ToTable("hot_desk_sessions");
        sessions.HasKey(row => row.Id);
        sessions.Property(row => row.Id).ValueGeneratedNever();
        sessions.Property(row => row.StartedHow).HasConversion<string>().HasMaxLength(EnumLength);
        sessions.Property(row => row.EndReason).HasConversion<string>().HasMaxLength(EnumLength);

        // The database, too, refuses a second open session of one person at one desk.
        sessions.HasIndex(row => new { row.DeviceId, row.UserId }).IsUnique().HasFilter("ended_at IS NULL");
        sessions.HasIndex(row => new { row.DeviceId, row.StartedAt });
        sessions.HasIndex(row => new { row.UserId, row.StartedAt });
        sessions.HasIndex(row => new { row.AccountId, row.StartedAt });

        // Who sits where now, and how much was each desk used: an open row has no end.
        sessions.HasIndex(row => new { row.AccountId, row.EndedAt });

        // What is old enough to be forgotten, without a walk through all that is forgotten already.
        sessions.HasIndex(row => row.EndedAt).HasFilter("pseudonymised_at IS NULL");
    }

    private static void Guesses(ModelBuilder model)
    {
        var tries = model.Entity<PinTryRow>();
        tries.ToTable("pin_tries");
        tries.Property(row => row.Id).ValueGeneratedNever();
        tries.HasIndex(row => new { row.AccountId, row.Who, row.At });
        tries.HasIndex(row => new { row.DeviceId, row.Address, row.At });
        tries.HasIndex(row => row.At);

        var locks = model.Entity<LockoutRow>();
        locks.ToTable("lockouts");
        locks.Property(row => row.Id).ValueGeneratedNever();
        locks.HasIndex(row => new { row.AccountId, row.Until });
        locks.HasIndex(row => new { row.DeviceId, row.Address });
    }

    private static void Refusals(ModelBuilder model)
    {
        var refusals = model.Entity<RefusalRow>();
        refusals.ToTable("hot_desk_refusals");
        refusals.Property(row => row.Id).ValueGeneratedNever();
        refusals.Property(row => row.Why).HasConversion<string>().HasMaxLength(WhyLength);
        refusals.Property(row => row.How).HasConversion<string>().HasMaxLength(EnumLength);
        refusals.HasIndex(row => new { row.AccountId, row.Id });
        refusals.HasIndex(row => new { row.AccountId, row.FirstAt });
    }

    private static void Facts(ModelBuilder model)
    {
        var facts = model.Entity<DeskFactsRow>();
        facts.ToTable("desk_facts");
        facts.HasKey(row => row.DeviceId);
        facts.Property(row => row.DeviceId).ValueGeneratedNever();
    }
}
