using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

internal sealed class ApiTokenEntities : IEntityModule
{
    public void Configure(ModelBuilder model) => model.Entity<ApiTokenRow>(token =>
    {
        token.ToTable("api_tokens");
        token.HasKey(row => row.Id);
        token.HasIndex(row => row.Hash).IsUnique();
        token.HasIndex(row => row.UserId);
    });
}
