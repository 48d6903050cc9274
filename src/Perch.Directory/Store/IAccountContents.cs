using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// What a module keeps for an account. The deletion of an account asks every module to take its own rows away, in
/// the same transaction, so that nothing is left of the account and nothing goes if the deletion fails.
/// </summary>
public interface IAccountContents
{
    /// <summary>Changes rows only; the answer brings memory up to date, and runs after the commit.</summary>
    Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation);
}
