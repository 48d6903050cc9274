using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Perch.Directory;

/// <summary>The tables of the directory. The unique indexes repeat rules that are checked before, as a last guard.</summary>
internal sealed class DirectoryEntities : IEntityModule
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<AccountRow>(Account);
        model.Entity<SiteRow>(Site);
        model.Entity<UserRow>(User);
        model.Entity<DeviceRow>(Device);
        model.Entity<FeatureCodeRow>(FeatureCode);
        model.Entity<SecondFactorRow>(SecondFactor);
    }

    private static void Account(EntityTypeBuilder<AccountRow> account)
    {
        Versioned(account);
        account.HasIndex(row => row.Name).IsUnique();
        account.HasIndex(row => row.Realm).IsUnique();
        account.Property(row => row.SipDigest).HasConversion<string>();
        account.ComplexProperty(row => row.Mail, mail => mail.Property(row => row.Security).HasConversion<string>());
        account.ComplexProperty(row => row.Policy, Policy);
    }

    private static void Site(EntityTypeBuilder<SiteRow> site)
    {
        OfAnAccount(site);
        site.HasIndex(row => row.AccountId);
        site.ComplexProperty(row => row.Policy, Policy);
        site.ComplexProperty(row => row.Address);
    }

    private static void User(EntityTypeBuilder<UserRow> user)
    {
        OfAnAccount(user);
        user.HasIndex(row => new { row.AccountId, row.UsernameKey }).IsUnique();
        user.HasIndex(row => new { row.AccountId, row.Extension }).IsUnique();
        user.HasIndex(row => new { row.AccountId, row.HotDeskId }).IsUnique();
        user.HasIndex(row => new { row.AccountId, row.ExternalId }).IsUnique();
        user.Property(row => row.Role).HasConversion<string>();
        user.Property(row => row.HotDeskElsewhere).HasConversion<string>();
        user.ComplexProperty(row => row.HotDeskAutoLogOut);
    }

    private static void Device(EntityTypeBuilder<DeviceRow> device)
    {
        OfAnAccount(device);
        device.HasIndex(row => new { row.AccountId, row.SipUsernameKey }).IsUnique();
        device.HasIndex(row => new { row.AccountId, row.MacAddress }).IsUnique();
        device.HasIndex(row => new { row.AccountId, row.ExternalId }).IsUnique();
        device.HasOne<UserRow>().WithMany().HasForeignKey(row => row.OwnerId).OnDelete(DeleteBehavior.Restrict);
        device.HasOne<SiteRow>().WithMany().HasForeignKey(row => row.SiteId).OnDelete(DeleteBehavior.Restrict);
        device.HasOne<SiteRow>().WithMany().HasForeignKey(row => row.EmergencyLocationId)
            .OnDelete(DeleteBehavior.Restrict);
        device.Property(row => row.Type).HasConversion<string>();
        device.Property(row => row.Transport).HasConversion<string>();
        device.Property(row => row.RingState).HasConversion<string>();
        device.ComplexProperty(row => row.Policy, Policy);
    }

    private static void FeatureCode(EntityTypeBuilder<FeatureCodeRow> code)
    {
        OfAnAccount(code);
        code.HasIndex(row => new { row.AccountId, row.Name }).IsUnique();
    }

    private static void SecondFactor(EntityTypeBuilder<SecondFactorRow> factor)
    {
        factor.ToTable("second_factors");
        factor.HasKey(row => row.UserId);
        factor.Property(row => row.UserId).ValueGeneratedNever();
        factor.HasIndex(row => row.AccountId);
    }

    private static void Policy(ComplexPropertyBuilder<PolicyColumns> policy)
    {
        policy.Property(columns => columns.HotDeskUse).HasConversion<string>();
        policy.Property(columns => columns.OccupiedPolicy).HasConversion<string>();
        policy.Property(columns => columns.LoggedOutProfile).HasConversion<string>();
        policy.ComplexProperty(columns => columns.AutoLogOut);
    }

    private static void OfAnAccount<TRow>(EntityTypeBuilder<TRow> entity)
        where TRow : AccountOwnedRow
    {
        Versioned(entity);
        entity.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Versioned<TRow>(EntityTypeBuilder<TRow> entity)
        where TRow : Row
    {
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Version).IsConcurrencyToken();
    }
}
