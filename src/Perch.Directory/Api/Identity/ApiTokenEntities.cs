using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

internal sealed class ApiTokenEntities : IEntityModule
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<ApiTokenRow>(token =>
        {
            token.ToTable("api_tokens");
            token.HasKey(row => row.Id);
            token.HasIndex(row => row.Hash).IsUnique();
            token.HasIndex(row => row.UserId);
            token.Property(row => row.How).HasConversion<string>();
        });
        model.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("api_keys");
            key.HasKey(row => row.Id);
            key.Property(row => row.Id).ValueGeneratedNever();
            key.Property(row => row.Role).HasConversion<string>();
            key.HasIndex(row => row.Hash).IsUnique();
            key.HasIndex(row => row.AccountId);
        });
    }
}
