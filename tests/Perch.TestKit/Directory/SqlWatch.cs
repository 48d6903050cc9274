using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>Hears every command that goes to a database in this process.</summary>
public sealed class SqlWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<SqlCommand> _commands = [];
    private readonly List<IDisposable> _subscriptions = [];

    public SqlWatch() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IEnumerable<SqlCommand> Commands => _commands;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Command: var command })
        {
            _commands.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}

/// <summary>What was asked of a database.</summary>
public sealed record SqlCommand(string Text, IReadOnlyList<DbParameter> Parameters)
{
    private const int DetailColumn = 3;

    /// <summary>Whether it asked about this one, such as an account that is a test's alone.</summary>
    public bool Names(Guid id) =>
        Parameters.Any(given => $"{given.Value}".Equals($"{id}", StringComparison.OrdinalIgnoreCase));

    /// <summary>How SQLite goes about it: <c>SEARCH</c> and <c>SCAN</c>, a line for each step.</summary>
    public Task<List<string>> ExplainAsync(IPerchStore store) =>
        store.ReadAsync((database, _) => ExplainAsync(database), CancellationToken.None);

    private async Task<List<string>> ExplainAsync(DbContext database)
    {
        await database.Database.OpenConnectionAsync();
        using var explain = database.Database.GetDbConnection().CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {Text}";

        foreach (var given in Parameters)
        {
            var copy = explain.CreateParameter();
            (copy.ParameterName, copy.Value) = (given.ParameterName, given.Value);
            explain.Parameters.Add(copy);
        }

        var steps = new List<string>();
        using var rows = await explain.ExecuteReaderAsync();

        while (await rows.ReadAsync())
        {
            steps.Add(rows.GetString(DetailColumn));
        }

        return steps;
    }
}
