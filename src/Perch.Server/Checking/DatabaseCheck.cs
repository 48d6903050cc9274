using Microsoft.Data.Sqlite;
using Perch.Directory;
using Perch.Server.Configuration;

namespace Perch.Server.Checking;

/// <summary>Looks into the database without changing anything, also while the server runs.</summary>
internal static class DatabaseCheck
{
    private const string First = "default";

    /// <param name="options">What the server would be started with.</param>
    /// <param name="realmGiven">Whether somebody set the realm, rather than leaving it.</param>
    public static DatabaseFindings Run(ServerOptions options, bool realmGiven)
    {
        var file = new DataDirectory(options.DataDirectory).Database;

        if (!File.Exists(file))
        {
            return new(
                [Finding.Note($"There is no database in {options.DataDirectory} yet.", "The first perch serve makes it.")],
                options.Realm,
                null);
        }

        try
        {
            using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            database.Open();
            var realm = One(database, "SELECT realm FROM accounts WHERE name = 'default'") ?? options.Realm;
            var device = One(database, """
                SELECT sip_username FROM devices JOIN accounts ON accounts.id = devices.account_id
                WHERE accounts.name = 'default' AND devices.enabled ORDER BY devices.id LIMIT 1
                """);

            return new([Integrity(database, file), Realm(realm, options.Realm, realmGiven)], realm, device);
        }
        catch (SqliteException failure)
        {
            return new(
                [Finding.Wrong($"{file} cannot be read: {failure.Message}", "Restore the last backup, or give the right --data.")],
                options.Realm,
                null);
        }
    }

    private static Finding Integrity(SqliteConnection database, string file)
    {
        var verdict = One(database, "PRAGMA quick_check(1)");

        return verdict == "ok"
            ? Finding.Fine($"The database {file} is whole.")
            : Finding.Wrong($"The database {file} is damaged: {verdict}", "Stop the server and restore the last backup.");
    }

    private static Finding Realm(string realm, string wanted, bool given) =>
        !given || realm.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            ? Finding.Fine($"Phones use the domain {realm}.")
            : Finding.Wrong(
                $"--realm says {wanted}, but the account {First} has {realm}: phones that use {wanted} are refused.",
                $"Enter {realm} into the phones, or change the account's realm over the API.");

    private static string? One(SqliteConnection database, string query)
    {
        using var command = database.CreateCommand();
        command.CommandText = query;

        return command.ExecuteScalar() as string;
    }
}

/// <summary>What the database says.</summary>
/// <param name="Realm">The domain phones must use.</param>
/// <param name="Device">The SIP user name of some phone, for an example.</param>
internal sealed record DatabaseFindings(IReadOnlyList<Finding> Findings, string Realm, string? Device);
