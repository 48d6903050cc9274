using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// A module's tables. Registered in DI; the store assembles all of them into its one context.
/// Needs a constructor without parameters, because the tool that writes migrations makes its own.
/// </summary>
public interface IEntityModule
{
    void Configure(ModelBuilder model);
}
