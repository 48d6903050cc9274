using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Perch.Events;

/// <summary>
/// Writes many rows by one prepared statement. Thousands of phones register in the first minute after a start;
/// through change tracking each row would cost several times as much.
/// </summary>
internal static class OutboxInsert
{
    private const string Statement =
        "INSERT INTO outbox (account_id, type, at, actor, data) VALUES (@account, @type, @at, @actor, @data)";

    public static async Task RunAsync(
        DbContext database, IEnumerable<OutboxRow> rows, CancellationToken cancellation)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Statement;
        var account = Parameter(command, "@account");
        var type = Parameter(command, "@type");
        var at = Parameter(command, "@at");
        var actor = Parameter(command, "@actor");
        var data = Parameter(command, "@data");

        foreach (var row in rows)
        {
            account.Value = row.AccountId;
            type.Value = row.Type;
            at.Value = row.At;
            actor.Value = (object?)row.Actor ?? DBNull.Value;
            data.Value = row.Data;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
