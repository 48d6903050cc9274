namespace Perch.Directory;

/// <summary>For the OpenAPI document; <see cref="LoginEndpoints"/> reads it.</summary>
/// <param name="Account">Name or realm of the account; the first one where it is left out.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where the person has a second factor.</param>
/// <param name="Ticket">
/// Instead of user name and password, with <paramref name="Code"/>: what the answer 401 with <c>secondFactor</c> brought.
/// </param>
internal sealed record LoginBody(string? Username, string? Password, string? Account, string? Code, string? Ticket)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

internal sealed record LoginJson(string Token, DateTimeOffset ExpiresAt, LoginUserJson User, LoginAccountJson Account)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

internal sealed record WhoJson(LoginUserJson User, LoginAccountJson Account)
{
    public static WhoJson Of(User user, Account account) => new(LoginUserJson.Of(user), LoginAccountJson.Of(account));
}

internal sealed record LoginUserJson(Guid Id, string Username, string Name, Role Role, string? Extension)
{
    public static LoginUserJson Of(User user) =>
        new(user.Id.Value, user.Username, user.DisplayName, user.Role, user.Extension);
}

internal sealed record LoginAccountJson(Guid Id, string Name, string Realm)
{
    public static LoginAccountJson Of(Account account) => new(account.Id.Value, account.Name, account.Realm);
}
